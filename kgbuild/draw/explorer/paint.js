// Painting: the picture on a canvas, for the screen, for a PNG, and for paper.
const FONT = "Inter, Segoe UI, -apple-system, Helvetica Neue, Arial, Liberation Sans, sans-serif";
const LINE_WORDS = 11; // size of the words on a line
const LEAST_NAME = 7.5; // smaller than this on the screen, words are left out
const LEAST_WORDS = 8;
const LANDMARK = 11.5;
const FROM_AFAR = 0.3; // below this zoom a crowded picture draws plain lines
const PATTERNS = { said: [11, 4, 2.5, 4], planned: [1, 5.5], denied: [7, 5], weak: [1, 3] };

let ink = {};
function takeColors() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "muted", "accent", ...KINDS.map((k) => `k-${k}`), ...Object.keys(FAMILY_WORDS).map((f) => `f-${f}`)];
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

let outlines = null, glyphs = null;
function takeShapes() {
  const families = Object.keys(FAMILY_WORDS);
  outlines = Object.fromEntries(families.map((f) => [f, new Path2D(outlinePath(f, 1))]));
  glyphs = Object.fromEntries(families.map((f) => [f, new Path2D(GLYPHS[f])]));
}

// The picture for a view {zoom, x, y, width, height} in CSS pixels, `ratio` dots each.
function paint(c, view, ratio) {
  const { zoom } = view;
  V.words = [];
  c.setTransform(1, 0, 0, 1, 0, 0);
  c.globalAlpha = 1;
  c.fillStyle = ink.paper;
  c.fillRect(0, 0, c.canvas.width, c.canvas.height);
  c.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * view.x, ratio * view.y);
  c.lineJoin = "round";
  c.textAlign = "center";
  const box = { x1: -view.x / zoom, y1: -view.y / zoom, x2: (view.width - view.x) / zoom, y2: (view.height - view.y) / zoom };
  const faded = [], plain = [], bright = [];
  for (const line of V.lines.values()) {
    const a = V.nodes.get(line.a), b = V.nodes.get(line.b);
    const more = BEND * Math.abs(line.bend) + 8;
    if (Math.max(a.x, b.x) + more < box.x1 || Math.min(a.x, b.x) - more > box.x2 || Math.max(a.y, b.y) + more < box.y1 || Math.min(a.y, b.y) - more > box.y2) continue;
    (V.nearLines.has(line.key) ? bright : V.fade ? faded : plain).push(line);
  }
  const afar = crowded && zoom < FROM_AFAR;
  if (afar) {
    c.globalAlpha = 0.05;
    if (faded.length) paintThreads(c, faded, zoom);
    c.globalAlpha = 0.45;
    paintThreads(c, plain, zoom);
  } else {
    for (const line of faded) paintLine(c, line, zoom, crowded ? 0.05 : 0.12);
    for (const line of plain) paintLine(c, line, zoom, crowded && zoom < 0.7 ? 0.45 : 0.9);
  }
  for (const line of bright) paintLine(c, line, zoom, 1);
  c.globalAlpha = 1;
  const margin = 30 / zoom + 70;
  const seen = V.shown.filter((n) => n.x + margin > box.x1 && n.x - margin < box.x2 && n.y + margin > box.y1 && n.y - margin < box.y2);
  const dim = V.fade ? seen.filter((n) => !V.near.has(n.e)) : [];
  const clear = V.fade ? seen.filter((n) => V.near.has(n.e)) : seen;
  c.globalAlpha = 0.2;
  for (const node of dim) paintNode(c, node, zoom);
  if (!afar) for (const node of dim) paintWords(c, node, zoom);
  c.globalAlpha = 1;
  for (const node of clear) paintNode(c, node, zoom);
  for (const node of clear) if (V.chosen.has(node.e)) paintNode(c, node, zoom);
  for (const node of clear) if (!V.landmarks.has(node.e)) paintWords(c, node, zoom);
  for (const node of clear) if (V.landmarks.has(node.e)) paintWords(c, node, zoom);
}

