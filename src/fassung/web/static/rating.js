// The pages of human rating: marks and scores, or preferences, kept as they are given.

import { bind, listen } from "./keys.js";
import { Marks } from "./rating_marks.js";
import { Outbox } from "./rating_outbox.js";
import { say } from "./send.js";

const IDLE = 30_000;
const PAUSE = 200;
const main = document.querySelector("main");
const items = [...document.querySelectorAll(".item")];
const states = new Map();
const marks = new Map();
const outbox = new Outbox({ address: main.dataset.rulings, name: main.dataset.keep, told });

/** Shows whether all is kept, and how far one is. */
function told(what, answer) {
  const kept = document.getElementById("kept");
  if (what === "progress") {
    const words = document.getElementById("so-far");
    document.getElementById("progress").value = answer.done;
    words.textContent = words.dataset.words.replace("{done}", answer.done).replace("{all}", answer.all);
    return;
  }
  kept.dataset.state = what;
  kept.textContent = kept.dataset[what];
}

// Seconds at a segment: the time between two deeds in it, unless one went away meanwhile.
let lately = performance.now();
function spend(state) {
  const now = performance.now();
  if (now - lately < IDLE) state.seconds = Math.round((state.seconds ?? 0) * 10 + (now - lately) / 100) / 10;
  lately = now;
}

function change(section, values, pause = 0) {
  const state = states.get(section);
  Object.assign(state, values);
  spend(state);
  section.toggleAttribute("data-done", done(state));
  outbox.put(state, pause);
}

const given = (value) => value !== null && value !== undefined;
const done = (state) => given(state.score) || given(state.preference) || state.finished === true;

function start(section) {
  const kept = JSON.parse(section.dataset.state);
  const state = outbox.unsent(kept.item) ?? kept;
  states.set(section, state);
  section.toggleAttribute("data-done", done(state));
  if (main.dataset.kind === "preference") {
    for (const choice of section.querySelectorAll("[type=radio]")) {
      choice.checked = given(state.preference) && Number(choice.value) === state.preference;
      choice.addEventListener("change", () => change(section, { preference: Number(choice.value) }));
    }
    return;
  }
  marks.set(section, new Marks(section, [...(state.errors ?? [])], (errors) => change(section, { errors })));
  if (main.dataset.kind === "esa") score(section, state);
  const finished = section.querySelector("[name=finished]");
  if (finished) {
    finished.checked = state.finished === true;
    finished.addEventListener("change", () => {
      const untyped = [...section.querySelectorAll(".marks select")].find((type) => !type.value);
      if (finished.checked && untyped) {
        finished.checked = false;
        say(finished.dataset.untyped);
        untyped.focus();
      } else change(section, { finished: finished.checked });
    });
  }
}

function score(section, state) {
  const range = section.querySelector("[type=range]");
  const number = section.querySelector("[type=number]");
  const show = (value) => {
    number.value = given(value) ? value : "";
    if (given(value)) range.value = value;
    range.toggleAttribute("data-unset", !given(value));
    number.removeAttribute("aria-invalid");
  };
  show(state.score);
  const give = (value) => {
    show(value);
    change(section, { score: value }, PAUSE);
  };
  range.addEventListener("input", () => give(Number(range.value)));
  // Clicked where it stands already: that is an answer, too.
  range.addEventListener("click", () => range.hasAttribute("data-unset") && give(Number(range.value)));
  number.addEventListener("input", () => {
    const value = number.valueAsNumber;
    if (Number.isInteger(value) && value >= 0 && value <= 100) give(value);
    else number.setAttribute("aria-invalid", "true");
  });
  number.addEventListener("blur", () => {
    if (number.getAttribute("aria-invalid")) show(states.get(section).score);
  });
  for (const field of [range, number]) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (field === range && range.hasAttribute("data-unset")) give(Number(range.value));
      go(section, 1);
    });
  }
}

/** The segment that has the focus, else the first. */
const here = () => document.activeElement?.closest(".item") ?? null;

function go(from, step) {
  const at = from ? items.indexOf(from) + step : 0;
  if (at >= items.length) document.getElementById("next").focus();
  else focus(items[Math.max(at, 0)]);
}

function focus(section) {
  (section.querySelector("[role=listbox]") ?? section).focus();
  section.scrollIntoView({ block: "nearest" });
}

function on(keys, run) {
  bind(keys, () => {
    const section = here();
    return section ? run(section) : false;
  });
}

items.forEach(start);
bind("j", () => go(here(), 1));
bind("k", () => go(here(), -1));
bind("N", () => document.getElementById("next").click());
if (main.dataset.kind === "preference") {
  for (const key of ["1", "2", "3", "4", "5"]) {
    on(key, (section) => {
      section.querySelectorAll("[type=radio]")[Number(key) - 1].click();
      go(section, 1);
    });
  }
} else {
  on("1", (section) => marks.get(section).mark("minor"));
  on("2", (section) => marks.get(section).mark("major"));
  on("0", (section) => marks.get(section).missing());
  on("x", (section) => marks.get(section).unmark());
  on("s", (section) => {
    const number = section.querySelector("[type=number]");
    if (number) number.select();
    else section.querySelector("[name=finished]").click();
  });
}
listen();
document.addEventListener("focusin", () => {
  for (const section of items) section.toggleAttribute("data-here", section === here());
});
await outbox.send();
document.documentElement.dataset.ready = "yes";
