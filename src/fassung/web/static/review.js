// The review page: segments, findings and what can be done about them, by single keys.

import * as editing from "./editing.js";
import { bind, write } from "./keys.js";
import { follow } from "./live.js";
import * as presence from "./presence.js";
import { post, say, submit } from "./send.js";

export function start() {
  const main = document.querySelector("main");
  const segments = () => [...main.querySelectorAll(".segment")];
  const report = presence.start(main);
  editing.start(main);

  const top = () => document.querySelector(".review-bar").getBoundingClientRect().bottom;
  const focused = () => document.activeElement?.closest(".segment");
  const current = () =>
    focused() ?? segments().find((one) => one.getBoundingClientRect().bottom > top() + 8);

  const go = (element) => {
    if (!element) return false;
    element.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
    return true;
  };
  const step = (by) => {
    const all = segments();
    if (!focused()) return go(current());
    return go(all[all.indexOf(focused()) + by]);
  };
  bind("j ArrowDown", () => step(1));
  bind("k ArrowUp", () => step(-1));

  const open = () => [...main.querySelectorAll(".finding:not(.settled), .conflict")];
  const jump = (by) => {
    const here = document.activeElement?.closest(".finding, .conflict") ?? focused() ?? null;
    const list = open();
    const follows = (one) =>
      here ? here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING : true;
    const next =
      by > 0
        ? list.find((one) => one !== here && follows(one))
        : list.findLast((one) => one !== here && !follows(one));
    if (!go(next ?? (by > 0 ? list[0] : list.at(-1)))) say(main.dataset.clean);
    return true;
  };
  bind("n", () => jump(1));
  bind("p", () => jump(-1));

  // The thing in question: of the finding with the focus, or else the first of the segment.
  const about = (selector) =>
    document.activeElement?.closest(".finding, .conflict")?.querySelector(selector) ??
    current()?.querySelector(selector);
  const press = (selector) => () => {
    const button = about(selector);
    if (!button) return false;
    button.click();
    return true;
  };
  bind("a", press("[data-accept]"));
  bind("z", () => {
    current()?.querySelector("[data-undo]")?.click();
  });
  bind("e Enter", (event) => {
    if (event.key === "Enter" && !event.target.matches(".segment")) return false;
    return editing.edit(current());
  });
  bind("o", () => {
    const menu = about("details.overrule");
    if (!menu) return false;
    menu.open = true;
    menu.querySelector("input").focus();
    return true;
  });
  bind("m", () => more(current()));
  bind("c", () => {
    const segment = current();
    write(more(segment, true).then(() => segment?.querySelector(".more [name=words]")));
  });
  for (const number of ["1", "2"]) bind(number, press(`[data-choice="${number}"]`));
  bind("3", () => {
    const menu = about("details.merge");
    if (!menu) return false;
    menu.open = true;
    menu.querySelector("textarea").focus();
    return true;
  });
  main.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!event.target.matches(".merge textarea")) return;
    event.preventDefault(); // as in every other field for a wording
    event.target.form.requestSubmit();
  });
  bind("v", () => document.getElementById("preview-link")?.click());
  bind("F", () => menu("approve"));
  bind("B", () => menu("send-back"));
  bind("K", () => menu("correct"));
  bind("u", () => document.getElementById("to-inbox")?.click());

  // The note for readers is saved when it is left, so that nobody approves without what they wrote.
  const note = document.getElementById("correction");
  note?.addEventListener("change", () => note.form.requestSubmit());

  const menu = (id) => {
    const details = document.getElementById(id);
    if (!details) return false;
    details.open = true;
    details.querySelector(".panel :is(textarea, input:not([type=hidden]), button, a)")?.focus();
    return true;
  };

  // History, memory, names and comments of a segment are fetched when somebody asks for them.
  async function more(segment, keep = false) {
    const link = segment?.querySelector("a.more-link");
    const place = segment?.querySelector(".more");
    if (!link || !place) return;
    if (place.childElementCount && !keep) {
      place.replaceChildren();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    const answer = await fetch(`${link.href}&part=yes`, { headers: { Accept: "text/html" } });
    if (!answer.ok) {
      say(document.body.dataset.failed, "error");
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    place.replaceChildren(holder.content);
    link.setAttribute("aria-expanded", "true");
    place.scrollIntoView({ block: "nearest" });
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest("a.more-link");
    if (link) {
      event.preventDefault();
      more(link.closest(".segment"));
      return;
    }
    const mark = event.target.closest("mark[data-finding]");
    if (mark) {
      go(document.getElementById(mark.dataset.finding.split(" ")[0]));
      return;
    }
    const german = event.target.closest(".german");
    if (german && getSelection().isCollapsed) editing.edit(german.closest(".segment"));
  });
  main.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.overrule, details.merge") && event.target.open) {
      event.target.querySelector("textarea, input:not([type=hidden])").focus();
    }
  }, true);

  // Where a finding is looked at, its words light up in both languages.
  const light = (event) => {
    const finding = event.target.closest?.(".finding, mark[data-finding]");
    const names = finding ? (finding.dataset.finding ?? finding.id).split(" ") : [];
    for (const mark of main.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    for (const lit of main.querySelectorAll(".finding.lit")) lit.classList.remove("lit");
    for (const name of names) {
      for (const mark of main.querySelectorAll(`mark[data-finding~="${CSS.escape(name)}"]`)) {
        mark.classList.add("lit");
      }
      document.getElementById(name)?.classList.add("lit");
    }
  };
  main.addEventListener("pointerover", light);
  main.addEventListener("focusin", light);

  // Before the piece leaves the desk, what was written and how long was read must be there.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-final]") || event.defaultPrevented) return;
    event.preventDefault();
    const { target, submitter } = event;
    report();
    editing.settled(main).then((done) => done && submit(target, submitter));
  });

  let told = document.getElementById("news").innerHTML.trim();
  follow(main.dataset.live, async () => {
    const answer = await fetch(main.dataset.news, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { html } = await answer.json();
    if (html.trim() === told) return;
    told = html.trim();
    document.getElementById("news").innerHTML = html;
  });

  if (location.hash.length > 1) go(document.getElementById(location.hash.slice(1)));
}
