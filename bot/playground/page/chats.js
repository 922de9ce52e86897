// The left column: every chat with its last message, and the search over them.
import { avatar } from "./avatars.js";
import { serviceWords } from "./bubbles.js";
import { byId, element, icon, reconcile } from "./dom.js";
import { now } from "./clock.js";
import { goTo } from "./routes.js";
import { on, personIn, store } from "./store.js";
import { strings } from "./strings.js";
import { themeButton } from "./theme.js";
import { shortTime } from "./times.js";

const rows = new Map();
const empty = element("p", { class: "chats-empty", text: strings.noSuchChat });
const list = element("nav", { class: "chats", "aria-label": strings.chats });
const search = element("input", {
  type: "search",
  class: "search",
  placeholder: strings.searchChats,
  "aria-label": strings.searchChats,
  "aria-keyshortcuts": "Control+K",
  autocomplete: "off",
});

export const focusSearch = () => search.focus();

// The chats as listed: the newest talk does not jump to the top, there are only a few.
export function listedChats() {
  const words = search.value.trim().toLowerCase();
  return [...store.chats.values()].filter(({ title }) => title.toLowerCase().includes(words));
}

export function badge(chat) {
  const person = chat.kind === "private" ? personIn(chat) : null;
  const kind = person ? person.role : chat.kind;
  return element("span", { class: `badge badge-${kind}`, text: strings.roles[kind] ?? strings.kinds[kind] ?? kind });
}

export function summary(message) {
  if (message.service) return serviceWords(message);
  const { text, document: file, photo } = message;
  const line = text.slice(0, 160).replace(/\s+/g, " ").trim();
  return line || (photo && strings.photo) || file?.name || "";
}

function lastLine(chat) {
  if (!chat.last) return element("span", { class: "chat-last", text: strings.nothingYet });
  const { from, service } = chat.last;
  const named = chat.kind !== "private" && chat.kind !== "channel" && from && !service;
  const sender = named ? element("b", { text: `${from.name.split(" ")[0]}: ` }) : null;
  return element("span", { class: "chat-last", dir: "auto" }, sender, summary(chat.last));
}

function filled(row, chat) {
  const current = chat.id === store.open;
  row.toggleAttribute("data-open", current);
  if (current) row.setAttribute("aria-current", "page");
  else row.removeAttribute("aria-current");
  const unread = !current && chat.unread;
  row.replaceChildren(
    avatar(chat.id, chat.title),
    element("span", { class: "chat-title" }, element("span", { class: "chat-name", text: chat.title }), badge(chat)),
    element("time", { class: "chat-time", text: chat.last ? shortTime(chat.last.date, now()) : "" }),
    lastLine(chat),
    unread ? element("span", { class: "unread", "aria-label": strings.unread(unread), text: unread > 99 ? "99+" : unread }) : "",
  );
  return row;
}

function row(chat) {
  if (!rows.has(chat.id)) {
    rows.set(chat.id, element("button", { type: "button", class: "chat-row", "data-chat": chat.id, onclick: () => goTo(chat.id) }));
  }
  return filled(rows.get(chat.id), chat);
}

function draw() {
  const shown = listedChats().map(row);
  reconcile(list, shown.length ? shown : [empty]);
  const unread = [...store.chats.values()].reduce((sum, chat) => sum + (chat.unread || 0), 0);
  document.title = unread ? `(${unread}) ${strings.appName}` : strings.appName;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function walk(event) {
  const stops = [search, ...list.querySelectorAll(".chat-row")];
  const step = STEPS[event.key];
  if (event.key === "Enter" && event.target === search && listedChats().length) {
    goTo(listedChats()[0].id);
    search.value = "";
    draw();
  }
  if (!step) return;
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))]?.focus();
}

export function mountChats(side) {
  const status = element("span", { class: "status", role: "status" });
  const box = element("label", { class: "search-box" }, icon("search"), search);
  side.setAttribute("aria-label", strings.chats);
  side.append(element("div", { class: "side-head" }, box, themeButton()), status, list);
  side.addEventListener("keydown", walk);
  search.addEventListener("input", draw);
  for (const event of ["chats", "open"]) on(event, draw);
  on("connection", () => {
    status.textContent = store.connected ? "" : strings.offline;
    byId("app").toggleAttribute("data-offline", !store.connected);
  });
}
