"use strict";
const query = document.getElementById("query");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const example = document.getElementById("example");
const parameters = document.getElementById("parameters");
const ready = new Map();
const MOST = 1000;
const FIRST = "SELECT ?kind (COUNT(?thing) AS ?count)\nWHERE { ?thing a ?kind }\nGROUP BY ?kind ORDER BY DESC(?count)";

function short(cell) {
  if (!cell) return "";
  if (cell.type !== "uri") return cell.value;
  return decodeURIComponent(cell.value.split(/[#/]/).pop() || cell.value);
}

function show(names, rows) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of names) {
    const cell = document.createElement("th");
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, MOST)) {
    const line = body.insertRow();
    for (const [text, whole] of row) {
      const cell = line.insertCell();
      cell.textContent = text;
      if (whole) cell.title = whole;
    }
  }
  answer.replaceChildren(table);
}

let chosen = null;
let edited = false;

/* A ready question becomes SPARQL with the names and days that stand in its fields. */
async function fill() {
  if (!chosen) return true;
  const given = new URLSearchParams({ question: chosen.name });
  for (const field of parameters.querySelectorAll("input")) given.set(field.name, field.value);
  const reply = await fetch(`/fill?${given}`);
  const text = await reply.text();
  status.className = reply.ok ? "" : "error";
  status.textContent = reply.ok ? "" : text;
  if (reply.ok) [query.value, edited] = [text, false];
  return reply.ok;
}

function choose() {
  chosen = ready.get(example.value) || null;
  parameters.replaceChildren();
  answer.replaceChildren();
  for (const { name, type, meaning, value } of chosen ? chosen.parameters : []) {
    const label = document.createElement("label");
    const field = document.createElement("input");
    Object.assign(field, { name, value, autocomplete: "off" });
    label.append(`${name} (${type}): ${meaning}`, field);
    parameters.append(label);
  }
  if (chosen) fill();
  else [query.value, edited] = [FIRST, false];
}

function counted(rows, time) {
  return `${rows.length} rows, ${time} ms${rows.length > MOST ? ` (the first ${MOST} are shown)` : ""}`;
}

/* A ready question as `kgbuild query` answers it: its sift looks at the rows of the query. */
async function ask() {
  const given = new URLSearchParams({ question: chosen.name });
  for (const field of parameters.querySelectorAll("input")) given.set(field.name, field.value);
  const started = performance.now();
  const reply = await fetch(`/ask?${given}`);
  if (!reply.ok) throw new Error(await reply.text());
  const { columns, rows, period, nothing } = await reply.json();
  const time = Math.round(performance.now() - started);
  status.textContent = nothing || [counted(rows, time), period].filter(Boolean).join(" ");
  if (rows.length) show(columns, rows.map((row) => row.map((value) => [value ?? "", value])));
}

async function run() {
  status.className = "";
  status.textContent = "…";
  answer.replaceChildren();
  const started = performance.now();
  try {
    if (chosen && !edited) {
      await ask();
      return;
    }
    const reply = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json" },
      body: query.value,
    });
    if (!reply.ok) throw new Error(await reply.text());
    const result = await reply.json();
    const time = Math.round(performance.now() - started);
    if ("boolean" in result) {
      status.textContent = `${result.boolean ? "yes" : "no"}, ${time} ms`;
      return;
    }
    const rows = result.results.bindings;
    status.textContent = counted(rows, time) + (chosen ? ": of the query as you changed it, before kgbuild looks through them" : "");
    const names = result.head.vars;
    show(names, rows.map((row) => names.map((name) => [short(row[name]), row[name]?.value])));
  } catch (error) {
    status.className = "error";
    status.textContent = error.message;
  }
}

document.getElementById("run").addEventListener("click", run);
parameters.addEventListener("input", () => fill());
parameters.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await fill()) run();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
query.addEventListener("input", () => { edited = true; });
example.addEventListener("change", choose);
query.value = FIRST;
fetch("/examples.json").then((reply) => reply.json()).then((examples) => {
  example.add(new Option("What is in the graph?", ""));
  for (const one of examples) {
    ready.set(one.name, one);
    example.add(new Option(one.question, one.name));
  }
});
