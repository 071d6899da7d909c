// Small helpers of pages: no words of their own, nothing that is signed passes through here.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const store = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* A browser that keeps nothing. */ }
  };

  // Theme: as the device has it, until somebody says otherwise.
  const theme = stored("aluma-theme");
  if (theme) root.dataset.theme = theme;
  const isDark = () =>
    root.dataset.theme === "dark" ||
    (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);

  // Moments in the reader's own time zone; the machine's form stays in the attribute.
  const localise = (within) => {
    const format = new Intl.DateTimeFormat(root.lang === "he" ? "he-IL" : "en-GB", {
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false,
    });
    for (const time of within.querySelectorAll("time[data-local]")) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      time.title = time.textContent;
      const inside = time.querySelector("bdi") ?? time;
      const text = format.format(moment);
      if (inside.textContent !== text) inside.textContent = text;
    }
  };

  // What belongs to a way of choosing is asked where that way was chosen.
  const choose = (within) => {
    for (const part of within.querySelectorAll("[data-when]")) {
      const form = part.closest("form") ?? document;
      const chosen = form.querySelector(`[name="${CSS.escape(part.dataset.when)}"]:checked`);
      const isOn = chosen?.value === part.dataset.is;
      part.hidden = !isOn;
      for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = !isOn;
    }
  };

  const prepare = (within) => { localise(within); choose(within); };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form");
    if (form) choose(form);
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-theme-switch], [data-add], [data-language], [data-copy]");
    if (!target) return;
    if ("themeSwitch" in target.dataset) {
      root.dataset.theme = isDark() ? "light" : "dark";
      store("aluma-theme", root.dataset.theme);
    } else if ("add" in target.dataset) {
      add(target);
    } else if ("language" in target.dataset) {
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `aluma-language=${target.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    } else if ("copy" in target.dataset) {
      navigator.clipboard?.writeText(target.dataset.copy);
      target.dataset.copied = "";
    }
  });

  // One more entry of a list, from its pattern, under the next number.
  const add = (button) => {
    const list = button.closest("[data-list]");
    const pattern = list?.querySelector(":scope > template");
    const place = Number(button.dataset.next);
    if (!pattern || !Number.isInteger(place)) return;
    button.dataset.next = String(place + 1);
    const entry = pattern.content.cloneNode(true);
    const path = `${button.dataset.add}[`;
    for (const part of entry.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby", "data-problem-for", "data-list", "data-add", "data-when"]) {
        const value = part.getAttribute(name);
        if (value?.includes(`${path}#]`)) part.setAttribute(name, value.replace(`${path}#]`, `${path}${place}]`));
      }
    }
    list.querySelector(":scope > ol").append(entry);
    choose(list);
    list.querySelector(":scope > ol > li:last-child :is(input, select, textarea)")?.focus();
  };

  // A handle made of a name, until somebody writes one of their own.
  document.addEventListener("change", async (event) => {
    const within = event.target.closest?.("[data-handle]");
    const handle = within?.querySelector('[name="handle"]');
    if (!handle) return;
    if (event.target === handle) handle.dataset.own = "";
    if (event.target.name !== "name" || "own" in handle.dataset) return;
    const query = new URLSearchParams({ name: event.target.value });
    const response = await fetch(`${within.dataset.handle}?${query}`).catch(() => null);
    const proposed = response?.ok ? (await response.json()).handle : null;
    if (proposed && !("own" in handle.dataset)) handle.value = proposed;
  });

  const start = () => prepare(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:after:swap", start);
  document.addEventListener("htmx:afterSwap", start);
})();
