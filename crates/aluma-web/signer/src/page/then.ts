// Where a page goes when an act is done.

import type { Fate } from "../ledger/api.ts";
import { attribute } from "../dialog/dom.ts";

/** Goes where the form says; stays where it says nothing. Only to this site. */
export function goOn(form: HTMLFormElement, fate: Fate): void {
  const then = attribute(form, "data-then");
  if (then === null || then === "") return;
  const path = then
    .replaceAll("{made}", encodeURIComponent(fate.made ?? ""))
    .replaceAll("{id}", encodeURIComponent(fate.id));
  const url = new URL(path, location.origin);
  if (url.origin === location.origin) location.assign(url.href);
}
