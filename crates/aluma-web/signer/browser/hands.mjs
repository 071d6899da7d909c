// A person's hands on a keyboard: everything is reached by Tab, as somebody reaches it who has no
// mouse, and what they do is counted as `docs/journeys.md` counts it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { bare, dialog, flaws, person, ready } from "./harness.mjs";

/** Presses of Tab after which something is out of reach. */
const FAR = 160;

/** What a person takes, in seconds: to think what comes next and to reach it (the keystroke-level model
 * of Card, Moran and Newell, in which nobody thinks anew before they press the button of what they
 * just filled in), for each letter, for a passkey's prompt, for each word read (250 a minute). */
const PACE = { think: 1.35, reach: 1.1, letter: 0.28, prompt: 3, word: 0.24 };

/** Somebody at a browser of their own. */
export async function hands(browser, mark, options = {}) {
  const who = await person(browser, options);
  return new Hands(who, mark, options);
}

export class Hands {
  steps = 0;
  prompts = 0;
  seconds = 0;
  #shots;
  /** What was done last. */
  #did = "";
  /** Where the form that was pressed leads when it is done; nowhere, where it says nothing. */
  #leads = "";

  constructor(who, mark, { looks = true }) {
    Object.assign(this, who);
    this.mark = mark;
    this.looks = looks;
    this.#shots = process.env.ALUMA_SHOTS;
    this.device.onPrompt(() => {
      this.prompts += 1;
      this.seconds += PACE.prompt;
    });
  }

  /** Begins to count anew. */
  begin() {
    Object.assign(this, { steps: 0, prompts: 0, seconds: 0 });
  }

