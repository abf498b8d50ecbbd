// The page: the data's view, and what keys and buttons do to it.

const kPaints = 6;  // The colours of lanes, of page.css.
const by = (id) => document.getElementById(id);

const data = JSON.parse(by("data").textContent);
const findings = data.check.findings;

// What is on show: a finding (or none, of a pass) at one of its moments.
const view = {
  sources: data.sources,
  finding: undefined,
  trace: [],
  moment: 0,
  nameOf: (lane) => view.lanes.find((one) => one.lane === lane).name,
  paint: (lane) => view.lanes.findIndex((one) => one.lane === lane) % kPaints,
  marked: (mark) => view.trace.map((event, index) => event.mark === mark ? index : -1).filter((index) => index >= 0),
  goTo: (index) => show(view.moments.findIndex((moment) => index <= moment.last)),
};

function name(lane) {
  return el("span", {class: `name lane-${view.paint(lane)}`}, view.nameOf(lane));
}

// --- Built once for a finding ---------------------------------------------------

function build(finding) {
  view.finding = finding;
  view.trace = finding ? finding.trace : [];
  view.lanes = lanesOf(view.trace);
  view.arrows = arrowsOf(view.trace);
  view.clocks = clocksOf(view.trace, view.arrows);
  view.moments = momentsOf(view.trace, view.arrows);
  document.body.classList.toggle("no-trace", view.trace.length === 0);
  by("headline").textContent = finding ? `Not yet: ${data.headlines[findings.indexOf(finding)]}` : "Right";
  const test = finding && finding.test.split(".").pop();
  by("exercise").textContent = `${data.title}${test ? `; test ${test}` : ""}`;
  by("story-title").textContent = view.trace.length > 0 ? "So that is what happened" : "Where to look";
  by("sentence").textContent = finding ? sentenceOf(finding.message) : passSentence();
  by("story-body").replaceChildren(...storyOf(view));
  by("story").hidden = by("story-body").childElementCount === 0;
  document.body.classList.toggle("no-story", by("story").hidden);
  buildSource();
  buildLanes();
  buildRaw(finding);
  buildFooter();
  by("slider").max = Math.max(0, view.moments.length - 1);
  show(view.moments.length - 1);
}

