// The finding, told from its trace: what stands above the lanes.

// An element with attributes and children. Whatever the program under test or
// its source says comes in as text, and never as HTML.
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") node.addEventListener("click", value);
    else if (value !== false && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== ""));
  return node;
}

const baseName = (file) => file.slice(file.lastIndexOf("/") + 1);
const placeOf = (where) => where.line > 0 ? `${baseName(where.file)}:${where.line}` : "";

// The line of source at `where`, without its indentation; "" when it is unknown
// or nothing but a bracket.
function quoteOf(sources, where) {
  const source = sources.find((one) => one.file === where.file);
  const line = source && where.line > 0 ? source.text.split("\n")[where.line - 1] : undefined;
  return line !== undefined && /\w/.test(line) ? line.trim() : "";
}

// A card for one step of the story, which leads to that step.
function card(view, index, title, note, ...more) {
  const event = view.trace[index];
  return el("div", {class: "card"},
      el("p", {class: "card-title"}, el("strong", {class: `name lane-${view.paint(event.lane)}`}, view.nameOf(event.lane)), " ", title),
      ...stepLines(view, index, note), ...more);
}

// The line of a step, and its number, which leads there.
function stepLines(view, index, note) {
  const event = view.trace[index];
  const quote = quoteOf(view.sources, event);
  return [quote ? el("pre", {}, quote) : "",
    el("p", {class: "card-place"},
        el("button", {type: "button", class: "link", onclick: () => view.goTo(index)}, `step ${event.step}`),
        placeOf(event) ? `, ${placeOf(event)}` : "", `, at ${secondsOf(event)}`, note ? `: ${note}` : "")];
}

function link(symbol, words) {
  return el("p", {class: "between"}, el("span", {"aria-hidden": "true"}, symbol), " ", words);
}

// Why nothing orders the two accesses, as far as the trace can tell.
function whyUnordered(view, first, second) {
  const {trace} = view;
  const one = view.nameOf(trace[first].lane);
  const known = view.clocks[second].get(trace[first].lane);
  const back = `Go back along the solid arrows from ${view.nameOf(trace[second].lane)}'s step ${trace[second].step}: `;
  const whole = trace.every((event, index) => event.step === index + 1);
  const end = " So nothing keeps the two apart: in another run they come the other way round, or at the same moment.";
  if (known !== undefined) {
    return `${back}they come to ${one}'s step ${trace[known].step} (${wordsOf(trace[known])}) and what was before it, and not to step ${trace[first].step}.${end}`;
  }
  return `${back}they ${whole ? "come to nothing that" : "do not come to step"} ${whole ? `${one} ever did` : trace[first].step}.${end}`;
}

function raceStory(view) {
  const racing = view.marked("racing");
  if (racing.length < 2) return [];
  const [first, second] = [racing[0], racing[racing.length - 1]];
  const locks = (index) => view.trace[index].held.length ? `holds ${view.trace[index].held.join(", ")}` : "holds no lock";
  return [
    el("div", {class: "cards"},
        card(view, first, view.trace[first].what, locks(first)),
        link("⚡", "no arrow leads from one to the other"),
        card(view, second, view.trace[second].what, locks(second))),
    el("p", {}, whyUnordered(view, first, second)),
  ];
}

function lostStory(view) {
  const {trace} = view;
  const lost = view.marked("lost").pop();
  const waits = view.marked("blocked").find((index) => lost !== undefined && trace[index].object === trace[lost].object);
  if (waits === undefined) return [];
  const lane = trace[waits].lane;
  const began = trace.findIndex((event, index) => index > lost && event.lane === lane && event.operation === "wait");
  let before = lost;
  while (before >= 0 && trace[before].lane !== lane) --before;
  return [
    el("div", {class: "cards"},
        ...(before < 0 ? [] : [card(view, before, trace[before].what, "it does not wait yet"), link("→", "and before it waits")]),
        card(view, lost, trace[lost].what, "nobody waits, so nobody wakes"),
        link("→", "too early"),
        card(view, began, trace[began].what, "and nobody will notify again")),
    el("p", {}, "A notification is not kept for later: it wakes whoever waits at that moment. What a thread has looked at before it waits, " +
        "and what others change before they notify, has to be under one lock; then nothing comes in between."),
  ];
}

