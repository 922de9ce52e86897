// Who is writing in a group or a channel, and changing it.
import { avatar } from "./avatars.js";
import { element } from "./dom.js";
import { openMenu } from "./menus.js";
import { emit, readCommands, store } from "./store.js";
import { strings } from "./strings.js";
import { attempt } from "./toasts.js";

function writeAs(person) {
  store.writer = person.id;
  emit("writer");
  attempt(readCommands);
}

export function writerButton(chat) {
  const person = store.people.get(store.writer);
  if (chat.kind === "private" || !person) return null;
  const label = strings.writeAs(person.name);
  const look = { type: "button", class: "writer", "aria-label": label, title: label, "aria-haspopup": "menu" };
  const button = element("button", look, avatar(person.id, person.name, "small"));
  button.addEventListener("click", () => {
    const { left, top } = button.getBoundingClientRect();
    openMenu(strings.writeAsTitle, [...store.people.values()].map(choice), left, top - 8);
  });
  return button;
}

function choice(person) {
  const look = { icon: avatar(person.id, person.name, "small"), checked: person.id === store.writer };
  return [`${person.name} · ${strings.roles[person.role] ?? person.role}`, () => writeAs(person), look];
}
