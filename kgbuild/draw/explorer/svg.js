// Saving what is seen: SVG written here, PNG from the canvas, CSV of the links.
function picturePng() {
  return cy.png({ full: false, scale: 2, bg: color("paper"), output: "blob" });
}

function dashOf(kind) {
  return { said: "11 4 2.5 4", planned: "1 5.5", denied: "7 5", weak: "1 3" }[kind] || "";
}

function pictureSvg() {
  const shown = cy.elements(":visible");
  const box = shown.empty() ? { x1: 0, y1: 0, w: 100, h: 100 } : shown.boundingBox();
  const kinds = KINDS.filter((k) => cy.edges(`[kind = '${k}']`).nonempty());
  const pad = 30, legend = 34;
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${(box.x1 - pad).toFixed(1)} ${(box.y1 - pad).toFixed(1)} ${(box.w + 2 * pad).toFixed(1)} ${(box.h + 2 * pad + legend).toFixed(1)}`, "font-family": FONT });
  root.append(svg("title", {}, G.title), svg("rect", { x: box.x1 - pad, y: box.y1 - pad, width: box.w + 2 * pad, height: box.h + 2 * pad + legend, fill: color("paper") }));
  cy.edges().filter((e) => e.visible()).forEach((edge) => root.append(edgeSvg(edge)));
  cy.nodes().filter((n) => n.visible()).forEach((node) => root.append(nodeSvg(node)));
  let x = box.x1;
  for (const kind of kinds) {
    const words = KIND_WORDS[kind][0];
    const y = box.y1 + box.h + pad;
    root.append(...lineSvg(`M${x} ${y}H${x + 36}`, kind, 2.4), svg("text", { x: x + 44, y: y + 4, "font-size": 12, fill: color("ink") }, words));
    x += 62 + words.length * 6.5;
  }
  return new XMLSerializer().serializeToString(root);
}

function lineSvg(d, kind, width) {
  const stroke = color(`k-${kind}`);
  if (kind === "disputed") return [svg("path", { d, fill: "none", stroke, "stroke-width": 5.6 }), svg("path", { d, fill: "none", stroke: color("paper"), "stroke-width": 2.4 })];
  return [svg("path", { d, fill: "none", stroke, "stroke-width": width.toFixed(1), "stroke-dasharray": dashOf(kind), "stroke-linecap": kind === "planned" ? "round" : "butt" })];
}

function edgeSvg(edge) {
  const kind = edge.data("kind");
  const [a, b, mid] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  const control = (edge.controlPoints() || [])[0];
  const at = (p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  const group = svg("g", { opacity: edge.hasClass("faded") ? 0.1 : 0.95 });
  group.append(...lineSvg(control ? `M${at(a)}Q${at(control)} ${at(b)}` : `M${at(a)}L${at(b)}`, kind, edge.data("width")));
  const toward = control || a;
  const angle = (Math.atan2(b.y - toward.y, b.x - toward.x) * 180) / Math.PI;
  if (edge.data("arrow") === "triangle") group.append(svg("path", { d: "M0 0L-9 -4.200L-9 4.200Z", fill: color(`k-${kind}`), transform: `translate(${at(b)}) rotate(${angle.toFixed(1)})` }));
  let turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
  if (kind === "denied") group.append(svg("path", { d: "M0 -6V6", stroke: color("k-denied"), "stroke-width": 2.6, transform: `translate(${at(mid)}) rotate(${turn.toFixed(1)})` }));
  if (turn > 90 || turn < -90) turn += 180;
  group.append(svg("text", { transform: `translate(${at(mid)}) rotate(${turn.toFixed(1)})`, y: 3.5, "text-anchor": "middle", "font-size": 10.5, fill: kind === "reported" ? color("muted") : color(`k-${kind}`), stroke: color("paper"), "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" }, edge.data("label")));
  return group;
}

function nodeSvg(node) {
  const { x, y } = node.position();
  const r = node.data("size") / 2;
  const family = node.data("family");
  const group = svg("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, opacity: node.hasClass("faded") ? 0.2 : 1 });
  group.append(outline(family, r, { fill: color(`f-${family}`) }), svg("path", { d: GLYPHS[family], fill: "#fff", "fill-rule": "evenodd", transform: `scale(${(r / 19.4).toFixed(3)}) translate(-12 -12)` }));
  wrapWords(node.data("label"), 19).forEach((line, i) => group.append(svg("text", { y: (r + 15 + i * 14).toFixed(1), "text-anchor": "middle", "font-size": node.data("font").toFixed(1), "font-weight": node.data("weight"), fill: color("ink"), stroke: color("paper"), "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, line)));
  return group;
}

function wrapWords(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines[lines.length - 1] && lines[lines.length - 1].length + word.length > width) lines.push("");
    lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim();
  }
  return lines;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function csvCell(value) {
  let text = String(value === null || value === undefined ? "" : value);
  if (/^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text)) text = `'${text}`;
  return /[",\r\n\u2028\u2029]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function seenCsv() {
  const key = S.view === "table" ? S.table : "links";
  let rows = S.view === "table" ? tableRows() : linkRows().filter((r, i) => true);
  if (S.view === "picture") rows = linkRows();
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
  const toggle = (open) => { menu.hidden = !open; button.setAttribute("aria-expanded", String(open)); if (open) menu.querySelector("button").focus(); };
  fill(menu,
    entry("Picture (PNG)", "What you see, for a document or a mail", () => download(fileName("png"), picturePng())),
    entry("Picture (SVG)", "Everything shown, sharp at any size", () => download(fileName("svg"), pictureSvg(), "image/svg+xml")),
    entry("Table (CSV)", "The links shown, for a spreadsheet", () => download(fileName("csv"), seenCsv(), "text/csv")),
    entry("Print", "Picture, legend and details", () => window.print()));
  button.addEventListener("click", () => toggle(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus(); }
    if (event.key === "Escape" || event.key === "Tab") { toggle(false); button.focus(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !event.target.closest(".menu")) toggle(false); });
}
