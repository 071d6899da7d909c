// What a page runs of the signer before anybody signs. The signer and its words weigh more than all
// else of a first visit, so they come when they are first asked for: this listens where the signer
// would, fetches it, pinned by its hash, and then hands it what was pressed meanwhile. A browser that
// already knows its person has the signer kept, and loads it at once.

import { attribute, closest, find, first, has, hear, root, set } from "./dialog/dom.ts";
import { kept } from "./store.ts";

/** Set by the build: where the signer lies, what it must hash to, and what is said without it. */
declare const SIGNER_PATH: string;
declare const SIGNER_INTEGRITY: string;
declare const SIGNER_MISSING: Readonly<Record<"en" | "he", string>>;

const FORMS = "form[data-act], form[data-join], form[data-new-key]";
const PRESSED = "[data-sign-in], [data-sign-out], [data-become], a[data-export]";
const FILLED = "input[data-file], input[data-link]";

/** A way to say again to the signer what was said to the page. */
type Again = () => void;

interface Policy {
  createScriptURL(url: string): string;
}

// One address and no other, whoever asks.
const policy = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } }
).trustedTypes?.createPolicy("aluma-start", { createScriptURL: () => SIGNER_PATH });

const own = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")?.get?.call(document);
const nonce = own instanceof HTMLScriptElement ? own.nonce : "";

/** By what it was said and to what, so that a second press waits for the same one. */
const waiting = new Map<EventTarget, Again>();
let state: "waits" | "loads" = "waits";

/** Whether the signer answers by itself; else it is fetched and told later. */
function isThere(): boolean {
  return attribute(root(), "data-signer") === "ready";
}

function load(): void {
  if (state === "loads" || isThere()) return;
  state = "loads";
  const script = Document.prototype.createElement.call(document, "script") as HTMLScriptElement;
  script.type = "module";
  script.nonce = nonce;
  script.integrity = SIGNER_INTEGRITY;
  script.src = policy === undefined ? SIGNER_PATH : policy.createScriptURL("");
  script.onload = () => {
    const all = [...waiting.values()];
    waiting.clear();
    for (const again of all) {
      try {
        again();
      } catch {
        // What was pressed is gone from the page.
      }
    }
  };
  script.onerror = () => {
    // The next press tries again.
    state = "waits";
    for (const target of waiting.keys()) complain(target);
    waiting.clear();
  };
  first("head")?.append(script);
}

function later(target: EventTarget, again: Again): void {
  waiting.set(target, again);
  load();
}

/** Says in a form that nothing can be signed. */
function complain(target: EventTarget): void {
  const place = target instanceof Element ? find(target, "[data-problem]") : null;
  if (place === null) return;
  place.textContent = SIGNER_MISSING[root().lang.startsWith("he") ? "he" : "en"];
  set(place, "hidden", null);
}

hear("submit", (event) => {
  const form = closest(event.target, FORMS);
  const { submitter } = event as SubmitEvent;
  if (isThere() || !(form instanceof HTMLFormElement)) return;
  if (submitter !== null && has(submitter, "formaction")) return;
  event.preventDefault();
  later(form, () => HTMLFormElement.prototype.requestSubmit.call(form, submitter));
});

hear("click", (event) => {
  const pressed = isThere() ? null : closest(event.target, PRESSED);
  if (!(pressed instanceof HTMLElement)) return;
  event.preventDefault();
  later(pressed, () => HTMLElement.prototype.click.call(pressed));
});

// A hand on a form that ends in a signature fetches the signer before the press; a quick form's words
// are made by it then.
for (const name of ["focusin", "change", "input", "pointerover"]) {
  hear(name, (event) => {
    if (isThere()) return;
    const { target } = event;
    const filled = name === "change" && closest(target, FILLED) !== null;
    const form = closest(target, FORMS);
    if (target !== null && (filled || (form !== null && has(form, "data-quick")))) {
      later(target, () => target.dispatchEvent(new Event(name, { bubbles: true })));
    } else if (form !== null) {
      load();
    }
  });
}

set(root(), "data-signer", "waits");
// An invitation's secret is in the part of the address that only the signer reads.
if (first("#preview") !== null) load();
void kept().then((is) => (is ? load() : set(root(), "data-settled", "")));
