// Above the messages: whose chat it is, who is typing, block, topics, the pinned message.
import { api } from "./api.js";
import { avatar } from "./avatars.js";
import { badge, summary } from "./chats.js";
import { clockButton } from "./clock.js";
import { byId, element, icon, iconButton } from "./dom.js";
import { scrollToMessage } from "./history.js";
import { goTo, goToList } from "./routes.js";
import { on, openChat, openView, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt } from "./toasts.js";

const TYPING_FOR = 5_000;
const typing = new Map(); // chat → {action, timer}

function status(chat) {
  const action = typing.get(chat.id)?.action;
  if (action) {
    const words = strings.actions[action] ?? strings.typing;
    return element("span", { class: "header-status typing" }, words, element("i"), element("i"), element("i"));
  }
  return element("span", { class: "header-status", text: quietStatus(chat) });
}

function quietStatus(chat) {
  if (chat.blocked) return strings.blockedStatus;
  if (chat.kind === "private") return strings.privateWith(store.bot.username);
  if (chat.kind === "channel") return strings.subscribers;
  return strings.groupOf([store.bot.name, ...[...store.people.values()].map(({ name }) => name)]);
}

function blockButton(chat) {
  if (chat.kind !== "private") return null;
  const text = chat.blocked ? strings.unblock : strings.block;
  const onclick = () => attempt(() => api.block(chat.id, !chat.blocked));
  return element("button", { type: "button", class: "button block-button", text, onclick });
}

function drawHeader() {
  const chat = openChat();
  if (!chat) return byId("header").replaceChildren();
  return byId("header").replaceChildren(
    iconButton("back", strings.back, goToList, { class: "icon-button back" }),
    avatar(chat.id, chat.title),
    element(
      "div",
      { class: "header-names" },
      element("h1", {}, element("span", { class: "chat-name", text: chat.title }), badge(chat)),
      status(chat),
    ),
    clockButton(),
    blockButton(chat) ?? "",
  );
}

function topics(chat) {
  if (!chat.topics?.length) return null;
  const tab = (name, thread) => {
    const current = store.thread === thread;
    const onclick = () => goTo(chat.id, thread);
    return element("button", { type: "button", class: "topic", "aria-pressed": String(current), text: name, onclick });
  };
  const tabs = [tab(strings.allTopics, null), ...chat.topics.map(({ id, name }) => tab(name, id))];
  return element("nav", { class: "topics", "aria-label": strings.topics }, ...tabs);
}

function pinnedBar() {
  const message = openView()?.messages.findLast(({ pinned }) => pinned);
  if (!message) return null;
  const words = element(
    "span",
    { class: "pinned-text" },
    element("b", { text: strings.pinned }),
    element("span", { dir: "auto", text: summary(message) }),
  );
  const onclick = () => scrollToMessage(message.id);
  return element("button", { type: "button", class: "pinned", onclick }, icon("pin"), words);
}

function drawStrip() {
  const chat = openChat();
  byId("strip").replaceChildren(...[chat && topics(chat), chat && pinnedBar()].filter(Boolean));
}

function setTyping(chat, action) {
  clearTimeout(typing.get(chat)?.timer);
  typing.delete(chat);
  if (action) typing.set(chat, { action, timer: setTimeout(() => setTyping(chat, null), TYPING_FOR) });
  if (chat === store.open) drawHeader();
}

export function mountHeader() {
  for (const event of ["open", "chats"]) on(event, drawHeader);
  for (const event of ["open", "chats", "messages"]) on(event, drawStrip);
  on("action", ({ chat, action }) => setTyping(chat, action));
  on("arrived", (message) => !message.out && typing.has(message.chat) && setTyping(message.chat, null));
}
