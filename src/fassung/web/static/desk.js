// The desk's pages work without this file; with it they work by single keys and without reloading.

import { listen } from "./keys.js";
import { submit } from "./send.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-send]") || event.defaultPrevented) return;
  event.preventDefault();
  submit(form, event.submitter);
});

listen();
const page = document.querySelector("main")?.dataset.page;
if (page === "inbox") (await import("./inbox.js")).start();
if (page === "review") (await import("./review.js")).start();
document.documentElement.dataset.ready = "yes";
