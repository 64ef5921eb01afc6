"use strict";
const query = document.getElementById("query");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const example = document.getElementById("example");
const parameters = document.getElementById("parameters");
const ready = new Map();
const FIRST = "SELECT ?kind (COUNT(?thing) AS ?count)\nWHERE { ?thing a ?kind }\nGROUP BY ?kind ORDER BY DESC(?count)";

function short(cell) {
  if (!cell) return "";
  if (cell.type !== "uri") return cell.value;
  return decodeURIComponent(cell.value.split(/[#/]/).pop() || cell.value);
}

function show(result) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of result.head.vars) {
    const cell = document.createElement("th");
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of result.results.bindings.slice(0, 1000)) {
    const line = body.insertRow();
    for (const name of result.head.vars) {
      const cell = line.insertCell();
      cell.textContent = short(row[name]);
      if (row[name]) cell.title = row[name].value;
    }
  }
  answer.replaceChildren(table);
}

let chosen = null;

/* A ready question becomes SPARQL with the names and days that stand in its fields. */
async function fill() {
  if (!chosen) return true;
  const given = new URLSearchParams({ question: chosen.name });
  for (const field of parameters.querySelectorAll("input")) given.set(field.name, field.value);
  const reply = await fetch(`/fill?${given}`);
  const text = await reply.text();
  status.className = reply.ok ? "" : "error";
  status.textContent = reply.ok ? "" : text;
  if (reply.ok) query.value = text;
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
  else query.value = FIRST;
}

async function run() {
  status.className = "";
  status.textContent = "…";
  answer.replaceChildren();
  const started = performance.now();
  try {
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
    const count = result.results.bindings.length;
    status.textContent = `${count} rows, ${time} ms${count > 1000 ? " (the first 1000 are shown)" : ""}`;
    show(result);
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
example.addEventListener("change", choose);
query.value = FIRST;
fetch("/examples.json").then((reply) => reply.json()).then((examples) => {
  example.add(new Option("What is in the graph?", ""));
  for (const one of examples) {
    ready.set(one.name, one);
    example.add(new Option(one.question, one.name));
  }
});
