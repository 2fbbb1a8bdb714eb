// The inbox: j and k move, Enter opens, filters work at once, the list renews itself.

import { bind } from "./keys.js";
import { follow } from "./live.js";

const USUAL = { "state=open": true, "order=risk": true };

export function start() {
  const filters = document.getElementById("filters");
  const links = () => [...document.querySelectorAll("#lines a.open")];

  const move = (step) => {
    const all = links();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next].focus({ preventScroll: true });
    all[next].closest("[role=row]").scrollIntoView({ block: "nearest" });
  };
  bind("j ArrowDown", () => move(1));
  bind("k ArrowUp", () => move(-1));
  bind("/", () => filters.elements.search.select());

  const query = () => {
    const said = new URLSearchParams(new FormData(filters));
    for (const [name, value] of [...said]) {
      if (!value || `${name}=${value}` in USUAL) said.delete(name);
    }
    return said.toString();
  };

  let mark = document.getElementById("lines").dataset.mark;
  let latest = 0;
  const renew = async () => {
    const mine = ++latest;
    const asked = query();
    let answer;
    try {
      answer = await fetch(`${filters.dataset.lines}?${asked}`, {
        headers: { Accept: "text/html", "If-None-Match": mark ? `"${mark}"` : "" },
        cache: "no-store",
        redirect: "error",
      });
    } catch {
      return;
    }
    if (answer.status !== 200 || mine !== latest) return;
    const holder = document.createElement("template");
    holder.innerHTML = (await answer.text()).trim();
    if (mine !== latest) return;
    const focused = document.activeElement?.id;
    document.getElementById("lines").replaceWith(holder.content.firstElementChild);
    mark = document.getElementById("lines").dataset.mark;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const said = document.getElementById("counted");
    said.textContent = document.getElementById("lines").dataset.counted;
  };

  let timer;
  const chosen = () => {
    history.replaceState(null, "", `?${query()}`);
    mark = "";
    renew();
  };
  filters.addEventListener("change", chosen);
  filters.addEventListener("input", (event) => {
    if (event.target.name !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(chosen, 250);
  });
  filters.addEventListener("submit", (event) => {
    event.preventDefault();
    chosen();
    links()[0]?.focus();
  });
  filters.elements.search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") links()[0]?.focus();
  });

  follow(filters.dataset.live, renew);
  setInterval(() => document.hidden || renew(), 60000); // ages grow
}
