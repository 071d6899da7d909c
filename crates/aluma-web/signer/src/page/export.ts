// Taking away what only its reader sees: the API knows its readers by a header, which no link sends.

import { attribute, make } from "../dialog/dom.ts";
import { context } from "./context.ts";

/** Fetches what a link leads to as the reader, and hands it over as a file. */
export async function take(link: HTMLAnchorElement): Promise<void> {
  const { asking } = await context();
  const headers = new Headers({ "accept-language": asking.lang });
  if (asking.reading !== null) headers.set("authorization", `Aluma ${asking.reading}`);
  const response = await fetch(link.href, { headers, cache: "no-store" });
  const url = URL.createObjectURL(await response.blob());
  const file = make("a", { href: url, download: attribute(link, "download") ?? "aluma" });
  file.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
