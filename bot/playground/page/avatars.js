// Round portraits: initials on a colour that belongs to the chat or person.
import { element } from "./dom.js";

const COLOURS = 7;

// Neighbouring ids get different colours, groups and channels others than people.
export const colour = (id) => (Math.abs(id) + (id < 0 ? 4 : 0)) % COLOURS;

function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")][0]);
  return letters.join("").toLocaleUpperCase() || "•";
}

export function avatar(id, name, size = "medium") {
  const look = { class: `avatar avatar-${size}`, "data-colour": colour(id), "aria-hidden": "true" };
  return element("span", { ...look, text: initials(name) });
}
