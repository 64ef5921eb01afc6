// Put together: icons, theme, printing, the first picture, and the state from the address.
const P = { print: null, theme: null };

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  $("theme").setAttribute("aria-pressed", String(name === "dark"));
  takeColors();
  repaint();
}

function printing(on) {
  if (on && !P.print) {
    P.theme = document.documentElement.dataset.theme;
    P.print = true;
    setTheme("light");
    const seen = V.shown.length && S.view === "picture" ? printedPicture() : null;
    const kinds = KINDS.filter((k) => S.kinds.has(k));
    fill($("print-extra"), seen ? h("img", { id: "print-picture", src: seen, alt: "The picture as shown" }) : null,
      seen ? h("div", { class: "print-legend" }, kinds.map((k) => h("span", {}, sample(k), KIND_WORDS[k][0])), Object.keys(FAMILY_WORDS).map((f) => h("span", {}, badge(f), FAMILY_WORDS[f]))) : null);
    document.querySelector("main").before($("print-extra"));
  } else if (!on && P.print) {
    P.print = null;
    fill($("print-extra"));
    setTheme(P.theme);
    showSelection();
  }
}

function start() {
  for (const element of document.querySelectorAll("[data-icon]")) {
    element.prepend(icon(element.dataset.icon));
    if (element.classList.contains("icon-button")) element.setAttribute("aria-label", element.textContent.trim());
    if (element.tagName === "BUTTON") element.title = element.textContent.trim();
  }
  $("title").textContent = G.title;
  $("title").title = G.title;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => { if (!P.print) setTheme(dark.matches ? "dark" : "light"); });
  const asked = readAddress();
  S.view = asked.view;
  shownLinks = G.links.filter((link) => passes(link));
  startTimeline();
  startPicture();
  startSearch();
  startSaving();
  startKeys();
  drawFilters();
  refresh();
  firstView();
  open(asked);
  $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  $("share").addEventListener("click", copyAddress);
  $("help").addEventListener("click", showHelp);
  $("zoom-in").addEventListener("click", () => zoomBy(1.3));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  $("zoom-fit").addEventListener("click", fitAll);
  $("open-filters").addEventListener("click", () => { const open = $("filters").classList.toggle("open"); $("open-filters").setAttribute("aria-expanded", String(open)); });
  $("stage").addEventListener("pointerdown", () => { $("filters").classList.remove("open"); $("open-filters").setAttribute("aria-expanded", "false"); });
  window.addEventListener("hashchange", () => { quiet = true; const next = readAddress(); drawFilters(); placeHandles(); refresh(); open(next); quiet = false; });
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
  window.matchMedia("print").addEventListener("change", (event) => printing(event.matches));
  quiet = false;
  document.documentElement.dataset.ready = "yes";
}

function open(asked) {
  if (asked.path.length === 2) showPath(asked.path[0], asked.path[1]);
  else select(asked.selected || (G.focus.length && !window.location.hash ? { node: G.focus[0] } : null), { show: true, back: true });
  if (asked.view === "entity") openEntity(S.page);
  else showView(asked.view);
  if (asked.claim) openClaim(asked.claim.n);
}

start();
