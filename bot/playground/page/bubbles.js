// One message → its row: portrait, bubble with text, files and time, inline buttons.
import { avatar, colour } from "./avatars.js";
import { element, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { ownPath, safeUrl } from "./links.js";
import { strings } from "./strings.js";
import { fullTime, hourMinute } from "./times.js";

function meta(message) {
  const { date, edited, silent, pinned } = message;
  const mark = (name, label) => element("span", { role: "img", "aria-label": label, title: label }, icon(name));
  return element(
    "span",
    { class: "meta" },
    pinned ? mark("pin", strings.pinned) : null,
    silent ? mark("mute", strings.silent) : null,
    edited ? element("span", { class: "edited", text: strings.edited }) : null,
    element("time", { text: hourMinute(date), title: fullTime(new Date(date * 1000)) }),
  );
}

function photo({ url }) {
  const address = ownPath(url) ?? safeUrl(url);
  if (!address) return null;
  const image = element("img", { src: address, alt: strings.photo, loading: "lazy", decoding: "async" });
  return element("a", { class: "photo", href: address, target: "_blank", rel: "noopener noreferrer" }, image);
}

const UNITS = ["B", "kB", "MB"];

function fileSize(bytes) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const amount = bytes / 1000 ** power;
  return `${amount < 10 && power ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power]}`;
}

function file({ name, size, url }) {
  const details = element(
    "span",
    { class: "file-details" },
    element("span", { class: "file-name", dir: "auto", text: name }),
    element("span", { class: "file-size", text: fileSize(size ?? 0) }),
  );
  const sign = element("span", { class: "file-sign" }, icon("document"));
  const address = url ? ownPath(url) : null;
  return element(address ? "a" : "span", { class: "file", href: address, download: address && name }, sign, details);
}

// A picture from the web, which may be gone: then nothing stands there.
function preview(raw) {
  const address = safeUrl(raw);
  if (!address) return null;
  const image = element("img", { src: address, alt: strings.photo, loading: "lazy", referrerpolicy: "no-referrer" });
  const link = element("a", { class: "photo", href: address, target: "_blank", rel: "noopener noreferrer" }, image);
  image.addEventListener("error", () => link.remove());
  return link;
}

function content(message) {
  const { text, entities, photo: picture, document: paper, preview: shown } = message;
  const words = text ? element("div", { class: "text", dir: "auto" }, formatted(text, entities ?? [])) : null;
  const details = meta(message);
  if (words) words.append(details);
  return [shown ? preview(shown) : null, picture ? photo(picture) : null, paper ? file(paper) : null, words ?? details];
}

function sender({ from }) {
  return element("div", { class: "sender", "data-colour": colour(from.id), text: from.name });
}

export function serviceWords({ from, service }) {
  const deed = strings.services[service] ?? service.replaceAll("_", " ");
  return from ? `${from.name} ${deed}` : deed;
}

function serviceRow(message) {
  const words = element("span", { class: "service", dir: "auto", text: serviceWords(message) });
  return element("article", { class: "message service-row", "data-id": message.id, tabindex: "-1" }, words);
}

// `own` messages stand on the right. `named` ones say who wrote them, with a portrait.
export function bubble(message, { own, named }) {
  if (message.service) return serviceRow(message);
  const { from, forwarded_from: origin, photo: picture, text } = message;
  const classes = ["message", own ? "own" : "other", named && "named", picture && !text && "bare"];
  const body = element(
    "div",
    { class: "bubble" },
    named ? sender(message) : null,
    origin ? element("div", { class: "origin" }, icon("forward"), strings.forwardedFrom(origin)) : null,
    content(message),
  );
  const keys = message.inline_keyboard?.length ? inlineKeyboard(message) : null;
  return element(
    "article",
    { class: classes.filter(Boolean).join(" "), "data-id": message.id, tabindex: "-1", "aria-label": from?.name },
    element("span", { class: "tick", "aria-hidden": "true" }, icon("check")),
    named ? avatar(from.id, from.name, "small") : null,
    element("div", { class: "stack" }, body, keys),
  );
}
