// The open chat's messages: grouped by day and sender, redrawn only where something changed.
import { bubble } from "./bubbles.js";
import { now } from "./clock.js";
import { byId, element, iconButton, reconcile } from "./dom.js";
import { on, openChat, openView, readOlder, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt } from "./toasts.js";
import { calendarDay, dayName } from "./times.js";

const SAME_BREATH = 600; // seconds between messages that still belong together
const NEAR_BOTTOM = 120;
const NEAR_TOP = 600;

let rows = new Map(); // message id → {message, own, node}
let days = new Map(); // calendar day → section

const scroller = byId("scroller");
const history = byId("history");
const unseen = element("span", { class: "unread" });
const downButton = iconButton("down", strings.toBottom, () => toBottom(), { class: "icon-button down", hidden: true });

// The scroller is a reversed column: 0 is the bottom, and it stays there while the chat grows.
const fromBottom = () => -scroller.scrollTop;

export function toBottom() {
  scroller.scrollTop = 0;
}

const isOwn = (message, chat) =>
  message.out && chat.kind !== "channel" && (chat.kind === "private" || message.from?.id === store.writer);

function focusKeptIn(old, fresh) {
  const stops = (node) => [...node.querySelectorAll("a, button")];
  const at = stops(old).indexOf(document.activeElement);
  if (at >= 0 || old === document.activeElement) {
    requestAnimationFrame(() => {
      const gone = document.activeElement === document.body; // else they went on, into the field maybe
      if (gone) (stops(fresh)[at] ?? fresh).focus({ preventScroll: true });
    });
  }
}

function rowFor(message, chat) {
  const own = isOwn(message, chat);
  const known = rows.get(message.id);
  if (known && known.message === message && known.own === own) return known;
  const named = !own && Boolean(message.from) && !["private", "channel"].includes(chat.kind);
  const node = bubble(message, { own, named });
  if (known) focusKeptIn(known.node, node);
  return { message, own, node };
}

function together(a, b) {
  const sameSender = a && b && a.own === b.own && a.message.from?.id === b.message.from?.id;
  const plain = sameSender && !a.message.service && !b.message.service;
  return Boolean(plain && Math.abs(b.message.date - a.message.date) < SAME_BREATH);
}

function daySection(day, date) {
  const name = dayName(date, now());
  if (!days.has(day)) {
    const label = element("div", { class: "day" }, element("span", { text: name }));
    days.set(day, element("section", { class: "day-section" }, label));
  }
  const section = days.get(day);
  section.firstElementChild.firstElementChild.textContent = name;
  return section;
}

function drawDay(section, drawn) {
  drawn.forEach((row, at) => {
    row.node.classList.toggle("first", !together(drawn[at - 1], row));
    row.node.classList.toggle("last", !together(row, drawn[at + 1]));
  });
  reconcile(section, [section.firstElementChild, ...drawn.map(({ node }) => node)]);
}

function draw() {
  const chat = openChat();
  const messages = (chat && openView()?.messages) || [];
  const drawn = messages.map((message) => rowFor(message, chat));
  const byDay = Map.groupBy(drawn, ({ message }) => calendarDay(new Date(message.date * 1000)));
  rows = new Map(drawn.map((row) => [row.message.id, row]));
  const sections = [...byDay].map(([day, list]) => daySection(day, list[0].message.date));
  [...byDay.values()].forEach((list, at) => drawDay(sections[at], list));
  reconcile(history, sections.length ? sections : emptiness(chat));
  days = new Map([...days].filter(([day]) => byDay.has(day)));
  placeTabStop(drawn.at(-1)?.node);
}

function emptiness(chat) {
  if (!chat || !openView()?.complete) return [];
  const words = chat.kind === "private" ? strings.greeting(store.bot.name) : strings.nothingYet;
  return [element("p", { class: "emptiness" }, element("span", { class: "service", text: words }))];
}

// Tab leads to the latest message, unless one stands on another.
function placeTabStop(latest) {
  if (!latest || history.querySelector(".message:focus")) return;
  for (const node of history.querySelectorAll('.message[tabindex="0"]')) node.tabIndex = -1;
  latest.tabIndex = 0;
}

function newMessages(chat) {
  if (chat !== store.open) return;
  const [before, read] = [rows, fromBottom() <= NEAR_BOTTOM];
  const newest = Math.max(0, ...before.keys());
  draw();
  const arrived = [...rows.values()].filter(({ message }) => message.id > newest);
  if (before.size === 0 || arrived.some(({ own }) => own)) toBottom();
  else if (!read) countUnseen(arrived.length);
  if (before.size === 0 || !read) return;
  const changed = [...rows.values()].filter((row) => !row.own && before.get(row.message.id)?.message !== row.message);
  showBeginning(changed.find(({ message }) => message.id > newest) ?? changed.at(-1));
}

// What is read from its first line: a message whose beginning would stand above the window moves down into it.
function showBeginning(row) {
  if (row && row.node.getBoundingClientRect().top < scroller.getBoundingClientRect().top) {
    row.node.scrollIntoView({ block: "start" });
  }
}

function countUnseen(more) {
  const count = Number(unseen.textContent) + more;
  unseen.textContent = count || "";
}

const STILL_AFTER = 900;
let still;

function markScrolling() {
  history.classList.add("scrolling");
  clearTimeout(still);
  still = setTimeout(() => history.classList.remove("scrolling"), STILL_AFTER);
}

function scrolled() {
  markScrolling();
  const away = fromBottom() > NEAR_BOTTOM;
  downButton.hidden = !away;
  if (!away) unseen.textContent = "";
  const above = scroller.scrollHeight - scroller.clientHeight - fromBottom();
  if (above < NEAR_TOP) attempt(readOlder);
}

export function scrollToMessage(id) {
  const node = rows.get(id)?.node;
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.remove("found");
  requestAnimationFrame(() => node.classList.add("found"));
}

export const messageOf = (node) => rows.get(Number(node?.closest?.(".message")?.dataset.id))?.message ?? null;

export function mountHistory() {
  history.setAttribute("aria-label", strings.messages);
  downButton.append(unseen);
  byId("room-foot").append(downButton);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  on("messages", newMessages);
  for (const event of ["writer", "clock"]) on(event, draw);
  on("open", () => {
    [rows, days] = [new Map(), new Map()];
    unseen.textContent = "";
    draw();
    toBottom();
    showBeginning([...rows.values()].filter(({ own }) => !own).at(-1));
  });
}
