// What a rater said goes to the server at once, and stays in the browser until the server has it.

import { post, say } from "./send.js";

const AGAIN = 3000;

/** Keeps the last ruling of each item until the server confirms that very one. */
export class Outbox {
  constructor({ address, name, told }) {
    this.address = address;
    this.name = name;
    this.told = told;
    this.waiting = this.read();
    this.busy = false;
    this.stopped = false;
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.last());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.size && !this.stored) event.preventDefault();
    });
  }

  /** What was not confirmed when this item was last on a page of this browser. */
  unsent(item) {
    const found = this.waiting.get(item);
    return found && JSON.parse(found);
  }

  /** Keeps `ruling` in the browser now, and sends it; after a `pause` (ms), if more may follow. */
  put(ruling, pause = 0) {
    this.waiting.set(ruling.item, JSON.stringify(ruling));
    this.write(ruling.item);
    this.told(this.stopped ? "waiting" : "sending");
    clearTimeout(this.timer);
    if (pause) this.timer = setTimeout(() => this.send(), pause);
    else this.send();
  }

  async send() {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.told(this.waiting.size ? "sending" : "kept");
    while (this.waiting.size) {
      const [item, ruling] = this.waiting.entries().next().value;
      const answer = await post(this.address, { ruling });
      if (answer.status === 200) {
        // Another ruling may have come meanwhile; only the confirmed one is done with.
        if (this.waiting.get(item) === ruling) this.waiting.delete(item);
        this.write(item);
        this.told("progress", answer);
      } else if (answer.status === 0 || answer.status >= 500) {
        this.busy = false;
        this.told("waiting");
        this.timer = setTimeout(() => this.send(), AGAIN);
        return;
      } else {
        // The server refuses: a session that is over, or no ruling. It stays here; a reload helps.
        this.busy = false;
        this.stopped = true;
        this.told("waiting");
        say(answer.error, "error");
        return;
      }
    }
    this.busy = false;
    this.told("kept");
  }

  /** The page goes away: what is not confirmed is sent once more, and stays in the browser. */
  last() {
    for (const ruling of this.waiting.values()) post(this.address, { ruling }, { keepalive: true });
  }

  // One entry of the browser's storage for each item, so that two tabs do not undo each other's.

  key(item) {
    return `${this.name} ${item}`;
  }

  read() {
    const found = new Map();
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(this.key(""))) {
          found.set(key.slice(this.key("").length), localStorage.getItem(key));
        }
      }
      this.stored = true;
    } catch {
      this.stored = false;
    }
    return found;
  }

  write(item) {
    try {
      const ruling = this.waiting.get(item);
      if (ruling) localStorage.setItem(this.key(item), ruling);
      else localStorage.removeItem(this.key(item));
      this.stored = true;
    } catch {
      this.stored = false;
    }
  }
}