  #step(does = "") {
    const follows = does === "press" && this.#did === "fill";
    this.steps += 1;
    this.seconds += PACE.reach + (follows ? 0 : PACE.think);
    this.#did = does;
  }

  #reads(text) {
    this.seconds += text.split(/\s+/).filter(Boolean).length * PACE.word;
  }

  /** Opens a link that somebody was sent. */
  async open(url) {
    await this.page.goto(url);
    await this.arrive();
    this.#step();
  }

  /** Opens a page after days have passed: it is drawn anew for whoever reads it once their session is renewed, which
   * may be before all of the first page is there. */
  async comeBack(url) {
    await this.page.goto(url, { waitUntil: "commit" });
    await this.page.locator("body[data-reader]").waitFor({ state: "attached" });
    await this.arrive();
    this.#step();
  }

  /** The page is there, something listens to what is pressed, and it is for everybody. */
  async arrive(name) {
    await ready(this.page);
    await this.look(name);
  }

  /** Looks at the page as it stands, where this is somebody who looks. */
  async look(name) {
    if (!this.looks && !this.#shots) return;
    if (this.#shots && name) {
      // Over a dialog the page stands still: what is seen is what there is.
      const fullPage = (await dialog(this.page).root.count()) === 0;
      await this.page.screenshot({ path: `${this.#shots}/${this.mark}-${name}.png`, fullPage });
    }
    if (name) assert.deepEqual(await flaws(this.page), [], `${this.mark} ${name}`);
  }

  /** Reads a part of the page. */
  async reads(place) {
    const text = bare(await this.page.locator(place).first().innerText());
    this.#reads(text);
    return text;
  }

  /** Goes on with Tab until something has the focus. */
  async reach(place) {
    const target = typeof place === "string" ? this.page.locator(place).first() : place.first();
    await target.waitFor();
    const has = () => target.evaluate((one) => one.getRootNode().activeElement === one);
    for (let turn = 0; turn < FAR; turn += 1) {
      if (await has()) return target;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${this.mark}: ${place} is not reached by Tab on ${this.page.url()}`);
  }

  /** Writes into a field, instead of what is in it. */
  async write(place, text) {
    await this.reach(place);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
    this.#step("fill");
    this.seconds += text.length * PACE.letter;
  }

  /** Presses a button. */
  async press(place) {
    const target = await this.reach(place);
    const leads = await target.evaluate((one) => {
      // A dialog, in a tree of its own, belongs to what was pressed before.
      if (one.getRootNode() !== document) return null;
      return one.closest("form[data-act]")?.getAttribute("data-then") ?? "";
    });
    this.#leads = leads ?? this.#leads;
    this.#step("press");
    await this.page.keyboard.press("Enter");
  }

  /** Opens what is folded; where it is open already, nothing is done. */
  async unfold(place) {
    const target = this.page.locator(place).first();
    if (await target.evaluate((one) => one.parentElement.open)) return;
    await this.press(place);
  }

  /** Follows a link to another page. */
  async follow(place, name) {
    await this.reach(place);
    this.#step();
    await Promise.all([
      this.page.waitForEvent("framenavigated"),
      this.page.keyboard.press("Enter"),
    ]);
    await this.page.waitForLoadState();
    await this.arrive(name);
  }

  /** Ticks a box. */
  async tick(place) {
    const box = await this.reach(place);
    if (await box.isChecked()) return;
    await this.page.keyboard.press("Space");
    assert.equal(await box.isChecked(), true);
    this.#step("fill");
  }

  /** Chooses one way of several, by the arrows. */
  async choose(name, value) {
    const wanted = this.page.locator(`[name="${name}"][value="${value}"]`);
    // The group is entered at what is chosen, else at its first way.
    const chosen = this.page.locator(`[name="${name}"]:checked`);
    const entry = (await chosen.count()) > 0 ? chosen : this.page.locator(`[name="${name}"]`);
    await this.reach(entry.first());
    for (let turn = 0; turn < 12 && !(await wanted.isChecked()); turn += 1) {
      await this.page.keyboard.press(turn === 0 ? "Space" : "ArrowDown");
    }
    assert.equal(await wanted.isChecked(), true, `${name} is ${value}`);
    this.#step("fill");
  }

  /** Reads what is to be signed, signs it, and tells what was read. */
  async sign(name) {
    const shown = dialog(this.page);
    await shown.sign.or(shown.problem).waitFor();
    assert.equal(await shown.problem.count(), 0, await shown.text());
    if (name) await this.look(name);
    const words = bare(await shown.words.innerText());
    this.#reads(words);
    await this.press(shown.sign);
    return words;
  }

  /** Goes on from what the dialog tells in the end, to where the form leads. */
  async goOn(name) {
    const shown = dialog(this.page);
    await shown.go.or(shown.problem).waitFor();
    assert.equal(await shown.problem.count(), 0, await shown.text());
    if (name) await this.look(name);
    const gone = this.#leads === "" ? null : this.page.waitForEvent("framenavigated");
    await this.press(shown.go);
    await gone;
    await this.page.waitForLoadState();
  }

  /** Presses a quick form's button once its words stand beside it; no dialog asks. */
  async quick(form, name) {
    const says = this.page.locator(`${form} [data-says]:not(:empty)`);
    await says.waitFor();
    if (name) await this.look(name);
    const words = bare(await says.innerText());
    this.#reads(words);
    const sent = this.page.waitForResponse("**/v1/transactions");
    await this.press(`${form} button[type=submit]`);
    const told = await (await sent).json();
    assert.equal(told.status, "done", JSON.stringify(told));
    assert.equal(await dialog(this.page).root.count(), 0);
    return words;
  }

  /** Comes in by a link under a name, with a passkey: the act's words, then those of the browser's
   * own key. */
  async comeIn(link, handle) {
    await this.open(link);
    await this.page.locator("#preview .facts, #preview h2").first().waitFor();
    await this.look("join");
    await this.write("#f-handle", handle);
    await this.press("[data-with=passkey]");
    assert.ok((await this.sign("join-words")).includes(handle));
    assert.match(await this.sign(), /ed25519:/);
    await this.page.waitForURL(/\/(c\/\d+|mine)$/);
    await this.arrive("came-in");
  }

  /** Nothing went wrong on the way. */
  async leave() {
    assert.deepEqual(this.troubles, [], this.mark);
    await this.context.close();
  }
}

/** The counts of a journey, as the table has them: steps, and prompts of a passkey. */
export function told(journey) {
  const table = readFileSync(new URL("../../../../docs/journeys.md", import.meta.url), "utf8");
  const row = table.split("\n").find((line) => line.startsWith(`| ${journey} |`));
  assert.ok(row, `docs/journeys.md tells of: ${journey}`);
  const found = /^(\d+)(?:, \+(\d+))?/.exec(row.split("|")[2].trim());
  return { steps: Number(found[1]), prompts: Number(found[2] ?? 0) };
}
