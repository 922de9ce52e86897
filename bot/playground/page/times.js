// Dates as people read them, in the playground's zone.
import { strings } from "./strings.js";

let zone = "Asia/Almaty";
const formats = new Map();

export function useZone(name) {
  if (!name || name === zone) return;
  zone = name;
  formats.clear();
}

function formatted(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

const HOUR_MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const fromUnix = (seconds) => new Date(seconds * 1000);

export const hourMinute = (seconds) => formatted(fromUnix(seconds), HOUR_MINUTE);

export const fullTime = (date) =>
  formatted(date, { weekday: "short", day: "numeric", month: "short", ...HOUR_MINUTE });

export const calendarDay = (date) => formatted(date, { year: "numeric", month: "2-digit", day: "2-digit" });

const DAY = 86_400_000;

export function dayName(seconds, now) {
  const date = fromUnix(seconds);
  if (calendarDay(date) === calendarDay(now)) return strings.today;
  if (calendarDay(date) === calendarDay(new Date(now - DAY))) return strings.yesterday;
  const sameYear = formatted(date, { year: "numeric" }) === formatted(now, { year: "numeric" });
  return formatted(date, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

// For a row of the chat list: the hour today, the weekday this week, else the date.
export function shortTime(seconds, now) {
  const date = fromUnix(seconds);
  if (calendarDay(date) === calendarDay(now)) return hourMinute(seconds);
  if (now - date < 6 * DAY) return formatted(date, { weekday: "short" });
  return formatted(date, { day: "numeric", month: "short" });
}

function localFields(date) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", ...HOUR_MINUTE, second: "2-digit" };
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).formatToParts(date);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

function offset(date) {
  const { year, month, day, hour, minute, second } = localFields(date);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(date / 1000) * 1000;
}

// The instant at which clocks in the zone show `wall`, given as if it were UTC milliseconds.
function instant(wall) {
  const guess = new Date(wall - offset(new Date(wall)));
  return new Date(wall - offset(guess));
}

export function tomorrowAt(hour, now) {
  const { year, month, day } = localFields(now);
  return instant(Date.UTC(year, month - 1, day + 1, hour));
}

// To and from the value of <input type="datetime-local">.
export const toLocalInput = (date) => new Date(Math.floor(date / 60_000) * 60_000 + offset(date)).toISOString().slice(0, 16);

export const fromLocalInput = (value) => instant(Date.parse(`${value}Z`));
