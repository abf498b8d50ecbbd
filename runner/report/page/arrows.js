// The arrows over the lanes. They say again what the step's own text says, so
// they are hidden from assistive technology, and on a narrow screen from all.

const kSvg = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const node = document.createElementNS(kSvg, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function arrowHead(id) {
  return svg("marker", {id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto"},
      svg("path", {d: "M0,0 L8,4 L0,8 z", class: id}));
}

// Draws [{from, to, kind, label}], where from and to are elements inside
// `canvas`, and kind is "order", "wake", "race", "wait" or "lost": the lines into
// `picture`, which is below the steps, the labels into `labels`, which is above.
function drawArrows(canvas, picture, labels, arrows) {
  const frame = canvas.getBoundingClientRect();
  for (const one of [picture, labels]) {
    one.setAttribute("width", canvas.scrollWidth);
    one.setAttribute("height", canvas.scrollHeight);
  }
  // Put in at the end: the browser would lay the page out anew for each.
  const lines = [svg("defs", {}, ...["order", "wake", "now", "wait", "lost"].map((kind) => arrowHead(`head-${kind}`)))];
  const texts = [];
  for (const {from, to, kind, label, now} of arrows) {
    const a = from.getBoundingClientRect();
    const b = to.getBoundingClientRect();
    if (a.height === 0 || b.height === 0) continue;
    const same = Math.abs(a.left - b.left) < 1;
    const rightward = b.left > a.left;
    // A side that faces the other lane; within one lane, the right one.
    const x1 = (rightward || same ? a.right : a.left) - frame.left;
    const x2 = (rightward && !same ? b.left : b.right) - frame.left;
    const y1 = (a.top + a.bottom) / 2 - frame.top;
    const y2 = (b.top + b.bottom) / 2 - frame.top;
    const bend = same ? 26 : Math.max(14, Math.abs(x2 - x1) / 2);
    const c1 = rightward || same ? x1 + bend : x1 - bend;
    const c2 = rightward && !same ? x2 - bend : x2 + bend;
    const head = kind === "race" ? {} : {"marker-end": `url(#head-${now && (kind === "order" || kind === "wake") ? "now" : kind})`};
    lines.push(svg("path", {
      d: `M${x1},${y1} C${c1},${y1} ${c2},${y2} ${x2},${y2}`,
      class: `arrow ${kind}${now ? " now" : ""}`, ...head,
    }));
    if (!label) continue;
    const text = svg("text", {x: (x1 + x2) / 2, y: (y1 + y2) / 2 + 4, class: `arrow-label ${kind}`, "text-anchor": "middle"});
    text.textContent = label;
    texts.push(text);
  }
  picture.replaceChildren(...lines);
  labels.replaceChildren(...texts);
}
