// What the page knows: people, chats, histories, which chat is open and who writes in it.
import { PAGE, api } from "./api.js";
import { useZone } from "./times.js";

export const store = {
  bot: null,
  commands: [],
  people: new Map(),
  chats: new Map(),
  open: null, // id of the open chat
  thread: null, // the open topic of it, or null for all
  writer: null, // id of the person who writes in groups and channels
  connected: false,
};

// A view is a chat, or one topic of it. Its messages are sorted by id; `complete` means from the first.
const views = new Map();
const listeners = new Map();

export function on(event, listener) {
  listeners.set(event, [...(listeners.get(event) ?? []), listener]);
}

export function emit(event, detail) {
  for (const listener of listeners.get(event) ?? []) listener(detail);
}

const viewKey = (chat, thread) => `${chat}/${thread ?? ""}`;
export const openView = () => views.get(viewKey(store.open, store.thread));
export const openChat = () => store.chats.get(store.open) ?? null;

// Who acts in a chat: its owner in private, the chosen writer elsewhere.
export const personIn = (chat) => store.people.get(chat.person ?? store.writer);

export const privateChatOf = (person) => [...store.chats.values()].find((chat) => chat.person === person);

export async function readState() {
  const state = await api.state();
  useZone(state.timezone);
  store.bot = state.bot;
  store.people = new Map(state.people.map((person) => [person.id, person]));
  store.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  if (!store.people.has(store.writer)) store.writer = defaultWriter(state.people);
  emit("clock", state.now);
  emit("chats");
}

const defaultWriter = (people) => (people.find(({ role }) => role !== "reader") ?? people[0])?.id ?? null;

// The menu of commands may differ by person.
export async function readCommands() {
  const chat = openChat();
  const person = chat && personIn(chat);
  const state = await api.state(person?.id);
  store.commands = state.bot.commands ?? [];
  emit("commands");
}

export function putChat(chat) {
  store.chats.set(chat.id, { ...store.chats.get(chat.id), ...chat });
  if (chat.id === store.open) store.chats.get(chat.id).unread = 0;
  emit("chats");
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// Unchanged messages keep their identity, by which the history knows what to draw anew.
function merged(known, fresh) {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of fresh) {
    if (!same(byId.get(message.id), message)) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

// Read the newest page of the open view again; what lies before it is kept where the two meet.
export async function refreshView() {
  const [chat, thread] = [store.open, store.thread];
  if (chat === null) return;
  const view = views.get(viewKey(chat, thread)) ?? { messages: [], complete: false, reading: false };
  views.set(viewKey(chat, thread), view);
  const arriving = (view.arriving = new Set()); // by events, while the page is under way
  const page = await api.messages(chat, { thread });
  const oldest = page.length ? Math.min(...page.map(({ id }) => id)) : 0;
  const whole = page.length < PAGE;
  const ids = new Set(page.map(({ id }) => id));
  const meets = !whole && view.messages.some(({ id }) => ids.has(id));
  const stays = ({ id }) => ids.has(id) || arriving.has(id) || (meets && id < oldest);
  const newer = view.messages.filter(({ id }) => arriving.has(id));
  view.messages = merged(merged(view.messages.filter(stays), page), newer);
  view.complete = whole || (meets && view.complete);
  emit("messages", chat);
}

export async function readOlder() {
  const view = openView();
  const [chat, thread] = [store.open, store.thread];
  if (!view || view.complete || view.reading) return;
  view.reading = true;
  try {
    const page = await api.messages(chat, { thread, before: view.messages[0]?.id });
    view.messages = merged(view.messages, page);
    view.complete = page.length < PAGE;
  } finally {
    view.reading = false;
  }
  emit("messages", chat);
}

const viewsOf = (chat, thread) =>
  [viewKey(chat, null), thread && viewKey(chat, thread)].map((key) => views.get(key)).filter(Boolean);

export function putMessage(message) {
  for (const view of viewsOf(message.chat, message.thread)) {
    view.messages = merged(view.messages, [message]);
    view.arriving?.add(message.id);
  }
  const chat = store.chats.get(message.chat);
  if (chat && (!chat.last || chat.last.id <= message.id)) {
    const news = !message.out && chat.last?.id !== message.id && !message.edited && chat.id !== store.open;
    store.chats.set(chat.id, { ...chat, last: message, unread: (chat.unread ?? 0) + (news ? 1 : 0) });
  }
  emit("arrived", message);
  emit("messages", message.chat);
  emit("chats");
}

export function dropMessage(chatId, id) {
  for (const [key, view] of views) {
    if (key.startsWith(`${chatId}/`)) view.messages = view.messages.filter((message) => message.id !== id);
  }
  const chat = store.chats.get(chatId);
  if (chat?.last?.id === id) {
    const messages = views.get(viewKey(chatId, null))?.messages ?? [];
    store.chats.set(chatId, { ...chat, last: messages.at(-1) ?? null });
  }
  emit("messages", chatId);
  emit("chats");
}
