// Where one writes: a growing field, Enter sends, a draft for each chat.
import { api } from "./api.js";
import { attachButton, attached, clearAttached, drawAttached, mountDrops, takeFiles } from "./attachments.js";
import { commandKey, commandsButton, commandsPanel, drawCommands } from "./commands.js";
import { byId, element, iconButton, isPhone } from "./dom.js";
import { drawReplyKeyboard, replyKeyboard } from "./keyboards.js";
import { drawSelection, selecting } from "./selection.js";
import { on, openChat, personIn, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt } from "./toasts.js";
import { writerButton } from "./writers.js";

const LIMIT = 4096;

const drafts = new Map(); // chat → text
const field = element("textarea", {
  class: "field composer-field",
  rows: "1",
  role: "combobox",
  "aria-haspopup": "listbox",
  "aria-expanded": "false",
  "aria-controls": "commands",
});
const note = element("p", { class: "composer-note", text: strings.longText, hidden: true });
const files = element("div", { class: "attached" });
const keys = element("div", { class: "reply-keyboard", role: "group", "aria-label": strings.replyKeyboard });
const sendButton = iconButton("send", strings.send, () => submit(), { class: "icon-button send" });
const writer = element("span", { class: "writer-slot" });
const bar = element("div", { class: "composer" });
const special = element("div", { class: "special" }); // what stands instead of the composer

export function focusComposer() {
  if (!isPhone()) (bar.hidden ? special.querySelector(".primary") : field)?.focus();
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function setText(text) {
  field.value = text;
  changed();
}

function changed() {
  drafts.set(store.open, field.value);
  grow();
  note.hidden = field.value.length <= LIMIT;
  sendButton.disabled = !field.value.trim() && !attached().length;
  drawCommands(field);
}

// Messages leave one after another, in the order in which they were sent.
let line = Promise.resolve(true);

function inLine(action) {
  line = line.then(() => attempt(action));
  return line;
}

export function sendTo(chat, text, thread = null) {
  const person = personIn(chat).id;
  return inLine(() => (chat.kind === "channel" ? api.post(chat.id, person, text) : api.send(chat.id, person, text, thread)));
}

export const send = (text) => sendTo(openChat(), text, store.thread);

function upload(caption) {
  const [chat, thread, chosen] = [openChat(), store.thread, attached()];
  return inLine(() => api.upload(chat.id, personIn(chat).id, chosen, caption, thread));
}

async function submit() {
  const [chat, text] = [store.open, field.value];
  if (!text.trim() && !attached().length) return;
  const going = attached().length ? upload(text) : send(text);
  clearAttached();
  setText("");
  if (!(await going) && !drafts.get(chat)) {
    drafts.set(chat, text);
    if (chat === store.open) setText(text);
  }
}

function keydown(event) {
  if (event.isComposing || commandKey(event, field, { run: runCommand, fill: setText })) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  }
}

function runCommand(command) {
  if (field.value.startsWith("/")) setText("");
  send(`/${command}`);
  field.focus();
}

function wide(text, onclick) {
  return element("button", { type: "button", class: "button primary wide", text, onclick });
}

// Blocked and still empty private chats have one big button instead of a field.
const SPECIALS = {
  none: () => [],
  selection: () => [drawSelection()],
  blocked: (chat) => [
    element("span", { class: "special-note", text: strings.blockedNote }),
    wide(strings.unblock, () => attempt(() => api.block(chat.id, false))),
  ],
  start: () => [wide(strings.start, () => send("/start"))],
};

function specialFor(chat) {
  if (!chat) return "none";
  if (selecting()) return "selection";
  if (chat.blocked) return "blocked";
  return chat.kind === "private" && !chat.last ? "start" : null;
}

let standing = null; // which special stands there now, in which chat

function drawSpecial() {
  const chat = openChat();
  const kind = specialFor(chat);
  const wanted = kind && `${kind} ${store.open} ${selecting()}`;
  if (wanted === standing) return;
  standing = wanted;
  const focused = bar.contains(document.activeElement) || special.contains(document.activeElement);
  special.replaceChildren(...(kind ? SPECIALS[kind](chat) : []));
  special.hidden = !kind;
  bar.hidden = Boolean(kind);
  if (focused) focusComposer();
}

function draw() {
  drawSpecial();
  drawReplyKeyboard(keys, bar.hidden ? null : replyKeyboard(), send);
  drawAttached(files);
}

function opened() {
  const chat = openChat();
  clearAttached();
  draw();
  if (!chat) return;
  const label = chat.kind === "channel" ? strings.post : strings.message;
  field.placeholder = label;
  field.setAttribute("aria-label", label);
  writer.replaceChildren(...[writerButton(chat)].filter(Boolean));
  setText(drafts.get(chat.id) ?? "");
  focusComposer();
}

export function mountComposer(foot) {
  const open = () => drawCommands(field, { all: true });
  bar.append(writer, commandsButton(open), attachButton(), field, sendButton);
  foot.append(commandsPanel({ run: runCommand }), note, files, bar, keys, special);
  field.addEventListener("input", changed);
  field.addEventListener("keydown", keydown);
  field.addEventListener("paste", (event) => takeFiles(event.clipboardData) && event.preventDefault());
  mountDrops(byId("chat"), () => !bar.hidden);
  on("open", opened);
  on("writer", () => openChat() && writer.replaceChildren(...[writerButton(openChat())].filter(Boolean)));
  for (const event of ["chats", "messages", "selection"]) on(event, draw);
  on("attached", () => (draw(), changed(), field.focus()));
}
