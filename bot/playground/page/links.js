// Which addresses may be clicked, and what a link to the bot itself does.

const ALLOWED = /^(https?|tg|mailto):/i;

// The address made absolute, or null when it must stay plain text.
export function safeUrl(raw) {
  const address = ALLOWED.test(raw) ? raw : `https://${raw}`;
  try {
    return new URL(address).href;
  } catch {
    return null;
  }
}

// A file on the playground's own server: a path, never another host.
export function ownPath(raw) {
  const url = new URL(raw, location.origin);
  return url.origin === location.origin ? url.href : null;
}

// {start} when the address leads to the bot (start is null without a parameter), else null.
export function botLink(address, username) {
  const url = new URL(address);
  const web = ["t.me", "www.t.me", "telegram.me"].includes(url.hostname);
  const name = web ? url.pathname.split("/")[1] : tgDomain(url);
  if (!name || !username || name.toLowerCase() !== username.toLowerCase()) return null;
  return { start: url.searchParams.get("start") };
}

function tgDomain(url) {
  const resolves = url.protocol === "tg:" && /^tg:(\/\/)?resolve\b/.test(url.href);
  return resolves ? url.searchParams.get("domain") : null;
}
