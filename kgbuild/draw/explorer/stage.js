// The stage: a canvas, the part of the picture that it shows, and the hands that move it.
const V = {
  nodes: new Map(), lines: new Map(), shown: [], // nodes by number of their name, lines by key
  chosen: new Set(), near: new Set(), chosenLines: new Set(), nearLines: new Set(), fade: false,
  pinned: new Set(), landmarks: new Set(), hover: null, words: [],
  zoom: 1, x: 0, y: 0, width: 0, height: 0,
};
const NEAREST = 3.5, FARTHEST = 0.02;
const HEAVY = 700; // more shapes and lines than this are not painted anew for each frame of a movement
const CALM = 140; // milliseconds after which a movement counts as over
const STALE = 320; // milliseconds for which a moving picture may show what was painted before

const C = { canvas: null, still: null, at: null, frame: 0, changed: true, movedAt: -CALM, paintedAt: 0, rest: 0 };

function startStage() {
  C.canvas = h("canvas", { "aria-hidden": "true" });
  C.still = document.createElement("canvas");
  fill($("cy"), C.canvas);
  $("cy").picture = { V, course, labelOf, toScreen }; // what is drawn, for tests
  takeShapes();
  measureStage();
  new ResizeObserver(() => {
    const unseen = !V.width; // opened in a window without size, say a notebook's folded cell
    if (!measureStage()) return;
    if (unseen) firstView();
    repaint();
  }).observe($("cy"));
  startHands($("cy"));
}

// Takes the frame's size; the middle of the picture stays in the middle.
function measureStage() {
  const frame = $("cy").getBoundingClientRect();
  if (!frame.width || !frame.height) return false;
  const ratio = window.devicePixelRatio || 1;
  if (frame.width === V.width && frame.height === V.height && ratio === C.ratio) return false;
  if (V.width) { V.x += (frame.width - V.width) / 2; V.y += (frame.height - V.height) / 2; }
  V.width = frame.width; V.height = frame.height; C.ratio = ratio;
  for (const canvas of [C.canvas, C.still]) { canvas.width = Math.ceil(frame.width * ratio); canvas.height = Math.ceil(frame.height * ratio); }
  C.canvas.style.width = `${C.canvas.width / ratio}px`;
  C.canvas.style.height = `${C.canvas.height / ratio}px`;
  return true;
}

function repaint() {
  C.changed = true;
  askFrame();
}

function askFrame() {
  if (!C.frame) C.frame = window.requestAnimationFrame(paintFrame);
}

const inView = () => ({ zoom: V.zoom, x: V.x, y: V.y, width: V.width, height: V.height });

// A light picture is painted anew for each frame. Of a heavy one, a movement shifts and scales what was
// painted last, which is painted anew a few times a second and when the movement is over.
function paintFrame() {
  C.frame = 0;
  const now = performance.now();
  const context = C.canvas.getContext("2d", { alpha: false });
  if (V.shown.length + V.lines.size <= HEAVY) {
    paint(context, inView(), C.ratio);
    C.changed = false;
    return;
  }
  const moving = now - C.movedAt < CALM;
  const same = C.at && C.at.zoom === V.zoom && C.at.x === V.x && C.at.y === V.y;
  if (C.changed || !C.at || (!same && (!moving || now - C.paintedAt > STALE))) {
    const hover = V.hover;
    V.hover = null;
    paint(C.still.getContext("2d", { alpha: false }), inView(), C.ratio);
    V.hover = hover;
    C.at = inView();
    C.changed = false;
    C.paintedAt = now;
  }
  const by = V.zoom / C.at.zoom;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, C.canvas.width, C.canvas.height);
  context.drawImage(C.still, (V.x - C.at.x * by) * C.ratio, (V.y - C.at.y * by) * C.ratio, C.still.width * by, C.still.height * by);
  if (V.hover) paintHover(context);
  if (moving) { window.clearTimeout(C.rest); C.rest = window.setTimeout(askFrame, CALM + 20); }
}

function paintHover(context) {
  const scale = C.ratio * V.zoom;
  context.setTransform(scale, 0, 0, scale, C.ratio * V.x, C.ratio * V.y);
  context.globalAlpha = 1;
  context.textAlign = "center";
  if (V.hover.key) {
    paintLine(context, V.hover, V.zoom, 1);
    context.globalAlpha = 1;
    for (const e of [V.hover.a, V.hover.b]) paintNode(context, V.nodes.get(e), V.zoom);
  } else paintNode(context, V.hover, V.zoom);
}

function lookAt(zoom, x, y) {
  V.zoom = Math.max(FARTHEST, Math.min(NEAREST, zoom));
  V.x = x;
  V.y = y;
  C.movedAt = performance.now();
  $("tip").hidden = true;
  askFrame();
  drawLandmarks();
}

function panBy(dx, dy) {
  lookAt(V.zoom, V.x + dx, V.y + dy);
}

// Zoom by a factor; the point at (x, y) of the frame stays where it is.
function zoomAt(factor, x, y) {
  const zoom = Math.max(FARTHEST, Math.min(NEAREST, V.zoom * factor));
  lookAt(zoom, x - ((x - V.x) * zoom) / V.zoom, y - ((y - V.y) * zoom) / V.zoom);
}

const toScreen = (p) => ({ x: p.x * V.zoom + V.x, y: p.y * V.zoom + V.y });
const toPicture = (p) => ({ x: (p.x - V.x) / V.zoom, y: (p.y - V.y) / V.zoom });

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// Brings a point of the picture to the middle, gliding where motion is welcome.
function glideTo(p, zoom) {
  const from = inView();
  const goal = { x: V.width / 2 - p.x * zoom, y: V.height / 2 - p.y * zoom };
  if (calm()) { lookAt(zoom, goal.x, goal.y); return; }
  const begun = performance.now();
  const step = () => {
    const t = Math.min(1, (performance.now() - begun) / 260);
    const s = t * t * (3 - 2 * t);
    if (C.glide !== step) return;
    lookAt(from.zoom + (zoom - from.zoom) * s, from.x + (goal.x - from.x) * s, from.y + (goal.y - from.y) * s);
    if (t < 1) window.requestAnimationFrame(step);
  };
  C.glide = step;
  step();
}
