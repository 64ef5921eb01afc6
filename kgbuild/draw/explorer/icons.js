// Line icons of the page, glyphs inside nodes, and line samples of the legend.
const ICONS = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21",
  filter: "M4 6h16M7 12h10M10 18h4",
  save: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  share: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
  moon: "M20 14.5A8.2 8.2 0 0 1 9.5 4 8.2 8.2 0 1 0 20 14.5z",
  help: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.7 9.4a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.6M12 16.4v.1",
  plus: "M12 5v14M5 12h14", minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  expand: "M12 12m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M10 10 5 5M14 10l5-5M10 14l-5 5M14 14l5 5",
  hide: "M4 4l16 16M9.5 5.6A9.6 9.6 0 0 1 12 5.2c5.500 0 9 6.8 9 6.800a15 15 0 0 1-2.6 3.400M6.200 7.500A15 15 0 0 0 3 12s3.500 6.8 9 6.800c1.500 0 2.9-.500 4.1-1.2",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  path: "M6 18a2 2 0 1 0 0 .1M18 6a2 2 0 1 0 0 .1M7.500 17C14 17 10 7 16.5 6.5",
  only: "M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 3v3M12 18v3M3 12h3M18 12h3",
  back: "M14 6l-6 6 6 6", close: "M6 6l12 12M18 6 6 18", doc: "M7 3.500h7l4 4v13H7zM14 3.500v4h4M10 12h5M10 15.500h5",
};

// Filled glyphs on a 24 by 24 field, drawn white inside the nodes.
const GLYPHS = {
  person: "M12 5.200a3.400 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.800zM5.600 18.800c.3-3.5 2.9-5.5 6.4-5.500s6.100 2 6.4 5.500z",
  group: "M8.600 6.200a2.700 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.400zM3.400 17.800c.2-2.9 2.2-4.7 5.2-4.700s5 1.8 5.2 4.700zM16 7.400a2.300 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.600zM15.200 17.800c0-1.7-.5-3.2-1.5-4.2.700-.400 1.5-.600 2.4-.600 2.6 0 4.3 1.7 4.5 4.800z",
  government: "M12 4.2 19.6 8.400v1.500H4.400V8.400zM6 11h2.200v5.400H6zM10.900 11h2.200v5.400h-2.200zM15.800 11H18v5.400h-2.200zM4.400 17.500h15.200v2H4.400z",
  organisation: "M5 4.800h8.400v14.700h-2.500v-3h-3.400v3H5zM14.600 9.200H19v10.300h-4.400zM7.200 7.200v1.700h1.600V7.200zM10 7.200v1.700h1.600V7.200zM7.200 10.400v1.700h1.600v-1.700zM10 10.400v1.700h1.600v-1.700z",
  place: "M12 3.800c3.300 0 5.8 2.5 5.8 5.7 0 4.1-5.8 10.7-5.8 10.700S6.200 13.6 6.2 9.500c0-3.2 2.5-5.7 5.8-5.700zm0 3.500a2.200 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.400z",
  event: "M12.800 3.6 6.4 13.200h4.400l-1 7.2 7.3-10.600h-4.800z",
  other: "M6.500 3.800h7.200l3.900 3.900v12.500H6.500zM9 10.200v1.500h6.200v-1.500zM9 13.400v1.500h6.200v-1.500zM9 16.400v1.400h4v-1.400z",
};
const FAMILY_WORDS = { person: "People", group: "Groups of people", government: "State, politics, force",
  organisation: "Companies and bodies", place: "Places", event: "Events", other: "Posts, papers, topics, goods" };

function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

// Corners of the shapes that are not round, for a radius of 1.
const ring = (corners, radius, turn) => Array.from({ length: corners }, (_, i) => [radius * Math.cos(turn + (i * 2 * Math.PI) / corners), radius * Math.sin(turn + (i * 2 * Math.PI) / corners)]);
const CORNERS = {
  government: ring(8, 1.06, Math.PI / 8), organisation: [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => [0.94 * x, 0.94 * y]),
  place: ring(6, 1.1, 0), event: ring(4, 1.15, 0), other: [[-0.95, -0.95], [0.4, -0.95], [1.05, 0], [0.4, 0.95], [-0.95, 0.95]],
};

// The outline of a node's shape as a path, centred on 0,0: round, or a polygon with its corners taken off.
function outlinePath(family, r) {
  const at = (x, y) => `${(r * x).toFixed(3)} ${(r * y).toFixed(3)}`;
  const corners = CORNERS[family];
  if (!corners) return `M${at(-1, 0)}A${at(1, 1)} 0 1 1 ${at(1, 0)}A${at(1, 1)} 0 1 1 ${at(-1, 0)}Z`;
  const parts = corners.map(([x, y], i) => {
    const toward = ([ox, oy]) => { const cut = 0.24 / Math.hypot(ox - x, oy - y); return at(x + (ox - x) * Math.min(0.4, cut), y + (oy - y) * Math.min(0.4, cut)); };
    return `${i ? "L" : "M"}${toward(corners[(i + corners.length - 1) % corners.length])}Q${at(x, y)} ${toward(corners[(i + 1) % corners.length])}`;
  });
  return `${parts.join("")}Z`;
}

function outline(family, r, props) {
  return svg("path", { d: outlinePath(family, r), ...props });
}

function badge(family) {
  const fillColor = `var(--f-${family})`;
  const shape = outline(family, 10.8, {});
  shape.style.fill = fillColor;
  return svg("svg", { class: "badge", viewBox: "-12 -12 24 24", "aria-hidden": "true" }, shape,
    svg("path", { d: GLYPHS[family], fill: "#fff", "fill-rule": "evenodd", transform: "scale(.62) translate(-12 -12)" }));
}

const DASHES = { reported: "", disputed: "", said: "9 3 2 3", planned: "1.5 4.5", denied: "6 4", weak: "1 3" };

function sample(kind) {
  const stroke = `var(--k-${kind})`;
  const line = (y, width, dash) => {
    const element = svg("line", { x1: 2, x2: 38, y1: y, y2: y, "stroke-width": width, "stroke-linecap": kind === "planned" ? "round" : "butt" });
    element.style.stroke = stroke;
    if (dash) element.setAttribute("stroke-dasharray", dash);
    return element;
  };
  const parts = kind === "disputed" ? [line(4.5, 1.8), line(9.5, 1.8)] : [line(7, kind === "weak" ? 1.3 : 2.4, DASHES[kind])];
  if (kind === "denied") {
    const bar = svg("line", { x1: 20, x2: 20, y1: 1, y2: 13, "stroke-width": 2.6 });
    bar.style.stroke = stroke;
    parts.push(bar);
  }
  return svg("svg", { class: "sample", viewBox: "0 0 40 14", "aria-hidden": "true" }, parts);
}
