// Where lines run and what lies under the pointer. Units are the picture's pixels at zoom 1.
const BEND = 34;
const GAP = 3;

// From a node's middle to its outline, in a direction of length 1.
function reach(node, ux, uy) {
  const corners = CORNERS[node.family];
  if (!corners) return node.r;
  for (let i = 0; i < corners.length; i += 1) {
    const [ax, ay] = corners[i];
    const [bx, by] = corners[(i + 1) % corners.length];
    const across = ux * (by - ay) - uy * (bx - ax);
    if (!across) continue;
    const far = (ax * (by - ay) - ay * (bx - ax)) / across;
    const along = (ax * uy - ay * ux) / across;
    if (far > 0 && along >= -0.001 && along <= 1.001) return far * node.r;
  }
  return node.r;
}

function rim(node, toward, gap) {
  const dx = toward.x - node.x, dy = toward.y - node.y;
  const long = Math.hypot(dx, dy) || 1;
  const far = reach(node, dx / long, dy / long) + gap;
  return { x: node.x + (dx / long) * far, y: node.y + (dy / long) * far };
}

// Start, end, bend (null on a straight line) and middle of a line; lines between the same two names bend apart.
function course(line) {
  const a = V.nodes.get(line.a), b = V.nodes.get(line.b);
  const dx = b.x - a.x, dy = b.y - a.y;
  const long = Math.hypot(dx, dy) || 1;
  const side = (line.a < line.b ? line.bend : -line.bend) * BEND;
  const bend = side ? { x: (a.x + b.x) / 2 - (dy / long) * side, y: (a.y + b.y) / 2 + (dx / long) * side } : null;
  const close = long < a.r + b.r + 12;
  const from = close ? a : rim(a, bend || b, 0);
  const to = close ? b : rim(b, bend || a, line.arrow ? GAP : 0);
  const middle = bend ? { x: (from.x + 2 * bend.x + to.x) / 4, y: (from.y + 2 * bend.y + to.y) / 4 } : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return { from, to, bend, middle, close };
}

// A turn along a line that is never upside down.
function upright(turn) {
  return turn > Math.PI / 2 ? turn - Math.PI : turn < -Math.PI / 2 ? turn + Math.PI : turn;
}

const wordTurn = (run) => upright(Math.atan2(run.to.y - run.from.y, run.to.x - run.from.x));

function along(run, t) {
  const s = 1 - t;
  if (!run.bend) return { x: s * run.from.x + t * run.to.x, y: s * run.from.y + t * run.to.y };
  return { x: s * s * run.from.x + 2 * s * t * run.bend.x + t * t * run.to.x, y: s * s * run.from.y + 2 * s * t * run.bend.y + t * t * run.to.y };
}

// The longest stretch of a line that the words of the names at its ends leave free: middle, turn, length.
const STEPS = 24;
function freeStretch(line, run) {
  const ends = [V.nodes.get(line.a), V.nodes.get(line.b)];
  const covered = (p) => ends.some((n) => p.y > n.y && p.y < n.y + n.r + n.font * (0.5 + 1.15 * n.rows.length) && Math.abs(p.x - n.x) < (n.wide * n.font) / 2 + 3);
  let best = [0, 0], start = -1;
  for (let i = 0; i <= STEPS + 1; i += 1) {
    const free = i <= STEPS && !covered(along(run, i / STEPS));
    if (free && start < 0) start = i;
    if (!free && start >= 0) { if (i - 1 - start > best[1] - best[0]) best = [start, i - 1]; start = -1; }
  }
  const [from, to] = [along(run, best[0] / STEPS), along(run, best[1] / STEPS)];
  return { ...along(run, (best[0] + best[1]) / 2 / STEPS), turn: upright(Math.atan2(to.y - from.y, to.x - from.x)), long: Math.hypot(to.x - from.x, to.y - from.y) };
}

function offSegment(p, a, b) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

function offLine(p, run) {
  if (!run.bend) return offSegment(p, run.from, run.to);
  let before = run.from, least = Infinity;
  for (let i = 1; i <= 12; i += 1) {
    const at = along(run, i / 12);
    least = Math.min(least, offSegment(p, before, at));
    before = at;
  }
  return least;
}

// What lies at a point: a shape, else the words under a shape, else the words on a line, else a line.
function under(p) {
  const slack = 3 / V.zoom;
  let best = null, least = Infinity;
  for (const node of V.shown) {
    const far = Math.hypot(p.x - node.x, p.y - node.y) - node.r;
    if (far < slack && far < least) { least = far; best = node; }
  }
  if (best) return { node: best };
  for (const box of V.words) if (p.x > box.x1 && p.x < box.x2 && p.y > box.y1 && p.y < box.y2) best = box.node;
  if (best) return { node: best };
  const wide = 5 / V.zoom;
  least = Infinity;
  for (const line of V.lines.values()) {
    const a = V.nodes.get(line.a), b = V.nodes.get(line.b);
    const more = BEND * Math.abs(line.bend) + wide + 8;
    if (p.x < Math.min(a.x, b.x) - more || p.x > Math.max(a.x, b.x) + more || p.y < Math.min(a.y, b.y) - more || p.y > Math.max(a.y, b.y) + more) continue;
    if (V.fade && crowded && !V.nearLines.has(line.key)) continue;
    const run = course(line);
    let far = offLine(p, run) - line.width / 2;
    if (far > 0 && line.word && V.zoom * LINE_WORDS >= LEAST_WORDS) {
      const { x, y, turn, wide: half } = line.word;
      const dx = p.x - x, dy = p.y - y;
      if (Math.abs(dx * Math.cos(turn) + dy * Math.sin(turn)) < half && Math.abs(dy * Math.cos(turn) - dx * Math.sin(turn)) < 8) far = 0;
    }
    if (far < wide && far < least) { least = far; best = line; }
  }
  return best ? { line: best } : null;
}
