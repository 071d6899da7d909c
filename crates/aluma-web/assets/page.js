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

  // Moments in the reader's own time zone, written as the server writes them; the machine's form
  // stays in the attribute.
  const localise = (within) => {
    const two = (number) => String(number).padStart(2, "0");
    const format = (moment) => {
      const [year, month, day] = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())];
      const date = root.lang === "he" ? `${day}.${month}.${year}` : `${year}-${month}-${day}`;
      return `${date} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
    };
    for (const time of within.querySelectorAll("time[data-local]")) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      time.title = time.textContent;
      const inside = time.querySelector("bdi") ?? time;
      const text = format(moment);
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

  // A short name made of the long one, until somebody writes their own.
  let waits = 0;
  document.addEventListener("input", (event) => {
    const within = event.target.closest?.("[data-handle]");
    const short = within?.querySelector('[name="handle"]');
    if (!short) return;
    if (event.target === short) short.dataset.own = "";
    if (event.target.name !== "name" || "own" in short.dataset) return;
    clearTimeout(waits);
    waits = setTimeout(async () => {
      const address = `${within.dataset.handle}?name=${encodeURIComponent(event.target.value)}`;
      const answer = await fetch(address).catch(() => null);
      const made = answer?.ok ? (await answer.json()).handle : null;
      if (!("own" in short.dataset)) short.value = made ?? "";
    }, 300);
  });

  const start = () => {
    prepare(document);
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:after:swap", start);
  document.addEventListener("htmx:afterSwap", start);
})();