// With a capital and a full stop, but for what begins with a name.
function sentenceOf(message) {
  const text = /^[a-z]+ /.test(message) ? message[0].toUpperCase() + message.slice(1) : message;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function passSentence() {
  return data.check.checks.filter((check) => check.schedules > 0).map((check) =>
      `${check.name}: every test was played under ${check.proved ? "every schedule there is" : `${check.schedules} schedules`}` +
      `${check.name === "races" ? ", watched by ThreadSanitizer" : ""}, and nothing was found.`).join("\n");
}

function buildSource() {
  by("files").replaceChildren(...data.sources.map((source) => el("section", {class: "file", "aria-label": source.file},
      el("h3", {}, source.file),
      el("ol", {class: "code"}, ...source.text.replace(/\n$/, "").split("\n").map((text, index) =>
          el("li", {class: "line", "data-file": source.file, "data-line": index + 1},
              el("span", {class: "number", "aria-hidden": "true"}, String(index + 1)),
              el("code", {}, text === "" ? " " : text)))))));
}

function lineAt(where) {
  return where.line > 0 &&
      [...document.querySelectorAll(`.line[data-line="${Number(where.line)}"]`)].find((line) => line.dataset.file === where.file);
}

// What came before a step in another thread, in words.
function originOf(arrow) {
  const from = view.trace[arrow.from];
  return `after step ${from.step} (${view.nameOf(from.lane)} ${wordsOf(from)})`;
}

function cellOf(moment, index) {
  const {first, last} = view.moments[moment];
  const event = view.trace[last];
  const what = first === last ? wordsOf(event) : `uses atomics, ${last - first + 1} times (in no line of yours)`;
  const origins = view.arrows.filter((arrow) => arrow.to === last).map(originOf);
  return el("button", {type: "button", class: `step ${event.mark || ""}`, tabindex: "-1", id: `step-${index}`, onclick: () => show(moment)},
      el("span", {class: "who"}, name(event.lane)),
      event.mark ? el("span", {class: "badge"}, {racing: "⚡ race", blocked: "for ever", holding: "holds", lost: "lost", failed: "fails"}[event.mark]) : "",
      el("span", {class: "what"}, what), " ",
      el("span", {class: "place"}, event.line > 0 ? `:${event.line}` : ""),
      ...origins.map((origin) => el("span", {class: "origin"}, origin)));
}

function buildLanes() {
  by("canvas").style.setProperty("--lanes", view.lanes.length);
  by("table").classList.toggle("timeless", view.trace.every((event) => event.time_ns === 0));
  by("table-head").replaceChildren(el("tr", {}, el("th", {scope: "col"}, "step"), el("th", {scope: "col"}, "time"),
      ...view.lanes.map(({lane}) => el("th", {scope: "col"}, name(lane)))));
  const rows = [];
  let time;
  view.moments.forEach(({first, last}, moment) => {
    const event = view.trace[last];
    const before = first > 0 ? view.trace[first - 1].step : 0;
    if (view.trace[first].step > before + 1) {
      rows.push(el("tr", {class: "gap"}, el("td", {colspan: view.lanes.length + 2}, `… ${view.trace[first].step - before - 1} steps are left out …`)));
    }
    const shown = secondsOf(event) === time ? "" : secondsOf(event);
    time = secondsOf(event);
    rows.push(el("tr", {class: "row", "data-moment": moment},
        el("th", {scope: "row"}, String(event.step)), el("td", {class: "time"}, shown),
        ...view.lanes.map(({lane}) => {
          const mine = lane === event.lane;
          const held = stateOf(view.trace, view.arrows, lane, last).held;
          return el("td", {class: `lane paint-${view.paint(lane)}${mine ? " mine" : ""}${held.length ? " locked" : ""}`,
                           title: held.length ? `${view.nameOf(lane)} holds ${held.join(", ")}` : false},
              mine ? cellOf(moment, last) : "");
        })));
  });
  by("table-body").replaceChildren(...rows);
  const kinds = [["solid arrow", "happens before (start, join, unlock then lock)"]];
  if (view.arrows.some((arrow) => !arrow.orders)) kinds.push(["dotted arrow", "a notification and whom it wakes; it orders nothing"]);
  kinds.push(["bar beside a lane", "holds a lock"]);
  by("legend").replaceChildren(...kinds.flatMap(([what, means], index) => [index ? "; " : "", el("strong", {}, what), `: ${means}`]), ".");
}

// The report of the tool that found it, folded up.
function buildRaw(finding) {
  by("raw").hidden = !finding || finding.raw === "";
  if (by("raw").hidden) return;
  const tool = finding.kind === "build" || finding.kind === "static" ? "the compiler" : "ThreadSanitizer";
  by("raw-title").textContent = `What ${tool} says itself`;
  by("raw-text").textContent = finding.raw;
}

function buildFooter() {
  const lines = [];
  if (view.trace.length > 0) {
    lines.push(el("p", {}, "Keys: ", el("kbd", {}, "←"), " ", el("kbd", {}, "→"), " a step, ", el("kbd", {}, "Home"), " ", el("kbd", {}, "End"),
        " the first and the last; a click on a step goes there."));
  }
  for (const [what, command] of data.commands[Math.max(0, findings.indexOf(view.finding))] || []) {
    lines.push(el("p", {}, `${what}: `, el("code", {}, command)));
  }
  by("footer").replaceChildren(...lines);
}

// --- At every step ----------------------------------------------------------------

function show(moment) {
  view.moment = Math.max(0, Math.min(moment, view.moments.length - 1));
  const atEnd = view.moment >= view.moments.length - 1;
  document.body.classList.toggle("at-end", atEnd);
  if (view.trace.length > 0) showStep(atEnd);
  showSource(atEnd);  // After what may change its height.
  if (view.trace.length > 0) showLanes();
}

function showStep(atEnd) {
  const {last} = view.moments[view.moment];
  const event = view.trace[last];
  by("slider").value = view.moment;
  by("slider").setAttribute("aria-valuetext", `step ${event.step}`);
  by("where").textContent = `Step ${event.step} of ${view.trace[view.trace.length - 1].step}, at ${secondsOf(event)}`;
  by("now").replaceChildren(name(event.lane), ` ${wordsOf(event, 1000)}`, placeOf(event) ? ` (${placeOf(event)})` : "",
      ...view.arrows.filter((arrow) => arrow.to === last).map((arrow) => `, ${originOf(arrow)}`));
  for (const id of ["first", "back"]) by(id).setAttribute("aria-disabled", String(view.moment === 0));
  for (const id of ["forward", "last"]) by(id).setAttribute("aria-disabled", String(atEnd));
  showThreads(last);
}

function showThreads(index) {
  const symbols = {running: "▶", paused: "·", waiting: "…", blocked: "✖", ended: "■", failed: "✖", idle: "○"};
  by("thread-cards").replaceChildren(...view.lanes.map(({lane}) => {
    const state = stateOf(view.trace, view.arrows, lane, index);
    return el("li", {class: `thread ${state.kind} paint-${view.paint(lane)}`},
        name(lane), " ", el("span", {class: "state"}, el("span", {"aria-hidden": "true"}, symbols[state.kind], " "), state.text),
        state.held.length ? el("span", {class: "held"}, `holds ${state.held.join(", ")}`)
                          : el("span", {class: "held none"}, "holds no lock"));
  }));
}

function showLanes() {
  let here;
  for (const row of document.querySelectorAll("#table-body .row")) {
    const moment = Number(row.dataset.moment);
    row.classList.toggle("current", moment === view.moment);
    row.classList.toggle("future", moment > view.moment);
    const button = row.querySelector(".step");
    button.tabIndex = moment === view.moment ? 0 : -1;
    if (moment === view.moment) {
      here = row;
      button.setAttribute("aria-current", "step");
    } else {
      button.removeAttribute("aria-current");
    }
  }
  const atEnd = view.moment === view.moments.length - 1;
  const told = atEnd ? [...document.querySelectorAll("#table-body .row:has(.racing, .blocked, .failed, .lost, .holding)")] : [];
  bring(by("lanes-scroll"), here, told);
  showArrows();
}

function showArrows() {
  const {last} = view.moments[view.moment];
  const at = (index) => by(`step-${view.moments.find((moment) => index <= moment.last).last}`);
  const arrows = view.arrows.filter((arrow) => arrow.to <= last).map((arrow) => (
      {from: at(arrow.from), to: at(arrow.to), kind: arrow.orders ? "order" : "wake", now: arrow.to === last}));
  if (document.body.classList.contains("at-end")) arrows.push(...blame(at));
  drawArrows(by("canvas"), by("arrows"), by("labels"), arrows);
}

// What the finding is, as lines between the steps that it is about.
function blame(at) {
  const racing = view.marked("racing");
  if (racing.length > 1) {
    return [{from: at(racing[0]), to: at(racing[racing.length - 1]), kind: "race", label: "no order"}];
  }
  const [lost] = view.marked("lost").slice(-1);
  const lines = chainOf(view.trace).chain.filter((one) => one.since !== undefined).map((one) => (
      {from: at(one.index), to: at(one.since), kind: "wait"}));
  const waits = view.marked("blocked").filter((index) => lost !== undefined && view.trace[index].object === view.trace[lost].object);
  return lines.concat(waits.map((index) => ({from: at(lost), to: at(index), kind: "lost"})));
}

function showSource(atEnd) {
  for (const old of document.querySelectorAll(".line .note, .line .badge")) old.remove();
  for (const line of document.querySelectorAll(".line")) {
    line.classList.remove("current", "found");
    line.removeAttribute("aria-current");
  }
  const moment = view.moments[view.moment];
  let focus = moment && lineAt(view.trace[moment.last]);
  if (focus) {
    focus.classList.add("current");
    focus.setAttribute("aria-current", "true");
  }
  for (const {lane} of moment ? view.lanes : []) {
    const {last} = stateOf(view.trace, view.arrows, lane, moment.last);
    const line = last !== undefined && lineAt(view.trace[last]);
    if (line) line.append(el("span", {class: `badge lane-${view.paint(lane)}`}, view.nameOf(lane)));
  }
  if (atEnd) {
    const places = view.finding ? view.finding.locations : [];
    for (const place of places) {
      const line = lineAt(place);
      if (!line) continue;
      line.classList.add("found");
      line.append(el("span", {class: "note"}, `${place.thread ? `${place.thread}: ` : ""}${place.what}`));
      focus = focus || line;
    }
    for (const event of view.trace.filter((one) => one.mark)) {
      const line = lineAt(event);
      if (line) line.classList.add("found");
    }
  }
  if (focus) bring(by("files"), focus, [...focus.parentElement.querySelectorAll(".found")]);
}

// Scrolls the box, and never the page, until `node` is well inside it; and the
// others as well, if there is room for all.
function bring(box, node, others = []) {
  const outer = box.getBoundingClientRect();
  const edges = [node, ...others].map((one) => one.getBoundingClientRect());
  const all = {top: Math.min(...edges.map((edge) => edge.top)), bottom: Math.max(...edges.map((edge) => edge.bottom))};
  const inner = all.bottom - all.top < outer.height - 60 ? all : edges[0];
  const margin = Math.min(90, (outer.height - (inner.bottom - inner.top)) / 2);
  let move = 0;
  if (inner.top < outer.top + margin) move = inner.top - outer.top - margin;
  if (inner.bottom > outer.bottom - margin) move = inner.bottom - outer.bottom + margin;
  // Sideways as well, for a lane far to the right.
  const cell = (node.querySelector(".step") || node).getBoundingClientRect();
  let aside = 0;
  if (cell.right > outer.right) aside = cell.right - outer.right + 20;
  if (cell.left - aside < outer.left) aside = cell.left - outer.left - 20;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.scrollBy({top: move, left: aside, behavior: calm ? "auto" : "smooth"});
}

// --- Keys and buttons ---------------------------------------------------------------

// What steps: with the controls at the top, so that the whole stage is in sight.
function step(moment) {
  if (by("controls").getBoundingClientRect().top > 1 && by("lanes").getBoundingClientRect().bottom > innerHeight) {
    by("controls").scrollIntoView({block: "start"});
  }
  show(moment);
}
const kMoves = {
  first: () => step(0),
  back: () => step(view.moment - 1),
  forward: () => step(view.moment + 1),
  last: () => step(view.moments.length - 1),
};
const kKeys = {Home: "first", ArrowLeft: "back", ArrowRight: "forward", End: "last"};

document.addEventListener("keydown", (event) => {
  const move = kKeys[event.key];
  if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target === by("slider") || view.trace.length === 0) return;  // It has the same keys.
  event.preventDefault();
  const within = event.target.closest("#table-body");
  kMoves[move]();
  if (within) document.querySelector(".step[aria-current]").focus({preventScroll: true});
});
for (const [id, move] of Object.entries(kMoves)) by(id).addEventListener("click", move);
by("slider").addEventListener("input", () => step(Number(by("slider").value)));
new ResizeObserver(() => { if (view.trace.length > 0) showArrows(); }).observe(by("canvas"));

document.body.classList.toggle("pass", data.check.status === "pass");
if (findings.length > 1) {
  const buttons = findings.map((finding, index) => el("button", {
    type: "button", "aria-pressed": String(index === 0),
    onclick: () => {
      buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === index)));
      build(finding);
    },
  }, `${index + 1}: ${data.headlines[index]}`));
  by("findings").append("The first finding explains the others: ", ...buttons);
  by("findings").hidden = false;
}
build(findings[0]);
