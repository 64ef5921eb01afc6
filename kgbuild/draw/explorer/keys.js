// Keys: every act of the mouse has one, and the help box lists them.
const KEYS = [["/", "Search"], ["Arrow keys", "Go to the next name in that direction"], ["Enter", "Open the name, or the article’s link"], ["Shift + arrow keys", "Move the picture"], ["+  −  0", "Zoom in, zoom out, show everything"],
  ["[  ]", "Step through the links of the name"], ["E", "Expand: show all neighbours"], ["O", "Only this name and its links"], ["H", "Hide the name"], ["P", "Pin the name where it is"], ["F", "Find a path to another name"], ["1  2  3", "Picture, table, articles"], ["Backspace", "Back to what was open before"], ["Esc", "Close, let go"], ["?", "This help"]];

function closeButton(box) {
  return h("p", { class: "actions" }, h("button", { type: "button", class: "action", onclick: () => box.close() }, "Close"));
}

function showHelp() {
  const box = $("help-box");
  fill(box, h("h2", { id: "help-title" }, "How to read this picture"),
    h("p", {}, "Each shape is a name, each line a link between two names. How a line is drawn tells how sure one can be of it. Click a line to read the sentences it rests on, who says so, and in which article."),
    h("h3", {}, "Lines"), h("dl", {}, KINDS.map((k) => [h("dt", {}, h("span", { class: "kind-cell" }, sample(k), KIND_WORDS[k][0])), h("dd", {}, KIND_WORDS[k][1])])),
    h("h3", {}, "Keys"), h("dl", {}, KEYS.map(([k, words]) => [h("dt", {}, h("kbd", {}, k)), h("dd", {}, words)])),
    h("h3", {}, "About this file"), h("p", {}, "It holds everything it shows and loads nothing from the network. Machines read the articles; sentences are quoted as they stand, so check them before you rely on a link."), closeButton(box));
  box.showModal();
}

// The nearest name in a direction: distance, with a penalty for leaving the line.
function neighbourInDirection(e, dx, dy) {
  const start = V.nodes.get(e);
  if (!start) return null;
  let best = null, least = Infinity;
  for (const node of V.shown) {
    if (node === start) continue;
    const x = node.x - start.x, y = node.y - start.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || across > along * 1.6) continue;
    const cost = along + across * 1.8;
    if (cost < least) { least = cost; best = node; }
  }
  return best ? best.e : null;
}

function bestConnected() {
  const best = [...V.shown].sort((a, b) => b.rank - a.rank || a.e - b.e)[0];
  return best ? best.e : null;
}

function stepLinks(by) {
  const sel = S.selected;
  if (!sel) return;
  const home = sel.node !== undefined ? sel.node : S.home;
  if (home === undefined) return;
  S.home = home;
  const pairs = [...othersOf(home).keys()].filter(onStage).sort((x, y) => x - y);
  if (!pairs.length) return;
  const now = sel.pair ? pairs.indexOf(sel.pair[0] === home ? sel.pair[1] : sel.pair[0]) : (by > 0 ? -1 : 0);
  select({ pair: [home, pairs[(now + by + pairs.length) % pairs.length]] });
}

function pictureKey(event) {
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const node = S.selected && S.selected.node;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (arrows[key]) {
    event.preventDefault();
    const [dx, dy] = arrows[key];
    if (event.shiftKey) { panBy(-dx * 90, -dy * 90); return true; }
    const next = node === undefined || node === null ? bestConnected() : neighbourInDirection(node, dx, dy);
    if (next !== null) { select({ node: next }); bringIntoView(next); }
    return true;
  }
  if (key === "Enter") {
    if (!S.selected) { const best = bestConnected(); if (best !== null) select({ node: best }); } else { const title = $("panel").querySelector("h2"); if (title) title.focus(); else $("panel").focus(); }
    return true;
  }
  if (key === "Backspace") { back(); return true; }
  if (key === "[" || key === "]") { stepLinks(key === "]" ? 1 : -1); return true; }
  if (node === undefined || node === null) return false;
  const acts = { e: expandNode, o: onlyAround, h: hideNode, p: pinNode, f: pickPath };
  if (acts[key]) { event.preventDefault(); acts[key](node); return true; }
  return false;
}

function zoomBy(factor) {
  zoomAt(factor, V.width / 2, V.height / 2);
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help-box").open) return;
    const typing = event.target.closest("input:not([type=range]):not([type=checkbox]), select, textarea");
    if (typing) return;
    const plain = { "/": () => $("query").focus(), "?": showHelp, "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: fitAll,
      1: () => showView("picture"), 2: () => showView("table"), 3: () => showView("articles"), Escape: () => { if (S.picking !== null && S.picking !== undefined) { S.picking = null; drawNotices(); } else { S.path = null; S.history = []; select(null); } } };
    if (Object.hasOwn(plain, event.key)) { event.preventDefault(); plain[event.key](); return; }
    if (S.view === "picture" && (event.target === document.body || event.target.closest("#cy, .panel"))) {
      if (event.target.closest(".panel") && ["Enter", "ArrowUp", "ArrowDown"].includes(event.key)) return;
      pictureKey(event);
    }
  });
  const tabs = VIEWS;
  tabs.forEach((name, i) => {
    $(`tab-${name}`).addEventListener("click", () => showView(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = tabs[(i + by + 3) % 3];
      showView(next);
      $(`tab-${next}`).focus();
    });
  });
}
