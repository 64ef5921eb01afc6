"use strict";
const token = location.hash.slice(1) || sessionStorage.getItem("token") || "";
sessionStorage.setItem("token", token);
history.replaceState(null, "", location.pathname);
const $ = (id) => document.getElementById(id);
const HEAD = { format: "kgbuild judgements", version: 1 };
let pending = [];
let types = [];
let first = 0;

function make(tag, text = "", className = "") {
  const node = document.createElement(tag);
  node.textContent = text;
  if (className) node.className = className;
  return node;
}

function button(text, act) {
  const node = make("button", text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

async function ask(path, body) {
  const options = { headers: { "X-Kgbuild-Token": token } };
  if (body) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const reply = await fetch(path, options);
  if (!reply.ok) throw new Error((await reply.text()).trim());
  return reply.json();
}

function say(text) { $("message").textContent = text; }

async function tried(act) {
  say("");
  try { return await act(); } catch (error) { say(error.message); return null; }
}

function shown() {
  const count = pending.length;
  $("pending").textContent = count ? `${count} ${count === 1 ? "decision" : "decisions"} not saved yet` : "Nothing to save";
  for (const id of ["save", "download", "forget"]) $(id).disabled = !count;
}

function decide(decision) {
  pending = pending.filter((one) => one.key !== decision.key);
  if (decision.do) pending.push(decision);
  shown();
}

function quoted(side) {
  const quote = make("blockquote");
  const at = side.sentence.indexOf(side.name);
  if (at < 0) quote.textContent = side.sentence;
  else quote.append(side.sentence.slice(0, at), make("mark", side.name), side.sentence.slice(at + side.name.length));
  return quote;
}

function sideOf(side) {
  const box = make("div");
  const known = side.entity && side.entity !== side.name ? ` · in the graph: ${side.entity}` : "";
  box.append(make("h3", side.name), make("div", `${side.type || "?"}${known}`, "kind"), quoted(side), make("div", side.source, "source"));
  return box;
}

function card(row) {
  const box = make("article");
  const pair = make("div", "", "pair");
  pair.append(sideOf(row.left), sideOf(row.right));
  const why = make("details");
  why.append(make("summary", `score ${row.score}: why`, "why"));
  for (const reason of row.reasons) why.append(make("div", reason, "why"));
  const acts = make("div", "", "acts");
  const verdict = make("span", "", "verdict");
  verdict.setAttribute("role", "status");
  const key = `${row.left.cluster} ${row.right.cluster}`;
  const pick = (what) => {
    decide({ key, do: what, left: row.left.cluster, right: row.right.cluster });
    verdict.textContent = what === "same" ? "One and the same" : what === "different" ? "Two" : "";
    verdict.className = `verdict ${what}`;
    box.className = what ? "done" : "";
  };
  acts.append(button("Same", () => pick("same")), button("Different", () => pick("different")), button("Skip", () => pick("")), verdict);
  box.append(pair, why, acts);
  return box;
}

async function doubts() {
  const found = await tried(() => ask(`/api/doubts?first=${first}`));
  if (!found) return;
  $("count").textContent = found.total ? `${found.total} pairs that the program leaves to you, people first, the likeliest first.` : "Nothing is doubtful.";
  if (!first) $("doubts").replaceChildren();
  for (const row of found.rows) $("doubts").append(card(row));
  first += found.rows.length;
  $("more").hidden = first >= found.total;
}

function entityCard(found) {
  const box = make("article");
  box.append(make("h3", found.name), make("div", [found.type, found.country, found.aliases.join(", ")].filter(Boolean).join(" · "), "kind"));
  const parts = make("fieldset");
  parts.append(make("legend", `Made of ${found.parts.length} ${found.parts.length === 1 ? "part" : "parts"}, one a document`));
  for (const part of found.parts) {
    const label = make("label", "", "part");
    const tick = make("input");
    tick.type = "checkbox";
    tick.value = part.cluster;
    const text = make("div");
    text.append(make("strong", part.name), quoted(part), make("div", part.source, "source"));
    label.append(tick, text);
    parts.append(label);
  }
  const split = button("Take the ticked parts out", () => {
    const ticked = [...parts.querySelectorAll("input:checked")].map((one) => one.value);
    if (!ticked.length || ticked.length === found.parts.length) return say("Tick some of the parts, not all.");
    decide({ key: `split ${found.cluster}`, do: "split", entity: found.cluster, parts: ticked });
    note.textContent = `${ticked.length} parts will be taken out`;
  });
  split.disabled = found.parts.length < 2;
  const merge = make("div", "", "acts");
  const other = field("Is the same as (name or id)", "");
  merge.append(other.label, button("Merge", async () => {
    const two = await tried(() => ask(`/api/entity?name=${encodeURIComponent(other.input.value)}`));
    if (!two) return;
    decide({ key: `merge ${found.cluster} ${two.cluster}`, do: "merge", left: found.cluster, right: two.cluster });
    note.textContent = `will be one with ${two.name} (${two.type})`;
  }));
  const retype = make("div", "", "acts");
  const label = make("label", "Type ");
  const choice = make("select");
  for (const type of types) choice.add(new Option(type, type, false, type === found.type));
  label.append(choice);
  retype.append(label, button("Change type", () => {
    decide({ key: `retype ${found.cluster}`, do: "retype", entity: found.cluster, type: choice.value });
    note.textContent = `will be of the type ${choice.value}`;
  }));
  const hide = make("div", "", "acts");
  const why = field("Leave out, because", "");
  hide.append(why.label, button("Hide", () => {
    if (!why.input.value.trim()) return say("Say why.");
    decide({ key: `hide ${found.cluster}`, do: "hide", entity: found.cluster, because: why.input.value });
    note.textContent = "will be left out of every view";
  }));
  const note = make("p", "", "verdict");
  note.setAttribute("role", "status");
  box.append(parts, split, merge, retype, hide, note);
  return box;
}

function field(text, value) {
  const label = make("label", `${text} `);
  const input = make("input");
  input.value = value;
  label.append(input);
  return { label, input };
}

async function decided() {
  const found = await tried(() => ask("/api/history"));
  if (!found) return;
  types = found.types;
  $("history").replaceChildren();
  if (!found.rows.length) $("history").append(make("li", "Nothing yet."));
  for (const row of found.rows) {
    const line = make("li");
    const verb = row.verdict === "same" ? "is" : "is not";
    line.append(`${row.left} ${verb} ${row.right} (${row.by}; ${row.because}) `, button("Undo", () => {
      decide({ key: `undo ${row.judgement}`, do: "undo", judgement: row.judgement });
      line.className = "verdict";
    }));
    $("history").append(line);
  }
}

const bare = () => pending.map(({ key, ...decision }) => decision);

$("save").addEventListener("click", async () => {
  $("pending").textContent = "Saving …";
  const taken = await tried(() => ask("/api/judge", bare()));
  shown();
  if (!taken) return;
  pending = [];
  first = 0;
  $("entity").replaceChildren();
  await Promise.all([doubts(), decided()]);
  shown();
  $("pending").textContent = `${taken.taken} saved`;
});
$("download").addEventListener("click", () => {
  const lines = [HEAD, ...bare()].map((one) => JSON.stringify(one)).join("\n");
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([`${lines}\n`], { type: "application/x-ndjson" }));
  link.download = "judgements.jsonl";
  link.click();
});
$("forget").addEventListener("click", () => {
  pending = [];
  first = 0;
  doubts();
  shown();
});
$("more").addEventListener("click", doubts);
$("find").addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await tried(() => ask(`/api/entity?name=${encodeURIComponent($("name").value)}`));
  $("entity").replaceChildren(...(found ? [entityCard(found)] : []));
});
addEventListener("beforeunload", (event) => { if (pending.length) event.preventDefault(); });
doubts();
decided();
