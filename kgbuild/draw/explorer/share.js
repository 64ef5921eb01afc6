// The address's fragment holds the state, so that a link to the file opens on the same picture.
const id = (e) => G.entities[e].i;
const ids = (some) => [...some].map(id).join("~");
let quiet = true;

function writeAddress() {
  const p = new URLSearchParams();
  const sel = S.selected;
  if (sel && sel.node !== undefined) p.set("n", id(sel.node));
  if (sel && sel.pair) p.set("e", ids(sel.pair) + (sel.kind ? `~${sel.kind}` : ""));
  if (S.path) p.set("path", ids([S.path[0], S.path[S.path.length - 1]]));
  if (S.view !== "picture" || opensOnStories()) p.set("view", S.view === "table" ? `table-${S.table}` : S.view);
  if (S.view === "entity" && S.page !== null) p.set("of", id(S.page));
  if (S.view === "articles" && S.article !== null) p.set("doc", G.documents[S.article].i);
  const standard = KINDS.filter((k) => k !== "weak");
  if (S.kinds.size !== standard.length || !standard.every((k) => S.kinds.has(k))) p.set("links", [...S.kinds].join("~"));
  for (const [key, off] of [["notypes", S.types], ["norel", S.relations], ["nostate", S.statuses], ["nopub", S.publishers]]) if (off.size) p.set(key, [...off].join("~"));
  if (S.sure) p.set("sure", String(Math.round(S.sure * 100)));
  if (S.sources > 1) p.set("sources", String(S.sources));
  if (S.from) p.set("from", S.from);
  if (S.to) p.set("to", S.to);
  if (!S.undated) p.set("undated", "0");
  for (const [key, some] of [["hidden", S.hidden], ["pinned", S.pinned], ["added", S.added], ["only", S.only || []]]) if ([...some].length) p.set(key, ids(some));
  if (S.words) p.set("words", S.words);
  return p.toString();
}

const keepAddress = later(() => {
  if (quiet) return;
  const text = writeAddress();
  if (text !== window.location.hash.slice(1)) window.history.replaceState(null, "", text ? `#${text}` : "#");
}, 120);

function readAddress() {
  const p = new URLSearchParams(window.location.hash.slice(1));
  const known = (text) => (text || "").split("~").map((i) => G.byId.get(i)).filter((e) => e !== undefined);
  const words = (key) => new Set((p.get(key) || "").split("~").filter((w) => w !== "" || p.get(key) === "~"));
  if (p.has("links")) S.kinds = new Set([...words("links")].filter((k) => KINDS.includes(k)));
  S.types = words("notypes"); S.statuses = words("nostate"); S.publishers = words("nopub");
  S.relations = p.has("norel") ? new Set(p.get("norel").split("~")) : new Set();
  S.sure = (Number(p.get("sure")) || 0) / 100;
  S.sources = Number(p.get("sources")) || 1;
  const date = (key) => (/^\d{4}-\d{2}-\d{2}$/.test(p.get(key) || "") ? p.get(key) : "");
  S.from = date("from"); S.to = date("to");
  S.undated = p.get("undated") !== "0";
  S.hidden = new Set(known(p.get("hidden")));
  S.pinned = new Set(known(p.get("pinned")));
  S.added = new Set(known(p.get("added")).filter((e) => !G.entities[e].xy));
  S.only = p.has("only") ? new Set(known(p.get("only"))) : null;
  S.words = p.get("words") || "";
  const view = (p.get("view") || "picture").split("-");
  if (view[1] && Object.hasOwn(TABLES, view[1])) S.table = view[1];
  S.article = G.docById.has(p.get("doc")) ? G.docById.get(p.get("doc")) : S.article;
  if (p.has("doc") && !p.has("view")) view[0] = "articles";
  let selected = null;
  if (p.has("n")) selected = known(p.get("n")).map((node) => ({ node }))[0] || null;
  const pair = known(p.get("e"));
  if (pair.length === 2) selected = { pair, kind: (p.get("e").split("~")[2]) || undefined };
  const claim = p.has("c") ? G.claims.find((c) => c.i === p.get("c")) : null;
  const page = known(p.get("of"))[0];
  if (page !== undefined) S.page = page;
  const fresh = !window.location.hash.slice(1) && opensOnStories();
  const wanted = VIEWS.includes(view[0]) && (view[0] !== "entity" || page !== undefined) ? view[0] : "picture";
  return { view: fresh ? "stories" : wanted, selected, path: known(p.get("path")), claim };
}

function copyAddress() {
  window.history.replaceState(null, "", `#${writeAddress()}`);
  const text = window.location.href;
  const done = () => announceSaved("The link is copied: it opens this file as you see it now.");
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, () => showAddress(text));
  else showAddress(text);
}

function announceSaved(words) {
  const note = h("span", { class: "notice" }, words);
  $("notices").append(note);
  announce(words);
  window.setTimeout(() => note.remove(), 4000);
}

function showAddress(text) {
  const box = $("help-box");
  const field = h("input", { type: "text", readonly: true, "aria-label": "Address of this state" });
  field.value = text;
  fill(box, h("h2", { id: "help-title" }, "Link to what you see now"), h("p", {}, "Copy this address; together with the file it opens the same picture."), field, closeButton(box));
  box.showModal();
  field.select();
}

// Views that a reader keeps: their addresses, in this browser, for this graph; a browser may refuse to remember.
const SHELF = `kgbuild views ${G.title} ${G.documents.length} ${G.documents.length ? G.documents[0].i : ""}`;

function keptViews() {
  try { return JSON.parse(window.localStorage.getItem(SHELF) || "[]"); } catch { return []; }
}

function keepView() {
  const words = S.selected && S.selected.node !== undefined ? nameOf(S.selected.node) : S.view === "entity" && S.page !== null ? nameOf(S.page)
    : S.only ? `${plural(S.only.size, "name")}` : S.words ? `“${S.words}”` : "Everything";
  const name = shorten(`${words} · ${$(`tab-${S.view}`).textContent}`, 60);
  try {
    window.localStorage.setItem(SHELF, JSON.stringify([{ name, at: writeAddress() }, ...keptViews().filter((v) => v.name !== name)].slice(0, 12)));
    announceSaved(`Kept: ${name}`);
  } catch { announceSaved("This browser does not remember views of files; copy the link instead."); }
}

function drawKept(entry) {
  const box = $("kept-views");
  if (!box) return;
  const kept = keptViews();
  fill(box, kept.map(({ name, at }) => entry(name, "Saved view", () => { window.location.hash = at || "view=picture"; })),
    kept.length ? entry("Forget saved views", "All of this file", () => { try { window.localStorage.removeItem(SHELF); } catch { /* nothing was kept */ } }) : null);
}
