// Elements made one by one: no text is ever read as markup.

// What a document has of its own gives way to the names of its images and forms
// (`<img name="createElement">`), and what a form has to those of its fields; so both are asked
// through their prototypes.

const { createElement, createElementNS, querySelector, querySelectorAll } = Document.prototype;
const getter = (name: string): (() => HTMLElement) => {
  const found = Object.getOwnPropertyDescriptor(Document.prototype, name)?.get;
  return () => found?.call(document) as HTMLElement;
};

/** The page's `<html>`. */
export const root = getter("documentElement");
/** The page's `<body>`. */
export const body = getter("body");

/** The first element of the page that fits. */
export function first(selector: string): HTMLElement | null {
  return querySelector.call(document, selector) as HTMLElement | null;
}

/** Every element of the page that fits. */
export function every(selector: string): HTMLElement[] {
  return [...(querySelectorAll.call(document, selector) as NodeListOf<HTMLElement>)];
}

/** Hears what happens on the page. */
export function hear(name: string, listen: (event: Event) => void): void {
  EventTarget.prototype.addEventListener.call(document, name, listen);
}

/** Attributes of an element; `class` and the like by their names. */
export type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and what is inside. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = createElement.call(document, tag) as HTMLElementTagNameMap[K];
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...inside);
  return element;
}

/** An element of a drawing. */
export function makeDrawing(tag: string, attributes: Attributes): Element {
  const element = createElementNS.call(document, "http://www.w3.org/2000/svg", tag) as Element;
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  return element;
}

/** A button that does something. */
export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** An attribute of an element, whatever the names of its fields are. */
export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

/** Whether an element has an attribute. */
export function has(element: Element, name: string): boolean {
  return attribute(element, name) !== null;
}

/** Sets an attribute, or takes it away. */
export function set(element: Element, name: string, value: string | null): void {
  if (value === null) Element.prototype.removeAttribute.call(element, name);
  else Element.prototype.setAttribute.call(element, name, value);
}

/** The element, or the nearest around it, that fits. */
export function closest(target: EventTarget | null, selector: string): Element | null {
  return target instanceof Element ? Element.prototype.closest.call(target, selector) : null;
}

/** The first element inside that fits. */
export function find(element: Element, selector: string): HTMLElement | null {
  return Element.prototype.querySelector.call(element, selector) as HTMLElement | null;
}

/** Every element inside that fits. */
export function findAll(element: Element, selector: string): HTMLElement[] {
  return [...(Element.prototype.querySelectorAll.call(element, selector) as NodeListOf<HTMLElement>)];
}
