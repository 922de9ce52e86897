// Modal dialogs: a bot's alert, choosing a chat. Esc closes them, focus returns by itself.
import { avatar } from "./avatars.js";
import { element } from "./dom.js";
import { store } from "./store.js";
import { strings } from "./strings.js";

let count = 0;

// Open a modal dialog; resolves with its return value ("" when dismissed).
export function dialog(title, ...content) {
  const id = `dialog-${(count += 1)}`;
  const heading = element("h2", { id, class: "dialog-title", text: title });
  const node = element("dialog", { class: "dialog", "aria-labelledby": id }, heading, ...content);
  node.addEventListener("click", (event) => event.target === node && node.close(""));
  document.body.append(node);
  node.showModal();
  return new Promise((resolve) => {
    node.addEventListener("close", () => {
      node.remove();
      resolve(node.returnValue);
    });
  });
}

export const closeDialog = (node, value) => node.closest("dialog").close(value);

export function alertDialog(title, text) {
  const ok = element("button", { type: "button", class: "button primary", autofocus: true, text: strings.ok });
  ok.addEventListener("click", () => closeDialog(ok, ""));
  return dialog(title, element("p", { class: "dialog-text", dir: "auto", text }), element("div", { class: "dialog-foot" }, ok));
}

function choice(chat) {
  const node = element(
    "button",
    { type: "button", class: "choice", "data-chat": chat.id },
    avatar(chat.id, chat.title),
    element("span", { text: chat.title }),
  );
  node.addEventListener("click", () => closeDialog(node, String(chat.id)));
  return node;
}

// The chosen chat, or null.
export async function chooseChat(title, chats) {
  const cancel = element("button", { type: "button", class: "button", text: strings.cancel });
  cancel.addEventListener("click", () => closeDialog(cancel, ""));
  const list = element("div", { class: "choices" }, ...chats.map(choice));
  const id = await dialog(title, list, element("div", { class: "dialog-foot" }, cancel));
  return id ? store.chats.get(Number(id)) : null;
}
