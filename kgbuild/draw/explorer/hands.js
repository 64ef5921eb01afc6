// Mouse, pen and fingers: drag the ground or a name, tap, tap twice, pinch, turn the wheel, point.
const FAR = 5; // a pointer that moved less was a tap
const TWICE = 320; // milliseconds between two taps that are one act

function startHands(box) {
  const down = new Map();
  let held = null, moved = false, last = { e: -1, at: 0 };
  const spot = (event) => { const frame = box.getBoundingClientRect(); return { x: event.clientX - frame.left, y: event.clientY - frame.top }; };
  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    C.glide = null;
    const at = spot(event);
    down.set(event.pointerId, at);
    box.setPointerCapture(event.pointerId);
    if (down.size > 1) { held = null; moved = true; return; }
    moved = false;
    const found = under(toPicture(at));
    held = { start: at, found, node: found && found.node && !V.pinned.has(found.node.e) ? found.node : null };
  });
  box.addEventListener("pointermove", (event) => {
    const at = spot(event);
    const before = down.get(event.pointerId);
    if (!before) { if (event.pointerType === "mouse") point(at); return; }
    if (down.size === 2) {
      const other = [...down].find(([key]) => key !== event.pointerId)[1];
      const reachOf = (p) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
      zoomAt(reachOf(at) / reachOf(before), (at.x + other.x) / 2, (at.y + other.y) / 2);
      panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
    } else if (held && (moved || Math.hypot(at.x - held.start.x, at.y - held.start.y) > FAR)) {
      if (!moved) { moved = true; point(null); }
      if (held.node) {
        held.node.x += (at.x - before.x) / V.zoom;
        held.node.y += (at.y - before.y) / V.zoom;
        repaint();
      } else panBy(at.x - before.x, at.y - before.y);
    } else return;
    down.set(event.pointerId, at);
  });
  const up = (event) => {
    if (!down.delete(event.pointerId) || down.size) return;
    const tapped = held && !moved && event.type === "pointerup" ? held : null;
    held = null;
    if (!tapped) return;
    point(null);
    const { found } = tapped;
    if (found && found.node) {
      const twice = last.e === found.node.e && event.timeStamp - last.at < TWICE;
      last = { e: found.node.e, at: event.timeStamp };
      if (twice) expandNode(found.node.e); else select({ node: found.node.e });
    } else if (found) select({ pair: [found.line.a, found.line.b], kind: found.line.kind });
    else select(null);
  };
  box.addEventListener("pointerup", up);
  box.addEventListener("pointercancel", up);
  box.addEventListener("pointerleave", () => point(null));
  box.addEventListener("wheel", (event) => {
    event.preventDefault();
    C.glide = null;
    const turn = event.deltaY * (event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1);
    const at = spot(event);
    zoomAt(10 ** Math.max(-0.4, Math.min(0.4, turn / -500)), at.x, at.y);
  }, { passive: false });
}

function point(at) {
  const found = at && under(toPicture(at));
  const target = found ? found.node || found.line : null;
  if (target === V.hover) return;
  V.hover = target;
  $("cy").classList.toggle("pointing", Boolean(target));
  showTip(target, at);
  if (V.shown.length + V.lines.size <= HEAVY) repaint(); else askFrame();
}
