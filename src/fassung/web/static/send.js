// Sends forms in the background and puts the parts of the page that come back in their places.

const token = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

/** Says one line to everybody: seen at the foot of the page, read out by a screen reader. */
export function say(words, kind = "") {
  const place = document.getElementById("say");
  if (!place) return;
  place.className = `say ${kind}`;
  place.textContent = words;
  clearTimeout(say.timer);
  if (words) say.timer = setTimeout(() => say(""), kind === "error" ? 12000 : 4000);
}

/** Posts `data` and returns what the desk answers; never throws. */
export async function post(address, data, { keepalive = false } = {}) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(data),
      keepalive,
      headers: { Accept: "application/json", "X-CSRF-Token": token() },
    });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      return { status: answer.status, ...(await answer.json()) };
    }
    return { status: answer.status, error: document.body.dataset.failed };
  } catch {
    return { status: 0, error: document.body.dataset.offline };
  }
}

/** Submits `form` and shows what came of it. */
export async function submit(form, submitter) {
  if (form.dataset.busy) return null;
  form.dataset.busy = "yes";
  const data = new FormData(form, submitter);
  const answer = await post(form.action, data);
  delete form.dataset.busy;
  show(answer);
  return answer;
}

/** Puts an answer's parts in their places and says its words. */
export function show(answer) {
  if (answer.go) {
    location.assign(answer.go);
    return;
  }
  put(answer.parts ?? {});
  if (answer.error) say(answer.error, "error");
  else if (answer.say) say(answer.say);
}

/**
 * Replaces elements by their id. The focus stays where it was; where that is gone, it goes to the
 * next finding of the segment, or to the segment.
 */
export function put(parts) {
  const focused = document.activeElement;
  const found = focused?.closest(".finding, .conflict")?.id;
  const within = focused?.closest(".segment")?.id;
  for (const [id, html] of Object.entries(parts)) {
    const old = document.getElementById(id);
    if (!old) continue;
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    swap(old, holder.content.firstElementChild);
  }
  if (!focused || focused.isConnected) return;
  const segment = within && document.getElementById(within);
  const next = [
    focused.id && document.getElementById(focused.id),
    found && document.getElementById(found),
    found && segment?.querySelector(".finding:not(.settled)"),
    segment,
  ];
  next.find(Boolean)?.focus({ preventScroll: true });
}

function swap(old, fresh) {
  const open = old.querySelector(":scope .edit[open]");
  if (!open) {
    old.replaceWith(fresh);
    return;
  }
  // Somebody is writing here: all but the field they write in.
  for (const part of fresh.querySelectorAll("[data-part]")) {
    document.getElementById(part.id)?.replaceWith(part);
  }
  open.querySelector('[name="edits"]').value = fresh.querySelector('.edit [name="edits"]').value;
}