// From afar: straight from middle to middle, one stroke for each kind and width.
function paintThreads(c, lines, zoom) {
  const groups = new Map();
  for (const line of lines) {
    const key = `${line.kind} ${Math.round(line.width)}`;
    const group = groups.get(key);
    if (group) group.push(line); else groups.set(key, [line]);
  }
  c.setLineDash([]);
  c.lineCap = "butt";
  for (const group of groups.values()) {
    c.strokeStyle = ink[`k-${group[0].kind}`];
    c.lineWidth = Math.max(group[0].width, 0.25 / zoom);
    c.beginPath();
    for (const line of group) {
      const a = V.nodes.get(line.a), b = V.nodes.get(line.b);
      c.moveTo(a.x, a.y);
      c.lineTo(b.x, b.y);
    }
    c.stroke();
  }
}

function paintLine(c, line, zoom, alpha) {
  const run = course(line);
  const chosen = V.chosenLines.has(line.key), hovered = V.hover === line;
  const color = ink[`k-${line.kind}`];
  // A line next to what is chosen can be seen from afar.
  const wide = V.nearLines.has(line.key) ? Math.max(line.width, 1 / zoom) : line.width;
  const trace = (width, stroke, dash) => {
    c.lineWidth = width;
    c.strokeStyle = stroke;
    c.setLineDash(dash || []);
    c.beginPath();
    c.moveTo(run.from.x, run.from.y);
    if (run.bend) c.quadraticCurveTo(run.bend.x, run.bend.y, run.to.x, run.to.y); else c.lineTo(run.to.x, run.to.y);
    c.stroke();
  };
  if (chosen || hovered) {
    c.globalAlpha = chosen ? 0.22 : 0.14;
    c.lineCap = "round";
    trace(line.width + (chosen ? 12 : 10), ink.accent);
  }
  c.globalAlpha = alpha;
  c.lineCap = line.kind === "planned" ? "round" : "butt";
  if (line.kind === "disputed" && alpha > 0.3) { trace(5.8, color); trace(2.6, ink.paper); } else trace(line.kind === "weak" ? Math.min(wide, Math.max(1.2, 1 / zoom)) : wide, color, zoom < 0.2 ? null : PATTERNS[line.kind]);
  c.setLineDash([]);
  if (zoom > 0.25 && !run.close) {
    if (line.arrow) paintArrow(c, run, color, line.width);
    if (line.kind === "denied") {
      c.save();
      c.translate(run.middle.x, run.middle.y);
      c.rotate(wordTurn(run));
      c.fillStyle = color;
      c.fillRect(-1.3, -6, 2.6, 12);
      c.restore();
    }
  }
  if (LINE_WORDS * zoom >= LEAST_WORDS || hovered || (chosen && zoom > 0.4)) paintLineWords(c, line, run, color, chosen || hovered);
}

function paintArrow(c, run, color, width) {
  const toward = run.bend || run.from;
  c.save();
  c.translate(run.to.x, run.to.y);
  c.rotate(Math.atan2(run.to.y - toward.y, run.to.x - toward.x));
  c.scale(1 + (width - 1.5) * 0.14, 1 + (width - 1.5) * 0.14);
  c.fillStyle = color;
  c.beginPath();
  c.moveTo(1, 0);
  c.lineTo(-8.5, -4.4);
  c.lineTo(-8.5, 4.4);
  c.fill();
  c.restore();
}

// Words that find no room are cut; pointed at or chosen, all of them are there.
function paintLineWords(c, line, run, color, whole) {
  for (const e of [line.a, line.b]) measureName(c, V.nodes.get(e));
  const at = freeStretch(line, run);
  c.font = `${LINE_WORDS}px ${FONT}`;
  const words = whole ? labelOf(line) : cut(labelOf(line), (text) => c.measureText(text).width <= at.long - 8);
  line.word = null;
  if (!words) return;
  c.save();
  c.translate(at.x, at.y);
  c.rotate(at.turn);
  c.textBaseline = "middle";
  // A denial's words stand beside its bar; others lie on their line.
  const up = line.kind === "denied" ? -13 : 0;
  const wide = c.measureText(words).width;
  line.word = { x: at.x - up * Math.sin(at.turn), y: at.y + up * Math.cos(at.turn), turn: at.turn, wide: wide / 2 };
  const alpha = c.globalAlpha;
  c.fillStyle = ink.paper;
  c.globalAlpha = alpha * (up ? 0.6 : 0.92);
  c.fillRect(-wide / 2 - 2, up - 7, wide + 4, 14);
  c.globalAlpha = alpha;
  c.fillStyle = line.kind === "reported" || line.kind === "weak" ? ink.muted : color;
  c.fillText(words, 0, up + 0.5);
  c.restore();
}

