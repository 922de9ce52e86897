// Message text and its entities (UTF-16 offsets, as JavaScript counts) → DOM nodes.
import { element } from "./dom.js";
import { safeUrl } from "./links.js";
import { expandableQuote, quote, spoiler } from "./quotes.js";

function link(address, children) {
  const href = safeUrl(address);
  if (href === null) return element("span", {}, ...children);
  const outside = { target: "_blank", rel: "noopener noreferrer", title: href };
  return element("a", { href, ...outside }, ...children);
}

// Telegram's apps show the moment in their owner's zone; here its words stay, and a pointer shows that.
function localTime(children, unix) {
  const moment = new Date(unix * 1000);
  return element("time", { datetime: moment.toISOString(), title: moment.toLocaleString() }, ...children);
}

const wrapping = (tag, properties) => (children) => element(tag, properties, ...children);

// Each maker gets the children, the entity's own text and the entity.
const MAKERS = {
  bold: wrapping("strong"),
  italic: wrapping("em"),
  underline: wrapping("u"),
  strikethrough: wrapping("s"),
  code: wrapping("code"),
  pre: wrapping("pre", { tabindex: "0" }),
  spoiler: (children) => spoiler(children),
  blockquote: (children) => quote(children),
  expandable_blockquote: (children) => expandableQuote(children),
  text_link: (children, _, { url }) => link(url ?? "", children),
  url: (children, text) => link(text, children),
  email: (children, text) => link(`mailto:${text}`, children),
  mention: (children, text) => link(`https://t.me/${text.slice(1)}`, children),
  bot_command: (children, text) => element("button", { type: "button", class: "command", "data-command": text }, ...children),
  hashtag: wrapping("span", { class: "hashtag" }),
  date_time: (children, _, { unix_time }) => localTime(children, unix_time),
};

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const RANK = ["blockquote", "expandable_blockquote", "pre", "text_link"];
const rank = ({ type }) => (RANK.indexOf(type) + RANK.length + 1) % (RANK.length + 1);

const outerFirst = (a, b) => a.offset - b.offset || b.end - a.end || rank(a) - rank(b);

// Entities inside [offset, end) of `span`, and what is left of them after it.
function divide(span, others) {
  const inside = [];
  const after = [];
  for (const other of others) {
    if (other.offset < span.end) inside.push({ ...other, end: Math.min(other.end, span.end) });
    if (other.end > span.end) after.push({ ...other, offset: Math.max(other.offset, span.end) });
  }
  return [inside, after.sort(outerFirst)];
}

function nodes(text, spans, from, to) {
  const made = [];
  let at = from;
  let [span, ...rest] = spans;
  while (span) {
    const start = Math.max(span.offset, at);
    const end = Math.min(span.end, to);
    const [inside, after] = divide({ ...span, end }, rest);
    if (start < end) {
      made.push(text.slice(at, start));
      made.push(MAKERS[span.type](nodes(text, inside, start, end), text.slice(start, end), span));
      at = end;
      // A block ends its own line: the newline behind it would show as an empty one.
      if (BLOCKS.has(span.type) && text[at] === "\n" && at < to) at += 1;
    }
    [span, ...rest] = after;
  }
  made.push(text.slice(at, to));
  return made.filter((node) => node !== "");
}

export function formatted(text, entities) {
  const spans = entities
    .filter(({ type }) => type in MAKERS)
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .sort(outerFirst);
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, spans, 0, text.length));
  return fragment;
}
