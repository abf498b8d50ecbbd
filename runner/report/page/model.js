// What a trace says, with no page in sight. Steps are addressed by their index
// in the trace, because step numbers may jump (docs/trace.md).

// The threads, in the order of their start: [{lane, name}].
function lanesOf(trace) {
  const names = new Map();
  for (const event of trace) names.set(event.lane, event.thread);
  const count = new Map();
  for (const name of names.values()) count.set(name, (count.get(name) || 0) + 1);
  return [...names.keys()].sort((a, b) => a - b).map((lane) => ({
    lane,
    name: count.get(names.get(lane)) > 1 ? `${names.get(lane)} (${lane})` : names.get(lane),
  }));
}

// The arrows: [{from, to, orders}]. `orders` is whether it is one of C++'s
// happens-before; a notification wakes and orders nothing.
function arrowsOf(trace) {
  const indexOf = new Map(trace.map((event, index) => [event.step, index]));
  const arrows = [];
  trace.forEach((event, to) => {
    for (const step of event.after) {
      const from = indexOf.get(step);
      if (from !== undefined) arrows.push({from, to, orders: trace[from].operation !== "notify"});
    }
  });
  return arrows;
}

// For each step, by lane, the last step of that lane that happens before it (or
// is it): a vector clock, made of program order and the arrows that order.
function clocksOf(trace, arrows) {
  const incoming = trace.map(() => []);
  for (const arrow of arrows) if (arrow.orders) incoming[arrow.to].push(arrow.from);
  const latest = new Map();
  const clocks = [];
  trace.forEach((event, index) => {
    const clock = new Map(latest.has(event.lane) ? clocks[latest.get(event.lane)] : []);
    for (const from of incoming[index]) {
      for (const [lane, step] of clocks[from]) {
        if (!clock.has(lane) || clock.get(lane) < step) clock.set(lane, step);
      }
    }
    clock.set(event.lane, index);
    clocks.push(clock);
    latest.set(event.lane, index);
  });
  return clocks;
}

// What one press of a key moves over: [{first, last}]. A run of atomics of one
// thread in code that is not the program's own is one moment.
function momentsOf(trace, arrows) {
  const joined = new Set();
  for (const arrow of arrows) joined.add(arrow.from).add(arrow.to);
  const dull = (index) => {
    const event = trace[index];
    return event.line === 0 && !event.mark && !joined.has(index) &&
        (event.operation === "read" || event.operation === "write");
  };
  const moments = [];
  trace.forEach((event, index) => {
    const before = moments[moments.length - 1];
    if (before && dull(index) && dull(before.last) && trace[before.last].lane === event.lane) {
      before.last = index;
    } else {
      moments.push({first: index, last: index});
    }
  });
  return moments;
}

// A step in so many words as there is room for. What a schedule failed with is
// the sentence at the top of the page.
function wordsOf(event, most = 80) {
  const text = event.operation === "fail" ? event.what.split(":")[0] : event.what;
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

// Where a thread is once the step `index` has been made: its last step (or
// undefined), the locks it holds, and what it does.
function stateOf(trace, arrows, lane, index) {
  let last;
  for (let i = index; i >= 0 && last === undefined; --i) if (trace[i].lane === lane) last = i;
  if (last === undefined) {
    const start = trace.findIndex((event) => event.lane === lane);
    const made = arrows.some((arrow) => arrow.to === start && arrow.from <= index);
    if (lane === 0) return {held: [], kind: "idle", text: "has not begun"};
    return {held: [], kind: "idle", text: made ? "was started, and has not run yet" : "is not there yet"};
  }
  const event = trace[last];
  const state = {last, held: event.held};
  const ended = arrows.some((arrow) => arrow.to <= index && trace[arrow.to].operation === "join" &&
                                       trace[arrow.from].lane === lane && arrow.from === last);
  if (ended) return {...state, kind: "ended", text: "has ended"};
  if (event.mark === "blocked") return {...state, kind: "blocked", text: wordsOf(event)};
  if (event.operation === "wait") return {...state, kind: "waiting", text: wordsOf(event)};
  if (event.operation === "fail") return {...state, kind: "failed", text: wordsOf(event)};
  if (last === index) return {...state, kind: "running", text: wordsOf(event)};
  return {...state, kind: "paused", text: `can go on; last: ${wordsOf(event)}`};
}

// Who is to blame for a deadlock: a chain of blocked steps, each of which waits
// for the thread of the next: [{index, lane, holder, since}]. `holder` is the
// lane it waits for (undefined: nobody can help), `since` the step that took the
// lock. A chain that comes back to its first lane is a cycle.
function chainOf(trace) {
  const blocked = new Map();
  trace.forEach((event, index) => {
    if (event.mark === "blocked" || (event.operation === "wait" && isLastOfLane(trace, index))) {
      blocked.set(event.lane, index);
    }
  });
  const link = (index) => {
    const event = trace[index];
    for (const other of blocked.values()) {
      if (other !== index && trace[other].held.includes(event.object)) {
        let since = other;
        while (since > 0 && !(trace[since].lane === trace[other].lane && /lock$/.test(trace[since].operation) &&
                              trace[since].operation !== "unlock" && trace[since].object === event.object)) {
          --since;
        }
        return {index, lane: event.lane, holder: trace[other].lane, since};
      }
      if (other !== index && trace[other].thread === event.object) {
        return {index, lane: event.lane, holder: trace[other].lane};
      }
    }
    return {index, lane: event.lane};
  };
  let best = {chain: [], cycle: false};
  if (!trace.some((event) => event.mark === "blocked")) return best;
  for (const start of blocked.values()) {
    const chain = [];
    let here = start;
    while (here !== undefined && !chain.some((one) => one.index === here)) {
      chain.push(link(here));
      here = blocked.get(chain[chain.length - 1].holder);
    }
    const from = here === undefined ? -1 : chain.findIndex((one) => one.index === here);
    const found = from >= 0 ? {chain: chain.slice(from), cycle: true} : {chain, cycle: false};
    if ((found.cycle && !best.cycle) || (found.cycle === best.cycle && found.chain.length > best.chain.length)) {
      best = found;
    }
  }
  return best;
}

function isLastOfLane(trace, index) {
  return !trace.some((event, other) => other > index && event.lane === trace[index].lane);
}

// "0.00 s", as the terminal has it.
function secondsOf(event) {
  return `${(event.time_ns / 1e9).toFixed(2)} s`;
}