function paintNode(c, node, zoom) {
  const chosen = V.chosen.has(node.e);
  const { r } = node;
  c.save();
  c.translate(node.x, node.y);
  if (chosen || V.hover === node) {
    const alpha = c.globalAlpha;
    c.globalAlpha = alpha * (chosen ? 0.16 : 0.1);
    c.fillStyle = ink.accent;
    c.beginPath();
    c.arc(0, 0, r + Math.max(9, chosen ? 7 / zoom : 0), 0, 7);
    c.fill();
    c.globalAlpha = alpha;
  }
  c.scale(r, r);
  const border = chosen || V.pinned.has(node.e) ? 4 : r * zoom > 5 ? 2 : 0;
  c.fillStyle = ink[`f-${node.family}`];
  c.fill(outlines[node.family]);
  if (border) {
    c.lineWidth = border / r;
    c.strokeStyle = chosen ? ink.accent : border === 4 ? ink.ink : ink.paper;
    c.stroke(outlines[node.family]);
  }
  if (r * zoom > 4.5) {
    c.scale(0.62 / 12, 0.62 / 12);
    c.translate(-12, -12);
    c.fillStyle = "#fff";
    c.fill(glyphs[node.family], "evenodd");
  }
  c.restore();
}

// The words under a shape; a landmark's words keep their size on the screen, however far away.
function paintWords(c, node, zoom) {
  const landmark = V.landmarks.has(node.e);
  if (!landmark && node.font * zoom < LEAST_NAME) return;
  const size = landmark ? LANDMARK / zoom : node.font;
  measureName(c, node);
  const rows = landmark && node.label.length < 24 ? [node.label] : node.rows;
  const high = size * 1.15, top = node.y + node.r + size / 3;
  c.font = `${node.weight} ${size}px ${FONT}`;
  c.textBaseline = "top";
  c.lineWidth = size * 0.38;
  c.setLineDash([]);
  c.strokeStyle = ink.paper;
  c.fillStyle = ink.ink;
  rows.forEach((row, i) => {
    c.strokeText(row, node.x, top + i * high);
    c.fillText(row, node.x, top + i * high);
  });
  const wide = (Math.max(node.wide, (rows.length < node.rows.length ? 0.5 : 0) * node.label.length) * size) / 2;
  V.words.push({ node, x1: node.x - wide, x2: node.x + wide, y1: top, y2: top + rows.length * high });
}

function measureName(c, node) {
  if (node.rows) return;
  c.font = `${node.weight} ${node.font}px ${FONT}`;
  node.rows = wrapped(node.label, (text) => c.measureText(text).width <= 128);
  node.wide = Math.max(...node.rows.map((row) => c.measureText(row).width)) / node.font;
}

// As much of the text as fits, at least three letters of it, else nothing.
function cut(text, fits) {
  if (fits(text)) return text;
  const letters = Array.from(text);
  for (let n = letters.length - 1; n > 2; n -= 1) {
    const shorter = `${letters.slice(0, n).join("").trimEnd()}…`;
    if (fits(shorter)) return shorter;
  }
  return "";
}

function wrapped(text, fits) {
  const rows = [""];
  for (const word of text.split(" ")) {
    const longer = `${rows[rows.length - 1]} ${word}`.trim();
    if (rows[rows.length - 1] && !fits(longer)) rows.push(word); else rows[rows.length - 1] = longer;
  }
  return rows;
}
