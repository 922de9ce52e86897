// Keys that work everywhere on the page.
import { focusSearch, listedChats } from "./chats.js";
import { focusComposer } from "./composer.js";
import { byId, isPhone } from "./dom.js";
import { closeMenu } from "./menus.js";
import { goTo, goToList } from "./routes.js";
import { clearSelection } from "./selection.js";
import { store } from "./store.js";

function step(by) {
  const ids = listedChats().map(({ id }) => id);
  const at = ids.indexOf(store.open);
  if (ids.length) goTo(ids[(at + by + ids.length) % ids.length]);
}

function escape() {
  closeMenu();
  if (clearSelection()) return;
  if (isPhone()) goToList();
  else focusComposer();
}

const SHORTCUTS = {
  "Control+k": () => {
    if (isPhone()) goToList();
    focusSearch();
  },
  "Alt+ArrowDown": () => step(1),
  "Alt+ArrowUp": () => step(-1),
  Escape: escape,
};
SHORTCUTS["Meta+k"] = SHORTCUTS["Control+k"];

function name({ key, altKey, ctrlKey, metaKey }) {
  const held = [altKey && "Alt", ctrlKey && "Control", metaKey && "Meta"].filter(Boolean);
  return [...held, key.length === 1 ? key.toLowerCase() : key].join("+");
}

// A letter typed while a message has the focus goes into the composer.
function typesText({ key, altKey, ctrlKey, metaKey, target }) {
  const onMessage = target === document.body || byId("history").contains(target) || target === byId("scroller");
  return onMessage && key.length === 1 && key !== " " && !altKey && !ctrlKey && !metaKey;
}

export function mountShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const shortcut = SHORTCUTS[name(event)];
    if (shortcut) {
      event.preventDefault();
      shortcut();
    } else if (typesText(event)) focusComposer();
  });
}
