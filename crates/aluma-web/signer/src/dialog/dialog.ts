// The confirmation: a dialog of the signer's own, in a tree of its own that no style of the page
// reaches, on top of everything the page shows.

import type { Context } from "../page/context.ts";
import { Fault, type Problem, Refused } from "../fault.ts";
import { body, button, make, root } from "./dom.ts";
import style from "./style.css";

/** Set by the build: what is said where the catalog cannot be had, in English and Hebrew. */
declare const CATALOG_MISSING: readonly (readonly [key: string, en: string, he: string])[];

/** What a person is asked before something is signed. */
export interface Question {
  readonly title: string;
  readonly says: string;
  readonly warnings: readonly string[];
  /** Who signs, and with what. */
  readonly as: readonly string[];
  readonly details: readonly (readonly [label: string, value: string, isCode: boolean])[];
  /** What the button says. */
  readonly button: string;
}

/** A dialog that is open until it is closed. */
export class Dialog {
  readonly #ctx: Context;
  readonly #host: HTMLElement;
  readonly #dialog: HTMLDialogElement;
  /** What Escape does. */
  #dismiss: () => void = () => this.close();

  constructor(ctx: Context) {
    this.#ctx = ctx;
    const { lang } = ctx;
    const dir = lang === "he" ? "rtl" : "ltr";
    this.#host = make("div", { class: "signer-host", "data-keep": "" });
    const tree = this.#host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [sheet];
    const attributes = { class: isDark() ? "dark" : "light", lang, dir, "aria-labelledby": "title" };
    this.#dialog = make("dialog", attributes);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#dismiss();
    });
    tree.append(this.#dialog);
    body().append(this.#host);
    this.#dialog.showModal();
  }

  /** Closes it; focus goes back to where it was. */
  close(): void {
    this.#dialog.close();
    this.#host.remove();
  }

  /** Shows what there is to sign; true where the person wants to. */
  ask(question: Question): Promise<boolean> {
    const { say } = this.#ctx;
    return new Promise((resolve) => {
      const sign = button(question.button, () => resolve(true), { "data-sign": "" });
      const cancel = button(say("signer-cancel"), () => resolve(false), { class: "quiet" });
      this.#dismiss = () => resolve(false);
      const warnings = question.warnings.map((text) => make("p", { class: "warning" }, text));
      const as = question.as.map((text) => make("p", { class: "soft" }, text));
      this.#show(
        make("p", { class: "over" }, say("signer-heading")),
        this.#title(question.title),
        make("p", { class: "says", dir: "auto", "data-words": "" }, question.says),
        ...warnings,
        ...as,
        this.#details(question.details),
        make("div", { class: "buttons" }, sign, cancel),
      );
    });
  }

  /** Says what is being waited for. Nothing can be taken back meanwhile, so Escape does nothing. */
  wait(text: string): void {
    this.#dismiss = () => {};
    this.#show(this.#title(text, "waits"));
  }

  /** Says how it went; resolves when the person goes on. */
  tell(title: string, lines: readonly (Node | string)[], go: string): Promise<void> {
    return new Promise((resolve) => {
      const on = button(go, resolve, { "data-go": "" });
      this.#dismiss = resolve;
      const all = lines.map((line) => make("p", {}, line));
      this.#show(this.#title(title), ...all, make("div", { class: "buttons" }, on));
    });
  }

  /** Says what went wrong; true where the person wants to try again. */
  fail(problem: Problem, again: boolean): Promise<boolean> {
    const { say } = this.#ctx;
    return new Promise((resolve) => {
      const buttons = make("div", { class: "buttons" });
      const retry = button(say("signer-again"), () => resolve(true));
      const close = button(say("signer-close"), () => resolve(false), { class: "quiet" });
      buttons.append(...(again ? [retry, close] : [close]));
      this.#dismiss = () => resolve(false);
      const detail = make("p", { class: "problem", role: "alert", dir: "auto" }, problem.detail);
      const hint = problem.hint === "" ? [] : [make("p", { dir: "auto" }, problem.hint)];
      this.#show(this.#title(problem.title), detail, ...hint, buttons);
    });
  }

  /** Lets the person choose; `null` where they would rather not. */
  choose(title: string, text: string, choices: readonly string[]): Promise<number | null> {
    const { say } = this.#ctx;
    return new Promise((resolve) => {
      const all = choices.map((choice, at) => button(choice, () => resolve(at)));
      const cancel = button(say("signer-cancel"), () => resolve(null), { class: "quiet" });
      this.#dismiss = () => resolve(null);
      const buttons = make("div", { class: "buttons" }, ...all, cancel);
      this.#show(this.#title(title), make("p", {}, text), buttons);
    });
  }

  #title(text: string, kind = ""): HTMLElement {
    return make("h2", { id: "title", tabindex: "-1", class: kind }, text);
  }

  #details(rows: Question["details"]): HTMLElement {
    const list = make("dl");
    for (const [label, value, isCode] of rows) {
      const shown = isCode ? make("span", { class: "code" }, value) : make("bdi", {}, value);
      list.append(make("dt", {}, label), make("dd", {}, shown));
    }
    return make("details", {}, make("summary", {}, this.#ctx.say("signer-details")), list);
  }

  #show(...inside: readonly HTMLElement[]): void {
    this.#dialog.replaceChildren(...inside);
    this.#dialog.scrollTop = 0;
    // The heading, so that a reader begins at the words and no key pressed before signs.
    (this.#dialog.querySelector("#title") as HTMLElement | null)?.focus();
  }
}

/** Whether the page is dark: chosen by its reader, else as the device has it. */
function isDark(): boolean {
  const chosen = root().getAttribute("data-theme");
  if (chosen === "dark" || chosen === "light") return chosen === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** What went wrong, in words. */
export function inWords(ctx: Context | null, error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  const name = error instanceof Fault ? error.fault : "unreadable";
  if (!(error instanceof Fault)) console.error(error);
  const lang = root().lang.startsWith("he") ? 2 : 1;
  const without = (key: string): string =>
    CATALOG_MISSING.find(([known]) => known === key)?.[lang] ?? "";
  const say = ctx?.say ?? without;
  return {
    name,
    title: say("signer-fault"),
    detail: say(`signer-fault-${name}`),
    hint: say(`signer-fault-${name}.hint`),
    field: null,
  };
}
