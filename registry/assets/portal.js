// What makes some pages easier. Everything works without it; nothing here decides anything.
"use strict";

// What is wrong is read out first.
document.querySelector(".summary")?.focus();

// Keep what is being typed, so that closing the browser loses nothing.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let waiting = 0;
  const nothing = () => {
    clearTimeout(waiting);
    waiting = 0;
  };
  const keep = () => {
    nothing();
    const body = new URLSearchParams(new FormData(form));
    body.set("then", "keep");
    fetch(form.action, { method: "POST", body, keepalive: true })
      .then((answer) => {
        // Another application is open in this browser by now.
        const other = answer.status === 409 && form.querySelector("[data-other]");
        if (other) other.hidden = false;
      })
      .catch(() => {});
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 3000);
  });
  // What is sent, cleared or left needs no keeping: it would come back after it was gone.
  addEventListener("submit", nothing);
  addEventListener("pagehide", () => { if (waiting) keep(); });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Send documents in parts, and go on after a cut from where the server stands.
const SMALLEST = 32 * 1024, LARGEST = 1024 * 1024;
const PATIENCE = 60000;

const pause = (ms) => new Promise((done) => {
  const timer = setTimeout(done, ms);
  addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});

async function hashed(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Refused extends Error {}
class Stopped extends Error {}

/** One document on its way. */
class Sending {
  constructor(form, file) {
    this.form = form;
    this.file = file;
    this.stopped = new AbortController();
    this.bar = form.querySelector("progress");
    this.said = form.querySelector("[data-said]");
    this.part = 128 * 1024;
  }

  show(received, text) {
    const share = Math.floor((received / this.file.size) * 100);
    this.bar.hidden = false;
    this.bar.value = share;
    const percent = share.toLocaleString(document.documentElement.lang);
    this.said.textContent = `${text} ${percent}٪`;
  }

  /** A line that went away may keep a question for minutes: it is given up as soon as that is known. */
  async ask(address, options) {
    const control = new AbortController();
    const end = () => control.abort();
    const clock = setTimeout(end, PATIENCE);
    addEventListener("offline", end);
    this.stopped.signal.addEventListener("abort", end);
    try {
      if (this.stopped.signal.aborted) throw new Stopped();
      const answer = await fetch(address, { ...options, signal: control.signal });
      if (answer.status === 422) throw new Refused(await answer.text());
      return answer;
    } catch (error) {
      throw this.stopped.signal.aborted ? new Stopped() : error;
    } finally {
      clearTimeout(clock);
      removeEventListener("offline", end);
      this.stopped.signal.removeEventListener("abort", end);
    }
  }

  /** Tries until it is done, refused or stopped. */
  async run() {
    const body = new URLSearchParams({
      case: this.form.dataset.case,
      document: this.form.dataset.document,
      name: this.file.name,
      size: this.file.size,
      sha256: await hashed(this.file),
    });
    let address = null;
    for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
      try {
        let answer = address
          ? await this.ask(address, { method: "HEAD" })
          : await this.ask(this.form.dataset.upload, { method: "POST", body });
        if (answer.status === 404) { address = null; continue; }
        if (answer.status === 401 || answer.status === 409) { location.reload(); throw new Stopped(); }
        if (!answer.ok) throw new Error(String(answer.status));
        address = answer.headers.get("Location") ?? address;
        let offset = Number(answer.headers.get("Upload-Offset"));
        let complete = answer.headers.get("Upload-Complete") === "?1";
        while (!complete) {
          this.show(offset, this.form.dataset.sending);
          const began = performance.now();
          answer = await this.ask(address, {
            method: "PATCH",
            headers: { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
            body: this.file.slice(offset, offset + this.part),
          });
          if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
          offset = Number(answer.headers.get("Upload-Offset"));
          complete = answer.headers.get("Upload-Complete") === "?1";
          const took = performance.now() - began;
          if (took < 3000) this.part = Math.min(this.part * 2, LARGEST);
          if (took > 10000) this.part = Math.max(this.part / 2, SMALLEST);
          wait = 1000;
        }
        return;
      } catch (error) {
        if (error instanceof Refused || error instanceof Stopped) throw error;
        this.said.textContent = this.form.dataset.cut;
        this.part = SMALLEST;
        await pause(wait);
      }
    }
  }
}

/** Reads the page anew, and takes over what it says of documents. */
async function refresh(card) {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const of = (document) => document.querySelector("[data-case]")?.dataset.case;
  if (of(page) !== of(document)) return;
  for (const part of ["[data-state]", "label"]) {
    const now = page.getElementById(card.id)?.querySelector(part);
    if (now) card.querySelector(part).replaceWith(now);
  }
  const missing = page.querySelector("[data-missing]");
  if (missing) document.querySelector("[data-missing]").replaceWith(missing);
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  if (!globalThis.crypto?.subtle) continue;
  const input = form.querySelector("input[type=file]");
  const send = form.querySelector("button");
  const message = form.querySelector("[data-message]");
  const said = form.querySelector("[data-said]");
  const question = form.querySelector(".question");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "button second";
  stop.textContent = form.dataset.stop;
  stop.hidden = true;
  send.hidden = true;
  form.append(stop);
  const wrong = (text) => {
    message.textContent = text;
    message.hidden = !text;
    question.classList.toggle("wrong", Boolean(text));
    input.toggleAttribute("aria-invalid", Boolean(text));
  };
  const start = async () => {
    const file = input.files[0];
    if (!file) return;
    wrong("");
    said.classList.remove("away");
    if (file.size > Number(form.dataset.most)) return wrong(form.dataset.large);
    const sending = new Sending(form, file);
    stop.hidden = false;
    stop.onclick = () => sending.stopped.abort();
    input.disabled = true;
    try {
      await sending.run();
      said.textContent = form.dataset.done;
      said.classList.add("away");
      await refresh(form.closest(".document")).catch(() => {});
      input.value = "";
    } catch (error) {
      if (error instanceof Refused) wrong(error.message);
      said.textContent = error instanceof Stopped ? form.dataset.stopped : "";
    } finally {
      sending.bar.hidden = true;
      stop.hidden = true;
      input.disabled = false;
    }
  };
  input.addEventListener("change", start);
  form.addEventListener("submit", (event) => { event.preventDefault(); start(); });
}
