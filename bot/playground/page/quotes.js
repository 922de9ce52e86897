// Block quotes: a side bar, and folding to three lines for the expandable ones. Spoilers.
import { element, icon, keepInPlace } from "./dom.js";
import { strings } from "./strings.js";

// Only a quote that does not fit three lines gets its handle. All are measured first, then
// marked, so that a chat of hundreds of quotes costs one layout.
const measured = new ResizeObserver((entries) => {
  const bodies = entries.map(({ target }) => target).filter((body) => body.parentNode?.matches(".folded"));
  const long = bodies.map((body) => body.scrollHeight > body.clientHeight + 2);
  bodies.forEach((body, at) => body.parentNode.classList.toggle("long", long[at]));
});

export function quote(children) {
  return element("blockquote", { class: "quote" }, ...children);
}

export function expandableQuote(children) {
  const body = element("div", { class: "quote-body" }, ...children);
  const handle = element("button", { type: "button", class: "quote-handle" }, icon("down"));
  const node = element("blockquote", { class: "quote foldable" }, body, handle);
  const fold = (folded) => {
    node.classList.toggle("folded", folded);
    handle.setAttribute("aria-expanded", String(!folded));
    handle.setAttribute("aria-label", folded ? strings.showQuote : strings.foldQuote);
  };
  fold(true);
  const toggle = () => keepInPlace(node, () => fold(!node.classList.contains("folded")));
  handle.addEventListener("click", toggle);
  node.addEventListener("click", (event) => {
    const reading = event.target.closest("a, button, .spoiler.hidden") || !getSelection().isCollapsed;
    if (node.matches(".folded.long") && !reading) toggle();
  });
  body.addEventListener("focusin", (event) => {
    if (node.matches(".folded.long") && event.target.matches(":focus-visible")) toggle();
  });
  measured.observe(body);
  return node;
}

export function spoiler(children) {
  const hiding = { class: "spoiler hidden", role: "button", tabindex: "0", "aria-label": strings.showSpoiler };
  const node = element("span", hiding, element("span", { class: "spoiler-text" }, ...children));
  const show = (event) => {
    if (!node.matches(".hidden")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.remove("hidden");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show, { capture: true });
  node.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && show(event));
  return node;
}