function chainStory(view) {
  const {trace} = view;
  const {chain, cycle} = chainOf(trace);
  if (chain.length === 0) return [];
  const cards = chain.flatMap((one, place) => {
    // What it holds, and whoever waits for it is the one before.
    const waiter = place > 0 ? chain[place - 1] : cycle ? chain[chain.length - 1] : undefined;
    const took = waiter && waiter.since;
    const words = trace[one.index].what.replace(/, which .*/, "");
    const mine = took === undefined
        ? card(view, one.index, words)
        : card(view, took, `took ${trace[took].object}`, "", el("p", {class: "card-title"}, `and ${words}`), ...stepLines(view, one.index));
    if (one.holder === undefined) return [mine];
    const back = cycle && place === chain.length - 1;
    const object = trace[one.index].object;
    const whose = one.since === undefined ? `${object} cannot end` : `${view.nameOf(one.holder)} holds ${object}`;
    return [mine, link(back ? "↩" : "→", back ? `${whose}: the circle is closed` : whose)];
  });
  return [el("div", {class: "cards"}, ...cards), el("p", {}, cycle
      ? "Each of them waits for what the next one holds, and the last one for the first: nobody can ever go on."
      : "Whoever is at the end of this chain is never woken, so nobody before it can go on.")];
}

// Where a thread lost its turn although it could have gone on, and did so later:
// a failure that hangs on the schedule hangs on these. [{stop, goOn}].
function interruptions(view) {
  const {trace} = view;
  const waits = /^(join|wake|give-up|sleep|wait|fail|return)$/;
  const found = [];
  trace.forEach((event, stop) => {
    if (stop + 1 >= trace.length || trace[stop + 1].lane === event.lane || /^(start|wait)$/.test(event.operation)) return;
    const goOn = trace.findIndex((later, index) => index > stop && later.lane === event.lane);
    if (goOn < 0 || waits.test(trace[goOn].operation)) return;
    const taken = view.lanes.some(({lane}) => lane !== event.lane &&
        stateOf(trace, view.arrows, lane, stop).held.includes(trace[goOn].object));
    if (!taken) found.push({stop, goOn});
  });
  return found;
}

function failedStory(view) {
  const {trace} = view;
  const failed = view.marked("failed").pop();
  if (failed === undefined) return [];
  const cards = [];
  for (const {stop, goOn} of interruptions(view).slice(-2)) {
    const others = [...new Set(trace.slice(stop + 1, goOn).map((event) => view.nameOf(event.lane)))];
    cards.push(card(view, stop, trace[stop].what, "here it loses its turn"),
        link("→", `${others.join(" and ")} ${others.length > 1 ? "go" : "goes"} on, steps ${trace[stop + 1].step} to ${trace[goOn - 1].step}`),
        card(view, goOn, trace[goOn].what, "here it goes on, with what it saw before"), link("→", "and so"));
  }
  return [el("div", {class: "cards"}, ...cards, card(view, failed, trace[failed].what))];
}

// What can be told without a trace: the places, and nothing more.
function placesStory(view) {
  const places = view.finding.locations.map((location) => el("div", {class: "card"},
      el("p", {class: "card-title"}, location.thread ? el("strong", {}, `${location.thread} `) : "", location.what),
      quoteOf(view.sources, location) ? el("pre", {}, quoteOf(view.sources, location)) : "",
      el("p", {class: "card-place"}, placeOf(location))));
  if (view.trace.length === 0) places.push(el("p", {}, "There are no steps to go through: it took no schedule to find this."));
  return places;
}

function storyOf(view) {
  for (const tell of [raceStory, lostStory, failedStory, chainStory]) {
    const nodes = tell(view);
    if (nodes.length > 0) return nodes;
  }
  return view.finding ? placesStory(view) : [];
}
