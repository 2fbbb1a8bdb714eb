// Writing in place: saves after a pause and on leaving; Escape brings back what stood there.

import { post, put, say } from "./send.js";

const PAUSE = 900;
const known = new WeakMap();

export function start(root) {
  root.addEventListener("toggle", opened, true);
  root.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-edit]");
    if (!form) return;
    grow(form.elements.german);
    state(form, "");
    const its = of(form);
    clearTimeout(its.timer);
    its.timer = setTimeout(() => save(form), PAUSE);
  });
  root.addEventListener("focusout", (event) => {
    const form = event.target.closest("form[data-edit]");
    if (!form || form.closest(".edit").contains(event.relatedTarget)) return;
    leave(form);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-edit]");
    if (!form) return;
    event.preventDefault();
    leave(form);
  });
  root.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[data-edit]");
    if (!form || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      back(form);
    } else if (event.key === "Enter" && !event.shiftKey) {
      // A segment is one paragraph: Enter is done, Shift+Enter a line break.
      event.preventDefault();
      const next = form.closest(".segment").nextElementSibling;
      leave(form).then((done) => done && (event.ctrlKey || event.metaKey) && next?.focus());
    }
  });
  root.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-clash]");
    if (choice) decide(choice);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    for (const form of root.querySelectorAll(".edit[open] form[data-edit]")) save(form, true);
  });
  window.addEventListener("beforeunload", (event) => {
    for (const form of root.querySelectorAll(".edit[open] form[data-edit]")) {
      if (form.elements.german.value !== of(form).saved) {
        save(form, true);
        event.preventDefault();
      }
    }
  });
}

/** Opens the field of a segment. */
export function edit(segment) {
  const details = segment?.querySelector(".edit");
  if (!details) return false;
  if (!details.open) {
    details.open = true;
    // At once: browsers tell of the opening later, and what is typed until then would be keys.
    begin(details);
  }
  return true;
}

/** Whether everything that was written has been saved; saves what has not. */
export async function settled(root) {
  const open = [...root.querySelectorAll(".edit[open] form[data-edit]")];
  return (await Promise.all(open.map((form) => leave(form)))).every(Boolean);
}

function of(form) {
  if (!known.has(form)) {
    const text = form.elements.german.value;
    known.set(form, { first: text, saved: text, timer: 0, saving: null });
  }
  return known.get(form);
}

function opened(event) {
  if (!event.target.matches?.(".edit")) return;
  const form = event.target.querySelector("form");
  if (!event.target.open) {
    save(form);
    return;
  }
  if (document.activeElement !== form.elements.german) begin(event.target);
}

function begin(details) {
  const form = details.querySelector("form");
  known.delete(form);
  of(form);
  const area = form.elements.german;
  grow(area);
  area.focus({ preventScroll: true });
  area.setSelectionRange(area.value.length, area.value.length);
  details.closest(".segment").scrollIntoView({ block: "nearest" });
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

function state(form, name, words) {
  const place = form.querySelector(".saved");
  place.dataset.state = name;
  place.textContent = words ?? (name ? place.dataset[name] : "");
}

async function save(form, keepalive = false) {
  const its = of(form);
  clearTimeout(its.timer);
  if (its.saving) await its.saving;
  const text = form.elements.german.value;
  if (text === its.saved) return true;
  state(form, "saving");
  its.saving = post(form.action, new FormData(form), { keepalive });
  const answer = await its.saving;
  its.saving = null;
  if (answer.go) {
    location.assign(answer.go);
    return false;
  }
  put(answer.parts ?? {});
  if (answer.error) {
    state(form, answer.status === 409 ? "conflict" : "failed", answer.error);
    say(answer.error, "error");
    if (answer.status === 0) its.timer = setTimeout(() => save(form), 4 * PAUSE);
    return false;
  }
  its.saved = text;
  state(form, "done");
  return form.elements.german.value === text || save(form);
}

async function leave(form) {
  const done = await save(form);
  if (done) close(form);
  return done;
}

async function back(form) {
  form.elements.german.value = of(form).first;
  await leave(form);
}

function close(form) {
  const details = form.closest(".edit");
  const inside = details.contains(document.activeElement);
  const segment = details.closest(".segment");
  details.open = false;
  state(form, "");
  if (inside) segment.focus({ preventScroll: true });
}

function decide(choice) {
  const form = choice.closest(".segment").querySelector("form[data-edit]");
  form.elements.edits.value = choice.dataset.edits;
  const its = of(form);
  choice.closest(".clash").replaceChildren();
  if (choice.dataset.clash === "theirs") {
    form.elements.german.value = choice.dataset.german;
    its.saved = its.first = choice.dataset.german;
    close(form);
  } else {
    its.saved = null;
    save(form);
  }
}
