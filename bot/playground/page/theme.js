// Light and dark: the system's choice until someone presses the button.
import { icon, iconButton } from "./dom.js";
import { strings } from "./strings.js";

const KEY = "theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

const chosen = () => localStorage.getItem(KEY);
const current = () => chosen() ?? (dark.matches ? "dark" : "light");

function apply() {
  if (chosen()) document.documentElement.dataset.theme = chosen();
}

export function themeButton() {
  const button = iconButton("moon", strings.darkTheme, () => {
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
    apply();
    draw();
  });
  const draw = () => {
    const isDark = current() === "dark";
    const label = isDark ? strings.lightTheme : strings.darkTheme;
    button.replaceChildren(icon(isDark ? "sun" : "moon"));
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  dark.addEventListener("change", draw);
  draw();
  return button;
}

apply();
