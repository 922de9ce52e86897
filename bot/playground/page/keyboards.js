// Inline buttons under a bubble, and the reply keyboard above the composer.
import { api } from "./api.js";
import { alertDialog, chooseChat } from "./dialogs.js";
import { element, icon } from "./dom.js";
import { safeUrl } from "./links.js";
import { emit, openChat, openView, personIn, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt, copy, toast } from "./toasts.js";

async function press(button, message, data) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  await attempt(async () => {
    const person = personIn(store.chats.get(message.chat));
    const answer = await api.press(message.chat, person.id, message.id, data);
    if (answer.text && answer.alert) alertDialog(store.bot.name, answer.text);
    else if (answer.text) toast(answer.text);
    if (answer.url) emit("link", answer.url);
  });
  button.ariaBusy = null;
}

function inlineButton(message, { text, callback_data: data, url, copy_text: copied, style }) {
  const label = element("span", { class: "key-text", text });
  const href = url ? safeUrl(url) : null;
  if (href) {
    const outside = { target: "_blank", rel: "noopener noreferrer" };
    return element("a", { class: "key", href, title: href, ...outside }, label, icon("out"));
  }
  const button = element("button", { type: "button", class: "key", title: text }, label);
  if (style) button.dataset.style = style;
  if (copied) button.append(icon("copy"));
  button.addEventListener("click", () => (copied ? copy(copied.text) : data && press(button, message, data)));
  return button;
}

export function inlineKeyboard(message) {
  const rows = message.inline_keyboard.map((row) =>
    element("div", { class: "key-row" }, ...row.map((key) => inlineButton(message, key))),
  );
  return element("div", { class: "inline-keyboard" }, ...rows);
}

// Every message carries the keyboard that its chat has after it.
export function replyKeyboard() {
  const rows = openView()?.messages.at(-1)?.reply_keyboard;
  return rows?.length ? rows : null;
}

async function share(request) {
  const asked = openChat();
  const wanted = request.chat_is_channel ? ["channel"] : ["group", "supergroup"];
  const chats = [...store.chats.values()].filter(({ kind }) => wanted.includes(kind));
  const chosen = await chooseChat(strings.pickChat, chats);
  if (chosen) await attempt(() => api.share(asked.id, personIn(asked).id, request.request_id, chosen.id));
}

function replyButton({ text, request_chat: request }, send) {
  const button = element("button", { type: "button", class: "key reply-key", title: text });
  button.append(element("span", { class: "key-text", text }));
  button.addEventListener("click", () => (request ? share(request) : send(text)));
  return button;
}

export function drawReplyKeyboard(host, rows, send) {
  host.hidden = !rows;
  host.replaceChildren(
    ...(rows ?? []).map((row) =>
      element("div", { class: "key-row" }, ...row.map((key) => replyButton(key, send))),
    ),
  );
}
