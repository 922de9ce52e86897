// The bot's menu of commands: by the "/" button, or by typing "/" to filter it.
import { element, iconButton } from "./dom.js";
import { on, openChat, store } from "./store.js";
import { strings } from "./strings.js";

const panel = element("div", { class: "commands", id: "commands", role: "listbox", "aria-label": strings.commands, hidden: true });
const button = iconButton("slash", strings.commands, () => {}, { class: "icon-button slash", "aria-controls": "commands" });
let shown = [];
let active = 0;
let input = null;
let run = () => {};

function option({ command, description }, at) {
  const node = element(
    "div",
    { class: "command-option", role: "option", id: `command-${at}`, "aria-selected": String(at === active) },
    element("b", { text: `/${command}` }),
    element("span", { text: description }),
  );
  // Before the field loses its focus.
  node.addEventListener("pointerdown", (event) => event.preventDefault());
  node.addEventListener("click", () => pick(at));
  return node;
}

function draw() {
  const open = shown.length > 0;
  panel.hidden = !open;
  panel.replaceChildren(...shown.map(option));
  panel.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  button.setAttribute("aria-expanded", String(open));
  input?.setAttribute("aria-expanded", String(open));
  if (open) input?.setAttribute("aria-activedescendant", `command-${active}`);
  else input?.removeAttribute("aria-activedescendant");
}

function close() {
  shown = [];
  draw();
}

function pick(at) {
  const { command } = shown[at];
  close();
  run(command);
}

// Show what fits the text of `field`: everything with `all`, nothing when it is no command.
export function drawCommands(field, { all = false } = {}) {
  input = field;
  const typed = /^\/([a-z0-9_]*)$/i.exec(field.value)?.[1].toLowerCase();
  const usable = openChat() && openChat().kind !== "channel";
  const fitting = store.commands.filter(({ command }) => all || command.startsWith(typed));
  shown = usable && (all || typed !== undefined) ? fitting : [];
  active = 0;
  draw();
}

const step = (by) => {
  active = (active + by + shown.length) % shown.length;
  draw();
};

// Keys while the menu is open; whether the key was used.
export function commandKey(event, field, { fill }) {
  if (!shown.length) return false;
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => pick(active),
    Tab: () => fill(`/${shown[active].command} `),
    Escape: close,
  };
  if (!keys[event.key] || event.shiftKey) return false;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
  return true;
}

export function commandsButton(open) {
  button.addEventListener("click", () => {
    if (shown.length) close();
    else open();
    input?.focus();
  });
  const drawButton = () => (button.hidden = !store.commands.length || openChat()?.kind === "channel");
  for (const event of ["commands", "open"]) on(event, drawButton);
  return button;
}

export function commandsPanel(actions) {
  run = actions.run;
  document.addEventListener("pointerdown", ({ target }) => {
    const inside = panel.contains(target) || button.contains(target) || target === input;
    if (shown.length && !inside) close();
  });
  on("open", close);
  return panel;
}
