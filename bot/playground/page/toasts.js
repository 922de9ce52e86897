// Short notices that pass by themselves, and the one way in which failures are told.
import { byId, element } from "./dom.js";
import { strings } from "./strings.js";

const SHOWN_FOR = 4_000;

export function toast(text) {
  const node = element("div", { class: "toast", text });
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SHOWN_FOR + text.length * 40);
}

// Run `action`; whether it succeeded. A failure becomes a toast.
export async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    const late = error.name === "TimeoutError";
    toast(late ? strings.noAnswer : error.message || strings.failed);
    return false;
  }
}

export function copy(text) {
  attempt(async () => {
    await navigator.clipboard.writeText(text);
    toast(strings.copied);
  });
}
