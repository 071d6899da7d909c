// What is wrong with a form, said where it was written.

import { attribute, find, findAll } from "../dialog/dom.ts";
import type { Problem } from "../fault.ts";

/** Clears what was said before. */
export function clear(form: HTMLFormElement): void {
  for (const place of findAll(form, "[data-problem], [data-problem-for]")) {
    place.textContent = "";
    place.hidden = true;
  }
  for (const input of findAll(form, "[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** Says a problem by its field, else by the form, and brings the person there. */
export function show(form: HTMLFormElement, problem: Problem): void {
  clear(form);
  const at = (name: string, value: string): HTMLElement | null => {
    const all = findAll(form, `[${name}]`);
    return all.find((one) => attribute(one, name) === value) ?? null;
  };
  const { field } = problem;
  const input = field === null ? null : (at("name", field) ?? at("name", `${field}.number`));
  const beside = field === null ? null : at("data-problem-for", field);
  const place = beside ?? find(form, "[data-problem]");
  if (place !== null) {
    const words = [problem.detail === "" ? problem.title : problem.detail, problem.hint];
    place.textContent = words.filter((part) => part !== "").join(" ");
    place.hidden = false;
  }
  if (input !== null) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else if (place !== null) {
    place.tabIndex = -1;
    place.focus();
  }
}
