// A small menu at a point: the context menu of a message, the choice of a writer.
import { element } from "./dom.js";

let closeOpen = () => {};

export const closeMenu = () => closeOpen();

const MARGIN = 8;

function place(menu, x, y) {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, y + height + MARGIN > innerHeight ? y - height : y)}px`;
}

function move(menu, step) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  items.at((at + step) % items.length).focus();
}

const KEYS = {
  ArrowDown: (menu) => move(menu, 1),
  ArrowUp: (menu) => move(menu, -1),
  Home: (menu) => menu.firstElementChild.focus(),
  End: (menu) => menu.lastElementChild.focus(),
  Escape: () => closeOpen(),
  Tab: () => closeOpen(),
};

// `items` are [label, action, {icon?: Node, danger?: bool, checked?: bool}].
export function openMenu(label, items, x, y) {
  closeOpen();
  const before = document.activeElement;
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label });
  const outside = (event) => menu.contains(event.target) || closeOpen();
  closeOpen = () => {
    closeOpen = () => {};
    const inside = menu.contains(document.activeElement);
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (inside) before?.focus({ preventScroll: true });
  };
  for (const [text, action, look = {}] of items) menu.append(item(text, action, look));
  menu.addEventListener("keydown", (event) => {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key](menu);
  });
  document.body.append(menu);
  place(menu, x, y);
  menu.firstElementChild.focus();
  document.addEventListener("pointerdown", outside, true);
}

function item(text, action, { icon = null, danger = false, checked }) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const look = { type: "button", role, tabindex: "-1", class: danger ? "danger" : "", "aria-checked": checked?.toString() };
  const node = element("button", look, icon, element("span", { text }));
  node.addEventListener("click", () => {
    closeOpen();
    action();
  });
  return node;
}
