// The playground's clock in the corner, and moving it forward.
import { api } from "./api.js";
import { closeDialog, dialog } from "./dialogs.js";
import { element, icon } from "./dom.js";
import { emit, on } from "./store.js";
import { strings } from "./strings.js";
import { attempt, toast } from "./toasts.js";
import { fromLocalInput, fullTime, toLocalInput, tomorrowAt } from "./times.js";

const TICK = 1_000;
let ahead = 0; // milliseconds the playground's clock is ahead of this machine's

export const now = () => new Date(Date.now() + ahead);

async function moveClock(change) {
  await attempt(async () => {
    const { now: reached } = await api.clock(change);
    emit("clock", reached);
    toast(strings.movedTo(fullTime(now())));
  });
}

const hourLater = () => moveClock({ by_seconds: 3600 });
const toTomorrow = () => moveClock({ to: tomorrowAt(9, now()).toISOString() });

const button = (text, onclick, look = "button") => element("button", { type: "button", class: look, text, onclick });

function quickButtons(after) {
  const run = (action) => (event) => {
    after?.(event.target);
    action();
  };
  return [button(strings.hourLater, run(hourLater)), button(strings.tomorrowAtNine, run(toTomorrow))];
}

async function chooseTime() {
  const input = element("input", {
    type: "datetime-local",
    class: "field",
    "aria-label": strings.moveTo,
    min: toLocalInput(now()),
    value: toLocalInput(new Date(now().getTime() + 3_600_000)),
    autofocus: true,
  });
  const close = (node) => closeDialog(node, "");
  const move = button(strings.move, () => closeDialog(input, input.value), "button primary");
  input.addEventListener("keydown", (event) => event.key === "Enter" && move.click());
  const quick = element("div", { class: "clock-quick" }, ...quickButtons(close));
  const foot = element("div", { class: "dialog-foot" }, button(strings.cancel, ({ target }) => close(target)), move);
  const chosen = await dialog(strings.moveTo, quick, input, foot);
  if (!chosen) return;
  const instant = fromLocalInput(chosen);
  if (instant <= now()) toast(strings.onlyForward);
  else await moveClock({ to: instant.toISOString() });
}

// For the header on a phone, where the corner is out of sight.
export function clockButton() {
  const face = element("span", { class: "clock-face", text: fullTime(now()).slice(-5) });
  const label = { "aria-label": strings.clock, title: strings.clock };
  return element("button", { type: "button", class: "button clock-chip", onclick: chooseTime, ...label }, icon("clock"), face);
}

export function mountClock(side) {
  const face = element("time", { class: "clock-time" });
  const panel = element(
    "section",
    { class: "clock", "aria-label": strings.clock },
    element("div", { class: "clock-now" }, icon("clock"), face),
    element("div", { class: "clock-moves" }, ...quickButtons(), button(strings.otherTime, chooseTime)),
  );
  side.append(panel);
  const draw = () => {
    const time = fullTime(now());
    if (face.textContent === time) return;
    face.textContent = time;
    for (const chip of document.querySelectorAll(".clock-face")) chip.textContent = time.slice(-5);
  };
  on("clock", (instant) => {
    ahead = new Date(instant) - Date.now();
    draw();
    emit("chats");
  });
  setInterval(draw, TICK);
}
