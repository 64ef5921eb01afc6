// Elements are made one by one and text is set as text: nothing from an article is ever read as HTML.
const $ = (id) => document.getElementById(id);

function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child.nodeType ? child : document.createTextNode(String(child)));
  }
}

function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

function svg(tag, props, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(props || {})) element.setAttribute(key, String(value));
  append(element, children);
  return element;
}

function announce(text) {
  $("news").textContent = "";
  window.setTimeout(() => { $("news").textContent = text; }, 30);
}

function later(work, delay) {
  let timer = 0;
  return (...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => work(...args), delay);
  };
}

function plainLink(props, ...children) {
  const { go, ...rest } = props;
  return h("a", { ...rest, onclick: (event) => { event.preventDefault(); go(event); } }, ...children);
}
