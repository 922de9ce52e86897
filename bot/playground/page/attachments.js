// Files on their way into a message: by button, by paste, by drag and drop.
import { element, icon, iconButton } from "./dom.js";
import { emit } from "./store.js";
import { strings } from "./strings.js";

let files = [];

export const attached = () => files;

export function clearAttached() {
  files = [];
}

// Take the files of a paste or a drop; whether there were any.
export function takeFiles(transfer) {
  const found = [...(transfer?.files ?? [])];
  if (found.length) {
    files = [...files, ...found];
    emit("attached");
  }
  return found.length > 0;
}

export function attachButton() {
  const input = element("input", { type: "file", multiple: true, hidden: true, tabindex: "-1" });
  input.addEventListener("change", () => {
    takeFiles(input);
    input.value = "";
  });
  const button = iconButton("attach", strings.attach, () => input.click());
  return element("span", { class: "attach" }, button, input);
}

function chip(file) {
  const remove = iconButton("close", strings.removeFile(file.name), () => {
    files = files.filter((other) => other !== file);
    emit("attached");
  });
  return element("span", { class: "chip" }, icon("document"), element("span", { class: "chip-name", text: file.name }), remove);
}

export function drawAttached(host) {
  host.hidden = !files.length;
  host.replaceChildren(...files.map(chip));
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

export function mountDrops(host, allowed) {
  const sheet = element("div", { class: "drop-sheet", hidden: true }, element("span", { text: strings.dropHere }));
  host.append(sheet);
  host.addEventListener("dragover", (event) => {
    if (!holdsFiles(event) || !allowed()) return;
    event.preventDefault();
    sheet.hidden = false;
  });
  host.addEventListener("dragleave", (event) => {
    if (!host.contains(event.relatedTarget)) sheet.hidden = true;
  });
  host.addEventListener("drop", (event) => {
    sheet.hidden = true;
    if (!holdsFiles(event) || !allowed()) return;
    event.preventDefault();
    takeFiles(event.dataTransfer);
  });
}
