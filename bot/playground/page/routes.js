// Which chat is open stands in the address (#/CHAT/TOPIC), so reloading and "back" work.
import { api } from "./api.js";
import { byId, isPhone } from "./dom.js";
import { emit, openChat, putChat, readCommands, refreshView, store } from "./store.js";
import { attempt } from "./toasts.js";

export function goTo(chat, thread = null) {
  const hash = `#/${chat}${thread === null ? "" : `/${thread}`}`;
  if (location.hash === hash) byId("app").dataset.view = "chat";
  else location.hash = hash;
}

export function goToList() {
  location.hash = "#";
}

function read() {
  const [, chat, thread] = location.hash.split("/");
  return { chat: chat ? Number(chat) : null, thread: thread ? Number(thread) : null };
}

function follow() {
  const { chat, thread } = read();
  byId("app").dataset.view = store.chats.has(chat) ? "chat" : "list";
  if (!store.chats.has(chat)) {
    if (isPhone()) emit("list");
    return isPhone() ? open(null, null) : open([...store.chats.keys()][0] ?? null, null);
  }
  return open(chat, thread);
}

function open(chat, thread) {
  if (store.open === chat && store.thread === thread) return;
  if (openChat()) attempt(() => api.read(store.open));
  Object.assign(store, { open: chat, thread });
  emit("open");
  if (openChat()) putChat({ id: chat });
  attempt(() => Promise.all([refreshView(), readCommands()]));
}

export function startRoutes() {
  follow();
  addEventListener("hashchange", follow);
}
