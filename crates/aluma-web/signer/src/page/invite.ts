// Links of invitations: the secret is in the part of the address that no browser sends.

import { unhex } from "../bytes.ts";
import { Dialog } from "../dialog/dialog.ts";
import { attribute, button, every, find, make } from "../dialog/dom.ts";
import { picture } from "../qr/picture.ts";
import { link } from "../store.ts";
import { type Context, context, language } from "./context.ts";

/** The address of an invitation. It says the language of whoever invites, for a preview in a chat,
 * which asks for none; whoever opens it reads it in their own. */
export function address(secret: string): string {
  return `${location.origin}/join?share=${language()}#${secret}`;
}

/** Shows a link with ways to hand it on. */
export async function showLink(ctx: Context, dialog: Dialog, secret: string): Promise<void> {
  const { say } = ctx;
  const url = address(secret);
  const input = make("input", { value: url, readonly: "", dir: "ltr", "data-link": "" });
  input.setAttribute("aria-label", say("signer-link"));
  const buttons = make("span", { class: "buttons" });
  const copy = button(say("signer-copy"), () => void copied(copy, say("signer-copied"), url));
  buttons.append(copy);
  if (typeof navigator.share === "function") {
    const share = (): void => void navigator.share({ url }).catch(() => {});
    buttons.append(button(say("signer-share"), share, { class: "quiet" }));
  }
  const code = picture(url, say("signer-link-qr"));
  await dialog.tell(
    say("signer-link-title"),
    [say("signer-link-how"), input, buttons, ...(code === null ? [] : [code])],
    say("signer-go-on"),
  );
}

async function copied(of: HTMLButtonElement, words: string, url: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    of.textContent = words;
  } catch {
    // The address stands beside it, to be copied by hand.
  }
}

/** Fills the places `[data-link]` in `[data-invitation=PUBLIC]`, where this browser made the link. */
export async function fillLinks(): Promise<void> {
  for (const row of every("[data-invitation]")) {
    const half = attribute(row, "data-invitation") ?? "";
    const place = find(row, "[data-link]");
    if (place === null || unhex(half)?.length !== 32 || place.childElementCount > 0) continue;
    const known = await link(half).catch(() => null);
    if (known === null) continue;
    const ctx = await context();
    if (known.network !== ctx.network) continue;
    const url = address(known.secret);
    const copy = button(ctx.say("signer-copy"), () => {
      void copied(copy, ctx.say("signer-copied"), url);
    });
    copy.className = "quiet";
    const show = button(ctx.say("signer-show"), () => {
      const dialog = new Dialog(ctx);
      void showLink(ctx, dialog, known.secret).finally(() => dialog.close());
    });
    show.className = "quiet";
    place.append(copy, " ", show);
  }
}
