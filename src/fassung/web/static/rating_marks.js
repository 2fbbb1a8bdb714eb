// Marking errors in a text: words are chosen by mouse, touch or keys, then given a severity.
// Places are those that the server gave with each word; nothing here counts characters.

/** The words of one German text; `changed` is called with the errors when they have changed. */
export class Marks {
  constructor(section, errors, changed) {
    this.box = section.querySelector(".german");
    this.list = section.querySelector(".marks");
    this.tokens = [...this.box.querySelectorAll("[role=option]")];
    this.errors = errors;
    this.changed = changed;
    this.anchor = null;
    this.head = null;
    this.cursor = 0;
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focus", () => this.show());
    this.box.addEventListener("blur", () => this.show());
    this.box.addEventListener("pointerdown", (event) => this.down(event));
    this.box.addEventListener("pointerover", (event) => this.over(event));
    for (const button of section.querySelectorAll("[data-mark]")) {
      button.addEventListener("click", () => this.mark(button.dataset.mark));
    }
    section.querySelector("[data-missing]").addEventListener("click", () => this.missing());
    this.list.addEventListener("click", (event) => this.pressed(event));
    this.list.addEventListener("change", (event) => {
      // Nothing is drawn anew: the focus stays where it is.
      this.errors[this.place(event.target)].category = event.target.value;
      this.changed(this.errors);
    });
    this.list.addEventListener("keydown", (event) => {
      if (event.target.matches("select") && event.key === "Enter") {
        event.preventDefault();
        this.box.focus();
      }
    });
    this.draw();
  }

  /** First and last chosen token; the cursor's alone if nothing is chosen. */
  chosen() {
    const ends = this.anchor === null ? [this.cursor, this.cursor] : [this.anchor, this.head];
    return ends.sort((a, b) => a - b);
  }

  mark(severity) {
    if (!this.tokens.length) return;
    const [first, last] = this.chosen();
    const start = Number(this.tokens[first].dataset.start);
    const end = Number(this.tokens[last].dataset.end);
    const same = this.errors.find((e) => e.start === start && e.end === end);
    if (same) same.severity = severity;
    else this.errors.push({ severity, start, end });
    this.drop();
    this.tell(same ?? this.errors.at(-1));
  }

  missing() {
    const category = document.getElementById("mark").dataset.missing;
    this.errors.push(category ? { severity: "minor", category } : { severity: "minor" });
    this.tell();
  }

  /** Takes away what is marked at the cursor or in the selection. */
  unmark() {
    const [first, last] = this.chosen();
    const start = Number(this.tokens[first].dataset.start);
    const end = Number(this.tokens[last].dataset.end);
    const left = this.errors.filter((e) => e.start === undefined || e.end <= start || e.start >= end);
    if (left.length === this.errors.length) return;
    this.errors.splice(0, this.errors.length, ...left);
    this.drop();
    this.tell();
  }

  drop() {
    this.anchor = this.head = null;
    this.show();
  }

