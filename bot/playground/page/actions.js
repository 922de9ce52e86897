// What clicks and keys on a message do: its context menu, links to the bot, commands in the text.
import { send, sendTo } from "./composer.js";
import { byId, icon } from "./dom.js";
import { messageOf } from "./history.js";
import { botLink } from "./links.js";
import { openMenu } from "./menus.js";
import { goTo } from "./routes.js";
import { forwardMessages, removeMessages, selecting, toggleSelected } from "./selection.js";
import { on, openChat, personIn, privateChatOf, store } from "./store.js";
import { strings } from "./strings.js";
import { copy } from "./toasts.js";

function messageMenu(message, target, x, y) {
  const address = target.closest("a")?.href;
  const items = [
    address && [strings.copyLink, () => copy(address), { icon: icon("copy") }],
    message.text && [strings.copy, () => copy(message.text), { icon: icon("copy") }],
    !message.service && [strings.forward, () => forwardMessages([message.id]), { icon: icon("forward") }],
    !message.service && [strings.select, () => toggleSelected(message), { icon: icon("check") }],
    [strings.remove, () => removeMessages([message.id]), { icon: icon("trash"), danger: true }],
  ];
  openMenu(strings.messages, items.filter(Boolean), x, y);
}

// A right click, a long press, Shift+F10 or the menu key.
function contextMenu(event) {
  const message = messageOf(event.target);
  if (!message || selecting()) return;
  event.preventDefault();
  const { left, bottom } = event.target.getBoundingClientRect();
  const byKey = event.clientX === 0 && event.clientY === 0;
  messageMenu(message, event.target, byKey ? left : event.clientX, byKey ? bottom : event.clientY);
}

// A link to the bot opens the private chat of whoever reads here, and starts it.
function openLink(address) {
  const leads = botLink(address, store.bot.username);
  if (!leads) return false;
  const home = privateChatOf(personIn(openChat()).id);
  goTo(home.id);
  if (leads.start) sendTo(home, `/start ${leads.start}`);
  return true;
}

function followLink(event) {
  const link = event.target.closest("a[href]");
  if (link && openLink(link.href)) event.preventDefault();
}

function runCommand(event) {
  const command = event.target.closest(".command");
  if (command) send(command.dataset.command);
}

const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

// One message at a time is in the order of Tab; the arrows walk among them.
function walk(event) {
  const rows = [...byId("history").querySelectorAll(".message")];
  const at = rows.indexOf(document.activeElement);
  const step = STEPS[event.key];
  if (at < 0 || step === undefined) return;
  event.preventDefault();
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  rows[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

export function mountActions() {
  const history = byId("history");
  history.addEventListener("contextmenu", contextMenu);
  history.addEventListener("click", followLink);
  history.addEventListener("click", runCommand);
  history.addEventListener("keydown", walk);
  on("link", openLink);
}
