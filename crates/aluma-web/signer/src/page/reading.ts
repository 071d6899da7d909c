// Reading as somebody: kept alive without asking while this browser's own key lives.

import { attribute, body } from "../dialog/dom.ts";
import { read } from "../enter.ts";
import { identity } from "../store.ts";
import { context, networkOf } from "./context.ts";

/** A statement is made anew when so much of it is left. */
const RENEW_MS = 2 * 3_600_000;
/** A page is drawn anew for its reader once, not for ever. */
const MARK = "aluma-renewed";

/** Whether the page is about to be drawn anew. */
let isDrawn = false;

/** Keeps the page as it is for what was just pressed on it, which would be lost with it. */
export function stay(): void {
  if (isDrawn) window.stop();
  isDrawn = false;
}

/**
 * Renews the reading session where it is needed, and draws the page anew for its reader where `may`
 * still says so by then; tells whether the page stays.
 */
export async function keepReading(may: () => boolean): Promise<boolean> {
  // Without the catalog's words: most pages need none.
  const me = await identity(networkOf());
  if (me === null || me.session === null || me.session.until < Date.now()) return true;
  const isReader = attribute(body(), "data-reader") === me.account;
  const lives = me.reading !== null && me.reading.until > Date.now() + RENEW_MS;
  if (isReader && lives) {
    sessionStorage.removeItem(MARK);
    return true;
  }
  await read(await context(), me);
  if (isReader || !may() || sessionStorage.getItem(MARK) !== null) return true;
  sessionStorage.setItem(MARK, "1");
  isDrawn = true;
  location.reload();
  return false;
}
