// The signer: what stands between a page and a signature. It listens to forms, reads the bytes that
// they come to, says them in words of its own, and signs those bytes.
//
// Reading order: `codec/` (bytes to values), `words/` (values to sentences), `eip712/` (what wallets
// show), `ledger/` (what is asked of the ledger itself), `keys/` and `sign.ts` (signatures),
// `confirm.ts` with `dialog/` (what a person is asked), `page/` (forms, links, sessions).

import { Dialog, inWords } from "./dialog/dialog.ts";
import { attribute, closest, first, has, hear, root, set } from "./dialog/dom.ts";
import { enter, leave } from "./enter.ts";
import { act, once } from "./page/acts.ts";
import { context, networkOf } from "./page/context.ts";
import { fillLinks } from "./page/invite.ts";
import { join, showPreview } from "./page/join.ts";
import { press, preview } from "./page/quick.ts";
import { keepReading } from "./page/reading.ts";

/** How long a form rests before its words are looked up. */
const REST_MS = 150;

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const element = closest(target, "form[data-act], form[data-join]");
  return element instanceof HTMLFormElement ? element : null;
}

hear("submit", (event) => {
  const form = formOf(event.target);
  if (form === null) return;
  event.preventDefault();
  const { submitter } = event as SubmitEvent;
  const work = has(form, "data-join") ? join : has(form, "data-quick") ? press : act;
  void once(form, () => work(form, submitter));
});

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
});

async function signIn(door: Element): Promise<void> {
  const ctx = await context();
  const dialog = new Dialog(ctx);
  try {
    if (!(await enter(ctx, dialog))) return;
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
    return;
  } finally {
    dialog.close();
  }
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

function start(): void {
  const place = first("#preview");
  if (place !== null) void showPreview(place).catch(() => {});
  void fillLinks().catch(() => {});
  void keepReading().catch(() => {});
}

start();
set(root(), "data-signer", "ready");
