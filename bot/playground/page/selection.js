// Selected messages, and what can be done with them: forward, delete.
import { api } from "./api.js";
import { chooseChat } from "./dialogs.js";
import { byId, element, icon, iconButton } from "./dom.js";
import { messageOf } from "./history.js";
import { emit, on, openChat, personIn, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt, toast } from "./toasts.js";

let selected = new Set(); // ids in the open chat

// How many are selected.
export const selecting = () => selected.size;

function changed() {
  byId("history").toggleAttribute("data-selecting", selecting() > 0);
  for (const node of byId("history").querySelectorAll(".message")) {
    const chosen = selected.has(Number(node.dataset.id));
    node.classList.toggle("selected", chosen);
  }
  emit("selection");
}

export function clearSelection() {
  if (!selecting()) return false;
  selected = new Set();
  changed();
  return true;
}

export function toggleSelected({ id }) {
  if (!selected.delete(id)) selected.add(id);
  changed();
}

export async function forwardMessages(ids) {
  const from = store.open;
  const to = await chooseChat(strings.forwardTo, [...store.chats.values()]);
  if (!to) return;
  const done = await attempt(() => api.forward(to.id, personIn(to).id, from, [...ids].sort((a, b) => a - b)));
  if (!done) return;
  toast(strings.forwarded(to.title));
  clearSelection();
}

export async function removeMessages(ids) {
  const chat = openChat();
  await attempt(() => Promise.all([...ids].map((id) => api.remove(chat.id, id))));
  clearSelection();
}

export function drawSelection() {
  const act = (name, text, onclick, look = "button") =>
    element("button", { type: "button", class: look, onclick }, icon(name), element("span", { text }));
  return element(
    "div",
    { class: "selection", role: "toolbar", "aria-label": strings.selected(selected.size) },
    iconButton("close", strings.cancel, clearSelection),
    element("span", { class: "selection-count", "aria-live": "polite", text: strings.selected(selected.size) }),
    act("trash", strings.remove, () => removeMessages(selected), "button danger"),
    act("forward", strings.forward, () => forwardMessages(selected), "button primary"),
  );
}

export function mountSelection() {
  // While selecting, a click anywhere on a message chooses it and does nothing else.
  byId("history").addEventListener(
    "click",
    (event) => {
      const message = selecting() && messageOf(event.target);
      if (!message || message.service) return;
      event.preventDefault();
      event.stopPropagation();
      toggleSelected(message);
    },
    { capture: true },
  );
  on("messages", () => selecting() && changed());
  on("open", clearSelection);
}
