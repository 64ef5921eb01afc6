// Saving what is seen: PNG and paper from the canvas, SVG written here, CSV of the links.
function canvasOf(view, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  const { words, hover } = V;
  V.hover = null;
  paint(canvas.getContext("2d", { alpha: false }), view, ratio);
  Object.assign(V, { words, hover });
  return canvas;
}

function savePng() {
  canvasOf(inView(), 2).toBlob((made) => download(fileName("png"), made), "image/png");
}

// Left, top, width and height of these names, words included.
function boxOf(nodes) {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes) {
    const wide = Math.max(node.r, Math.min(70, node.label.length * 3.8)) + 8;
    x1 = Math.min(x1, node.x - wide); x2 = Math.max(x2, node.x + wide);
    y1 = Math.min(y1, node.y - node.r - 8); y2 = Math.max(y2, node.y + node.r + (node.label.length > 18 ? 40 : 24));
  }
  return x1 === Infinity ? { x: 0, y: 0, w: 100, h: 100 } : { x: x1, y: y1, w: x2 - x1, h: y2 - y1 };
}

// Everything shown, or what is chosen and all that stands next to it, as sharp as paper needs.
function printedPicture() {
  const box = boxOf(V.fade ? V.shown.filter((n) => V.near.has(n.e)) : V.shown);
  const zoom = Math.min(2, 2600 / box.w, 1900 / box.h);
  const { landmarks } = V;
  V.landmarks = new Set();
  ink.paper = "#ffffff";
  const made = canvasOf({ zoom, x: -box.x * zoom, y: -box.y * zoom, width: box.w * zoom, height: box.h * zoom }, 1).toDataURL();
  V.landmarks = landmarks;
  takeColors();
  return made;
}

function dashOf(kind) {
  return (PATTERNS[kind] || []).join(" ");
}

function pictureSvg() {
  const box = boxOf(V.shown);
  const lines = [...V.lines.values()];
  const kinds = KINDS.filter((k) => lines.some((line) => line.kind === k));
  const pad = 30, legend = 34;
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${(box.x - pad).toFixed(1)} ${(box.y - pad).toFixed(1)} ${(box.w + 2 * pad).toFixed(1)} ${(box.h + 2 * pad + legend).toFixed(1)}`, "font-family": FONT });
  root.append(svg("title", {}, G.title), svg("rect", { x: box.x - pad, y: box.y - pad, width: box.w + 2 * pad, height: box.h + 2 * pad + legend, fill: ink.paper }));
  for (const line of lines) root.append(edgeSvg(line));
  for (const node of V.shown) root.append(nodeSvg(node));
  let { x } = box;
  for (const kind of kinds) {
    const words = KIND_WORDS[kind][0];
    const y = box.y + box.h + pad;
    root.append(...lineSvg(`M${x} ${y}H${x + 36}`, kind, 2.4), svg("text", { x: x + 44, y: y + 4, "font-size": 12, fill: ink.ink }, words));
    x += 62 + words.length * 6.5;
  }
  return new XMLSerializer().serializeToString(root);
}

function lineSvg(d, kind, width) {
  const stroke = ink[`k-${kind}`];
  if (kind === "disputed") return [svg("path", { d, fill: "none", stroke, "stroke-width": 5.6 }), svg("path", { d, fill: "none", stroke: ink.paper, "stroke-width": 2.4 })];
  return [svg("path", { d, fill: "none", stroke, "stroke-width": width.toFixed(1), "stroke-dasharray": dashOf(kind), "stroke-linecap": kind === "planned" ? "round" : "butt" })];
}

function edgeSvg(line) {
  const { kind } = line;
  const run = course(line);
  const at = (p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  const degrees = (angle) => ((angle * 180) / Math.PI).toFixed(1);
  const group = svg("g", { opacity: V.fade && !V.nearLines.has(line.key) ? 0.1 : 0.95 });
  group.append(...lineSvg(run.bend ? `M${at(run.from)}Q${at(run.bend)} ${at(run.to)}` : `M${at(run.from)}L${at(run.to)}`, kind, line.width));
  const toward = run.bend || run.from;
  if (line.arrow) group.append(svg("path", { d: "M0 0L-9 -4.200L-9 4.200Z", fill: ink[`k-${kind}`], transform: `translate(${at(run.to)}) rotate(${degrees(Math.atan2(run.to.y - toward.y, run.to.x - toward.x))})` }));
  const turned = `translate(${at(run.middle)}) rotate(${degrees(wordTurn(run))})`;
  for (const e of [line.a, line.b]) measureName(C.canvas.getContext("2d"), V.nodes.get(e));
  const free = freeStretch(line, run);
  if (kind === "denied") group.append(svg("path", { d: "M0 -6V6", stroke: ink["k-denied"], "stroke-width": 2.6, transform: turned }));
  group.append(svg("text", { transform: `translate(${at(free)}) rotate(${degrees(free.turn)})`, y: kind === "denied" ? -9 : 3.5, "text-anchor": "middle", "font-size": 10.5, fill: kind === "reported" ? ink.muted : ink[`k-${kind}`], stroke: ink.paper, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" }, labelOf(line)));
  return group;
}

function nodeSvg(node) {
  const { r } = node;
  const group = svg("g", { transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`, opacity: V.fade && !V.near.has(node.e) ? 0.2 : 1 });
  group.append(outline(node.family, r, { fill: ink[`f-${node.family}`] }), svg("path", { d: GLYPHS[node.family], fill: "#fff", "fill-rule": "evenodd", transform: `scale(${(r / 19.4).toFixed(3)}) translate(-12 -12)` }));
  wrapped(node.label, (text) => text.length <= 19).forEach((row, i) => group.append(svg("text", { y: (r + 15 + i * 14).toFixed(1), "text-anchor": "middle", "font-size": node.font.toFixed(1), "font-weight": node.weight, fill: ink.ink, stroke: ink.paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, row)));
  return group;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function csvCell(value) {
  let text = String(value === null || value === undefined ? "" : value);
  if (/^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text)) text = `'${text}`;
  return /[",\r\n\u2028\u2029]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function seenCsv() {
  const key = S.view === "table" ? S.table : "links";
  const rows = S.view === "table" ? tableRows() : linkRows();
  return "\ufeff" + [TABLES[key].columns, ...rows.map((row) => row.text)].map((cells) => cells.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function download(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 5000);
}

function fileName(ending) {
  const base = G.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40) || "graph";
  return `${base}.${ending}`;
}

function startSaving() {
  const entry = (name, note, run) => h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: () => { toggle(false); run(); } }, name, h("small", {}, note));
  const menu = $("save-menu");
  const button = $("save");
  const toggle = (open) => { if (open) drawKept(entry); menu.hidden = !open; button.setAttribute("aria-expanded", String(open)); if (open) menu.querySelector("button").focus(); };
  fill(menu,
    entry("Picture (PNG)", "What you see, for a document or a mail", savePng),
    entry("Picture (SVG)", "Everything shown, sharp at any size", () => download(fileName("svg"), pictureSvg(), "image/svg+xml")),
    entry("Table (CSV)", "The links shown, for a spreadsheet", () => download(fileName("csv"), seenCsv(), "text/csv")),
    entry("Print", "Picture, legend and details", () => window.print()),
    entry("Keep this view", "Remembered in this browser, for this file", keepView),
    h("div", { id: "kept-views", role: "none" }));
  drawKept(entry);
  button.addEventListener("click", () => toggle(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus(); }
    if (event.key === "Escape" || event.key === "Tab") { toggle(false); button.focus(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !event.target.closest(".menu")) toggle(false); });
}
