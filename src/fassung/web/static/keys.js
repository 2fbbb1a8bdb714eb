// Single keys. They can be switched off in the help (WCAG 2.2, 2.1.4) and never act in a field.

const STORED = "fassung-keys";
const bound = new Map();

let waiting = null;

export const active = () => localStorage.getItem(STORED) !== "off";

/** `run` is called with the event when one of `keys` is pressed outside a field. */
export function bind(keys, run) {
  for (const key of keys.split(" ")) bound.set(key, run);
}

/**
 * Waits for a field that `found` promises, and gives it the focus. What is typed meanwhile is
 * written there: the first words of a quick writer are no keys.
 */
export async function write(found) {
  waiting = [];
  let field = null;
  try {
    field = await found;
  } finally {
    const typed = waiting.join("");
    waiting = null;
    if (field) {
      field.focus();
      if (typed) field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
    }
  }
}

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (waiting) {
      if (event.key.length === 1) waiting.push(event.key);
      event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      escape(event);
      return;
    }
    if (!active() || typing(event.target) || document.querySelector("dialog[open]")) return;
    const run = bound.get(event.key);
    if (run && run(event) !== false) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  help();
}

function typing(element) {
  if (element.isContentEditable) return true;
  if (element.matches("textarea, select")) return true;
  return element.matches("input") && !element.matches("[type=checkbox],[type=radio],[type=submit]");
}

function escape(event) {
  const menu =
    event.target.closest?.("details.menu[open], details.overrule[open]") ??
    document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.preventDefault();
}

function help() {
  const dialog = document.getElementById("help");
  if (!dialog) return;
  const choice = dialog.querySelector("[name=keys]");
  choice.checked = active();
  choice.addEventListener("change", () => {
    localStorage.setItem(STORED, choice.checked ? "on" : "off");
  });
  const open = () => dialog.showModal();
  bind("?", open);
  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
}