  tell(fresh) {
    this.draw();
    this.changed(this.errors);
    const row = fresh && this.list.children[this.errors.indexOf(fresh)];
    // With types asked for, the next thing to do is to choose one.
    const types = row?.querySelector("select");
    if (types && !types.value) types.focus();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.tokens.length) return;
    const to = {
      ArrowRight: () => this.cursor + 1,
      ArrowLeft: () => this.cursor - 1,
      ArrowDown: () => this.line(1),
      ArrowUp: () => this.line(-1),
      Home: () => 0,
      End: () => this.tokens.length - 1,
    }[event.key];
    if (to) {
      event.preventDefault();
      const from = this.cursor;
      this.cursor = Math.min(Math.max(to(), 0), this.tokens.length - 1);
      if (event.shiftKey) {
        this.anchor ??= from;
        this.head = this.cursor;
      } else {
        this.anchor = this.head = null;
      }
      this.show();
    } else if (event.key === "Escape" && this.anchor !== null) {
      event.preventDefault();
      this.drop();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.unmark();
    }
  }

  /** The token above or below the cursor; the first or last where there is no such line. */
  line(step) {
    const here = this.tokens[this.cursor].getBoundingClientRect();
    const middle = (box) => box.left + box.width / 2;
    let best = step < 0 ? 0 : this.tokens.length - 1;
    let line = null;
    let least = Infinity;
    for (let i = this.cursor; i >= 0 && i < this.tokens.length; i += step) {
      const box = this.tokens[i].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < 4) continue;
      line ??= box.top;
      if (Math.abs(box.top - line) >= 4) break;
      const far = Math.abs(middle(box) - middle(here));
      if (far < least) [best, least] = [i, far];
    }
    return best;
  }

  down(event) {
    const at = this.tokens.indexOf(event.target.closest("[role=option]"));
    if (at < 0 || event.button !== 0) return;
    const pending = this.anchor !== null && this.anchor === this.head;
    if (pending && at === this.anchor) this.drop();
    else if (pending || event.shiftKey) {
      // A second word: from the first to here.
      this.anchor ??= this.cursor;
      this.head = at;
    } else {
      this.anchor = this.head = at;
    }
    this.cursor = at;
    this.show();
  }

  over(event) {
    if (event.pointerType === "touch" || !(event.buttons & 1) || this.anchor === null) return;
    const at = this.tokens.indexOf(event.target.closest("[role=option]"));
    if (at < 0) return;
    this.head = this.cursor = at;
    this.show();
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const at = this.place(button);
    if (button.matches(".remove")) {
      this.errors.splice(at, 1);
      this.tell();
      (this.list.children[Math.min(at, this.errors.length - 1)]?.querySelector(".remove") ?? this.box).focus();
    } else {
      const error = this.errors[at];
      error.severity = error.severity === "major" ? "minor" : "major";
      this.tell();
      this.list.children[at].querySelector(".severity").focus();
    }
  }

  place(element) {
    return [...this.list.children].indexOf(element.closest("li"));
  }

  /** Shows selection and cursor. */
  show() {
    const [first, last] = this.anchor === null ? [-1, -2] : this.chosen();
    const focused = document.activeElement === this.box;
    this.tokens.forEach((token, i) => {
      token.setAttribute("aria-selected", String(i >= first && i <= last));
      token.classList.toggle("cursor", focused && i === this.cursor);
      const gap = token.previousElementSibling;
      if (gap?.matches(".gap")) gap.classList.toggle("chosen", i > first && i <= last);
    });
    if (this.tokens.length) {
      this.box.setAttribute("aria-activedescendant", this.tokens[this.cursor].id);
    }
  }

  /** Shows the marks in the text and as a list. */
  draw() {
    const template = document.getElementById("mark");
    const names = template.content.querySelector(".severity").dataset;
    for (const token of this.tokens) {
      const [start, end] = [Number(token.dataset.start), Number(token.dataset.end)];
      const here = this.errors.filter((e) => e.start < end && e.end > start);
      const worst = here.some((e) => e.severity === "major") ? "major" : here[0]?.severity;
      token.dataset.severity = worst ?? "";
      token.classList.toggle("first", here.some((e) => e.start === start));
      token.classList.toggle("last", here.some((e) => e.end === end));
      const gap = token.previousElementSibling;
      if (gap?.matches(".gap")) gap.dataset.severity = here.some((e) => e.start < start) ? worst : "";
      if (worst) token.setAttribute("aria-label", `${token.textContent} (${names[worst]})`);
      else token.removeAttribute("aria-label");
    }
    this.list.hidden = !this.errors.length;
    this.list.replaceChildren(...this.errors.map((error) => this.row(template, error)));
    this.show();
  }

  row(template, error) {
    const row = template.content.cloneNode(true).firstElementChild;
    const severity = row.querySelector(".severity");
    severity.classList.add(error.severity);
    severity.querySelector(".name").textContent = severity.dataset[error.severity];
    const words = row.querySelector(".words");
    words.textContent = error.start === undefined ? words.dataset.missing : this.words(error);
    words.classList.toggle("none", error.start === undefined);
    const types = row.querySelector("select");
    if (types) types.value = error.category ?? "";
    return row;
  }

  words({ start, end }) {
    const within = this.tokens.filter((t) => t.dataset.start >= start && t.dataset.end <= end);
    if (!within.length) return "";
    const range = document.createRange();
    range.setStartBefore(within[0]);
    range.setEndAfter(within.at(-1));
    return range.toString();
  }
}
