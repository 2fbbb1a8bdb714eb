// Holds the lock while somebody works here, and counts the seconds that they looked at the page.

import { post } from "./send.js";

const BEAT = 60000;
const IDLE = 120000; // longer without a sign of life is not reading
const token = () => document.querySelector('meta[name="csrf"]').content;

export function start(main) {
  let acted = Date.now();
  let since = document.hidden ? 0 : Date.now();
  let seconds = 0;
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(kind, () => count() || (acted = Date.now()), { passive: true });
  }

  // What has passed since the last look is reading, up to the time that one may sit still.
  function count() {
    if (since) {
      const until = Math.min(Date.now(), acted + IDLE);
      seconds += Math.max(0, until - since) / 1000;
      since = Date.now();
    }
  }

  function report() {
    count();
    const whole = Math.floor(seconds);
    if (whole < 1) return;
    seconds -= whole;
    navigator.sendBeacon(
      main.dataset.saw,
      new URLSearchParams({ csrf: token(), seconds: String(whole) }),
    );
  }

  const hold = () => {
    if (main.dataset.lock && !document.hidden && Date.now() - acted < BEAT * 3) {
      post(main.dataset.lock, new FormData());
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      report();
      since = 0;
    } else {
      since = acted = Date.now();
      hold();
    }
  });
  window.addEventListener("pagehide", () => {
    if (!document.hidden) report();
    if (main.dataset.unlock) {
      navigator.sendBeacon(main.dataset.unlock, new URLSearchParams({ csrf: token() }));
    }
  });
  hold();
  setInterval(hold, BEAT);
  return report;
}
