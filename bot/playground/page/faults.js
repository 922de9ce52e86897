// What may go wrong between the bot and Telegram, switched on and off by hand.
import { api } from "./api.js";
import { closeDialog, dialog } from "./dialogs.js";
import { element, icon } from "./dom.js";
import { strings } from "./strings.js";
import { attempt, toast } from "./toasts.js";

const OFTEN = { once: { times: 1 }, tenth: { probability: 0.1 }, always: {} };

const button = (text, onclick, look = "button") => element("button", { type: "button", class: look, text, onclick });

function choice(label, options) {
  const entries = Object.entries(options).map(([value, text]) => element("option", { value, text }));
  return element("select", { class: "field", "aria-label": label }, ...entries);
}

async function chooseFaults(draw) {
  const { faults } = await api.faults();
  const kind = choice(strings.faultKind, strings.faultKinds);
  kind.value = "lost";
  const often = choice(strings.faultOften, strings.faultOftens);
  const on = faults.map(({ kind: each }) => element("li", { text: strings.faultKinds[each] ?? each }));
  const list = on.length ? element("ul", { class: "faults-on" }, ...on) : element("p", { text: strings.noFaults });
  const foot = element(
    "div",
    { class: "dialog-foot" },
    button(strings.faultsOff, ({ target }) => closeDialog(target, "off")),
    button(strings.faultOn, ({ target }) => closeDialog(target, "on"), "button primary"),
  );
  const chosen = await dialog(strings.faults, list, kind, often, foot);
  if (!chosen) return;
  const added = { kind: kind.value, ...OFTEN[often.value] };
  const left = await api.setFaults(chosen === "off" ? [] : [...faults, added]);
  draw(left.faults.length);
  toast(chosen === "off" ? strings.noFaults : strings.faultKinds[kind.value]);
}

export function mountFaults(side) {
  const face = element("span", { text: strings.faults });
  const draw = (count) => (face.textContent = count ? strings.faultsCount(count) : strings.faults);
  const open = () => attempt(() => chooseFaults(draw));
  const opener = element("button", { type: "button", class: "button faults-button", onclick: open }, icon("fault"), face);
  const sites = element("a", { class: "button faults-button", href: "/site/", target: "_blank", text: strings.sites });
  side.append(element("section", { class: "faults", "aria-label": strings.faults }, opener, sites));
  attempt(async () => draw((await api.faults()).faults.length));
}
