// Building and reordering DOM nodes. Text only ever becomes text nodes, never markup.

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  attach: "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L9.8 17.3a1.7 1.7 0 0 1-2.4-2.4L15 7.3",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v10H9zM5 15V5h10",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  document: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  down: "M6 9l6 6 6-6",
  fault: "M13 3.5L5.5 13.5H11l-.5 7L18 10.5h-5.5z",
  forward: "M13 6l6 6-6 6M19 12H9a5 5 0 0 0-5 5v1",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  mute: "M6 16h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v3.5zM10.5 19h3M4 4l16 16",
  out: "M8 16L16 8M9.5 8H16v6.5",
  pin: "M9 4h6l-.7 6 2.7 3H7l2.7-3zM12 13v7",
  search: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
  send: "M12 19V5.5M6 11.5l6-6 6 6",
  slash: "M14.5 5l-5 14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M5.3 18.7l1.8-1.8M16.9 7.1l1.8-1.8",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, properties = {}) {
  const look = { type: "button", class: "icon-button", "aria-label": label, title: label, onclick };
  return element("button", { ...look, ...properties }, icon(name));
}

// Make `parent` hold exactly `nodes`, moving as little as possible so that focus and scroll stay.
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else parent.insertBefore(node, at);
  }
}

// Let `change` alter the layout while `node` stays where the eye left it.
export function keepInPlace(node, change) {
  const scroller = node.closest(".scroller");
  const before = node.getBoundingClientRect().top;
  change();
  if (scroller) scroller.scrollTop += node.getBoundingClientRect().top - before;
}

export const byId = (id) => document.getElementById(id);

export const isPhone = () => matchMedia("(max-width: 719px)").matches;
