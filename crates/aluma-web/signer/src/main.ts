// The signer: what stands between a page and a signature. It listens to forms, reads the bytes that
// they come to, says them in words of its own, and signs those bytes.
//
// Reading order: `codec/` (bytes to values), `words/` (values to sentences), `eip712/` (what wallets
// show), `ledger/` (what is asked of the ledger itself), `keys/` and `sign.ts` (signatures),
// `confirm.ts` with `dialog/` (what a person is asked), `page/` (forms, links, sessions).

import { Dialog, inWords } from "./dialog/dialog.ts";
import { attribute, closest, first, has, hear, root, set } from "./dialog/dom.ts";
import { enter, leave } from "./enter.ts";
import { act, once, showNewKey } from "./page/acts.ts";
import { become } from "./page/become.ts";
import { type Context, context, networkOf } from "./page/context.ts";
import { take } from "./page/export.ts";
import { inviteList, readFile } from "./page/invite-list.ts";
import { fillLinks } from "./page/invite.ts";
import { join, showPreview } from "./page/join.ts";
import { press, preview } from "./page/quick.ts";
import { fillSealed } from "./page/sealed.ts";
import { keepReading, stay } from "./page/reading.ts";

/** Whether something was pressed on this page: it is not drawn anew under anybody's hands. */
let pressed = false;

function isPressed(): void {
  pressed = true;
  stay();
}

/** How long a form rests before its words are looked up. */
const REST_MS = 150;

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const element = closest(target, "form[data-act], form[data-join], form[data-new-key]");
  return element instanceof HTMLFormElement ? element : null;
}

hear("submit", (event) => {
  const form = formOf(event.target);
  const { submitter } = event as SubmitEvent;
  // A button with an address of its own asks the page for something: nothing is signed by it.
  if (form === null || (submitter !== null && has(submitter, "formaction"))) return;
  event.preventDefault();
  isPressed();
  void once(form, () => workOf(form)(form, submitter));
});

function workOf(form: HTMLFormElement): (
  form: HTMLFormElement,
  submitter: HTMLElement | null,
) => Promise<void> {
  if (has(form, "data-join")) return join;
  if (has(form, "data-new-key")) return showNewKey;
  if (attribute(form, "data-invite") === "list") return inviteList;
  return has(form, "data-quick") ? press : act;
}

// The words of a quick form stand there before anybody presses its button.
let resting = 0;
function look(event: Event): void {
  const form = formOf(event.target);
  if (form === null || !has(form, "data-quick")) return;
  const target = closest(event.target, "button") as HTMLElement | null;
  clearTimeout(resting);
  resting = window.setTimeout(() => void preview(form, target).catch(() => {}), REST_MS);
}
for (const name of ["focusin", "change", "input", "pointerover"]) {
  hear(name, look);
}

hear("click", (event) => {
  const door = closest(event.target, "[data-sign-in]");
  if (door !== null) void signIn(door);
  if (closest(event.target, "[data-sign-out]") !== null) void signOut();
  const role = closest(event.target, "[data-become]");
  if (role !== null) void inDialog((ctx) => become(ctx, attribute(role, "data-become") ?? ""));
  const link = closest(event.target, "a[data-export]");
  if (link instanceof HTMLAnchorElement) {
    event.preventDefault();
    void take(link);
  }
});

hear("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  if (has(input, "data-file")) void readFile(input);
  if (has(input, "data-link")) lookAtInvitation();
});

/** Does something in a dialog that says what goes wrong; whether it was done. */
async function inDialog(work: (ctx: Context, dialog: Dialog) => Promise<boolean>): Promise<boolean> {
  isPressed();
  const ctx = await context();
  const dialog = new Dialog(ctx);
  try {
    return await work(ctx, dialog);
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
    return false;
  } finally {
    dialog.close();
  }
}

async function signIn(door: Element): Promise<void> {
  const way = attribute(door, "data-sign-in") ?? "";
  if (!(await inDialog((ctx, dialog) => enter(ctx, dialog, way)))) return;
  const then = attribute(door, "data-then");
  const url = new URL(then ?? location.href, location.origin);
  if (url.origin !== location.origin) return;
  if (url.href === location.href) location.reload();
  else location.assign(url.href);
}

async function signOut(): Promise<void> {
  await leave(networkOf());
  location.assign("/");
}

function lookAtInvitation(): void {
  const place = first("#preview");
  if (place !== null) void showPreview(place).catch(() => {});
}

function start(): void {
  lookAtInvitation();
  void fillLinks().catch(() => {});
  const opens = ["reveal-review", "open-entry", "open-bid"].map((name) => `form[data-act=${name}]`);
  if (first([...opens, "[data-bid]"].join(", ")) !== null) {
    void context().then(fillSealed).catch(() => {});
  }
  void keepReading(() => !pressed)
    .catch(() => true)
    .then((stays) => stays && set(root(), "data-settled", ""));
}

start();
set(root(), "data-signer", "ready");
