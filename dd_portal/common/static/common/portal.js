/* Extras for the portal: every page works without this file. Each part finds its elements by a data attribute. */
(() => {
  "use strict";

  const YEAR = 365 * 24 * 3600;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const remember = (name, value) => {
    const age = value ? YEAR : 0;
    document.cookie = `${name}=${value};path=/;max-age=${age};samesite=lax`;
  };
  const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  /* One quiet region tells screen readers what changed. */
  const speaker = document.createElement("div");
  speaker.className = "visually-hidden";
  speaker.setAttribute("role", "status");
  const say = (text) => {
    speaker.textContent = "";
    setTimeout(() => (speaker.textContent = text), 50);
  };

  /* ------------------------------------------------------------ colours and the shortcut switch */

  const root = document.documentElement;

  function showTheme() {
    const now = root.dataset.theme ?? "system";
    for (const button of all("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    }
  }

  function showShortcutSwitch() {
    const off = root.dataset.shortcuts === "off";
    for (const button of all("[data-shortcuts-switch]")) button.textContent = off ? button.dataset.off : button.dataset.on;
  }

  function setUpSwitches() {
    for (const part of all("[data-theme-switch]")) part.hidden = false;
    showTheme();
    showShortcutSwitch();
    document.addEventListener("click", (event) => {
      const theme = event.target.closest("[data-theme-choice]");
      if (theme) {
        const choice = theme.dataset.themeChoice;
        if (choice === "system") delete root.dataset.theme;
        else root.dataset.theme = choice;
        remember("theme", choice === "system" ? "" : choice);
        showTheme();
      }
      if (event.target.closest("[data-shortcuts-switch]")) {
        const off = root.dataset.shortcuts === "off";
        if (off) delete root.dataset.shortcuts;
        else root.dataset.shortcuts = "off";
        remember("shortcuts", off ? "" : "off");
        showShortcutSwitch();
      }
    });
  }

  /* ------------------------------------------------------------ keyboard */

  const SEQUENCE = 1200;
  let first = "";
  let firstAt = 0;

  /* Usual key -> the person's own, "" for none; what is not in it is as usual. */
  const own = new Map((root.dataset.ownKeys ?? "").split(" ").filter(Boolean).map((pair) => [pair[0], pair.slice(2)]));

  /* What a pressed key stands for, by its usual key. */
  function meaning(key) {
    for (const [usual, chosen] of own) if (chosen === key) return usual;
    return own.has(key) ? "" : key;
  }

  /* The key to press for a usual one, or for the first of two. */
  const pressed = (usual) => (own.has(usual[0]) ? `${own.get(usual[0])}${usual.slice(1)}` : usual);
  const isOff = (usual) => own.get(usual[0]) === "" && (usual.length === 1 || usual[1] === " ");

  function showOwnKeys(part) {
    if (!own.size) return;
    for (const element of all("[data-key]", part)) {
      const usual = element.dataset.key.toLowerCase();
      if (!own.has(usual[0]) || (usual.length > 1 && usual[1] !== " ")) continue;
      if (isOff(usual)) element.removeAttribute("aria-keyshortcuts");
      else if (element.hasAttribute("aria-keyshortcuts")) element.setAttribute("aria-keyshortcuts", pressed(usual));
      const around = element.matches("input") ? element.closest("label, form[role=search]") : element;
      for (const hint of around ? all("kbd.key", around) : []) {
        if (hint.textContent.trim().toLowerCase() !== usual) continue;
        if (isOff(usual)) hint.remove();
        else hint.textContent = pressed(usual).toUpperCase();
      }
    }
  }

  const isTyping = (target) =>
    target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

  const isSeen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

  function keyed(name) {
    const found = all("[data-key]").filter(
      (element) => element.dataset.key.toLowerCase() === name && element.getAttribute("aria-disabled") !== "true",
    );
    return found.find(isSeen) ?? found.find((element) => element.closest(".drop, .bar__menu"));
  }

  function use(element) {
    if (element.matches("input:not([type=radio], [type=checkbox]), textarea, select")) {
      element.focus();
      element.select?.();
    } else if (element.matches("[type=radio]")) {
      element.focus();
      element.click();
    } else if (element.matches("summary, a, button, [type=checkbox]")) {
      element.focus();
      element.click();
    } else element.focus();
  }

  function rows() {
    return all("[data-row]").filter(isSeen);
  }

  function moveCursor(step) {
    const list = rows();
    if (!list.length) return false;
    const now = list.findIndex((row) => row.classList.contains("is-cursor"));
    const next = list[Math.min(list.length - 1, Math.max(0, now < 0 ? 0 : now + step))];
    for (const row of list) row.classList.toggle("is-cursor", row === next);
    next.querySelector("[data-row-link]")?.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  let anchor = null;

  /* Ticks all rows between the last one that was ticked by hand and this one, this one included. */
  function tickUpTo(row) {
    const list = rows();
    const ends = [list.indexOf(anchor), list.indexOf(row)];
    const from = ends[0] < 0 ? ends[1] : Math.min(...ends);
    const boxes = list.slice(from, Math.max(...ends) + 1).map((one) => one.querySelector("input[type=checkbox]"));
    for (const box of boxes) if (box && !box.checked) box.click();
    anchor = row;
    return boxes.some(Boolean);
  }

  function showTicked() {
    for (const words of all("[data-ticked]")) {
      const number = all(`input[type=checkbox][form="${CSS.escape(words.dataset.ticked)}"]:checked`).length;
      words.dataset.none ??= words.textContent;
      const many = words.dataset.many.replace("%n", number);
      const now = number === 0 ? words.dataset.none : number === 1 ? words.dataset.one : many;
      if (words.textContent === now) continue;
      words.textContent = now;
      say(now);
    }
  }

  function onRow(key, event) {
    const row = document.querySelector("[data-row].is-cursor");
    if (key === "j") return moveCursor(1);
    if (key === "k") return moveCursor(-1);
    if (key === "x" && row && event.shiftKey) return tickUpTo(row);
    if (key === "x" && row) {
      const box = row.querySelector("input[type=checkbox]");
      box?.click();
      anchor = row;
      return Boolean(box);
    }
    if (key === "enter" && row && event.target === document.body) {
      const link = row.querySelector("[data-row-link]");
      link?.click();
      return Boolean(link);
    }
    return false;
  }

  /* The form whose field one is in, the page's chief one from elsewhere: words of a note must not send the decision. */
  function formToSubmit(target) {
    const own = target.closest?.("main form[method=post]");
    if (!own) return document.querySelector("form[data-submit-key]");
    return own.matches("[data-submit-key]") || target.matches("input, textarea, select") ? own : null;
  }

  function onKey(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = formToSubmit(event.target);
      if (form && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        const first = form.querySelector("[data-submit-button], button:not([type=button], [type=reset])");
        form.requestSubmit(form.querySelector("[data-submit-button]") ?? first ?? undefined);
      }
      return;
    }
    const resting = root.dataset.shortcuts === "off" || document.querySelector("dialog[open]");
    if (resting || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const plain = event.key.toLowerCase();
    const key = meaning(plain);
    const pair = first && event.timeStamp - firstAt < SEQUENCE ? keyed(`${first} ${plain}`) : undefined;
    first = "";
    const element = pair ?? (key && keyed(key));
    if (element) {
      event.preventDefault();
      use(element);
    } else if (onRow(key, event)) {
      event.preventDefault();
    } else if (key && all("[data-key]").some((one) => one.dataset.key.toLowerCase().startsWith(`${key} `))) {
      first = key;
      firstAt = event.timeStamp;
    }
  }

  function nameOf(element) {
    if (element.dataset.keySays) return element.dataset.keySays;
    const source = element.matches("input, textarea, select") ? (element.labels?.[0] ?? element) : element;
    const copy = source.cloneNode(true);
    for (const extra of all("kbd, svg, .answer__effect, .code", copy)) extra.remove();
    return copy.textContent.trim().replace(/\s+/g, " ") || element.getAttribute("aria-label") || "";
  }

  function setUpShortcutList() {
    const dialog = document.getElementById("shortcut-list");
    const opener = document.querySelector("[data-shortcuts-list]");
    if (!dialog || !opener) return;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      const list = dialog.querySelector("[data-keys]");
      const seen = new Map(all("[data-key]").filter(isSeen).map((one) => [one.dataset.key, nameOf(one)]));
      const says = dialog.dataset;
      if (rows().length) {
        seen.set("j", says.next).set("k", says.previous).set("x", says.select);
        if (!isOff("x")) seen.set(`Shift ${pressed("x").toUpperCase()}`, says.range);
      }
      if (document.querySelector("main form[method=post], form[data-submit-key]")) seen.set("Ctrl Enter", says.submit);
      list.replaceChildren();
      for (const [usual, words] of seen) {
        if (isOff(usual)) continue;
        const key = /^(.|. .)$/.test(usual) ? pressed(usual) : usual;
        const term = document.createElement("dt");
        for (const one of key.split(" ")) {
          const hint = document.createElement("kbd");
          hint.className = "key";
          hint.textContent = one.length === 1 ? one.toUpperCase() : one;
          term.append(hint, " ");
        }
        const meaning = document.createElement("dd");
        meaning.textContent = words;
        list.append(term, meaning);
      }
      dialog.showModal();
    });
  }

  /* ------------------------------------------------------------ live regions */

  const STEPS = [100, 75, 50, 25];
  let told = 0;

  function tell(region) {
    const progress = region.querySelector("[data-progress]");
    const total = Number(progress?.dataset.progressTotal ?? 0);
    if (!total) return;
    const share = (100 * Number(progress.dataset.progress)) / total;
    const step = STEPS.find((one) => share >= one) ?? 0;
    if (step > told) {
      told = step;
      say(progress.querySelector(".progress__line")?.textContent.trim().replace(/\s+/g, " ") ?? `${step} %`);
    }
  }

  function keepLive(region) {
    const url = region.dataset.liveUrl;
    if (!url) return;
    const every = 1000 * Number(region.dataset.liveEvery || 2);
    setTimeout(async () => {
      if (document.hidden) return keepLive(region);
      try {
        const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = region.id ? (page.getElementById(region.id) ?? page.body.firstElementChild) : page.body.firstElementChild;
        if (!fresh) throw new Error("empty");
        const held = region.contains(document.activeElement) ? document.activeElement.id : "";
        showOwnKeys(fresh);
        region.replaceWith(fresh);
        if (held) document.getElementById(held)?.focus();
        tell(fresh);
        if (fresh.dataset.says && fresh.dataset.says !== region.dataset.says) say(fresh.dataset.says);
        if (fresh.dataset.liveUrl) keepLive(fresh);
        else fresh.dispatchEvent(new CustomEvent("live:ended", { bubbles: true }));
      } catch {
        setTimeout(() => keepLive(region), 4 * every);
      }
    }, every);
  }

  /* ------------------------------------------------------------ forms */

  function insert(button) {
    const field = document.querySelector(button.dataset.insert);
    if (!field) return;
    const gap = field.selectionStart && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
    field.setRangeText(gap + button.dataset.insertText, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  const DRAFT_EVERY = 30000;

  function keepDraft(field) {
    let saved = field.value;
    const save = async () => {
      if (field.value === saved) return;
      const text = field.value;
      const body = new URLSearchParams({ text, csrfmiddlewaretoken: csrf() });
      try {
        const answer = await fetch(field.dataset.draftUrl, { method: "POST", body, credentials: "same-origin", keepalive: true });
        if (!answer.ok) return;
        saved = text;
        const state = field.dataset.draftState && document.querySelector(field.dataset.draftState);
        if (state) state.textContent = `${state.dataset.saved ?? ""} ${new Date().toISOString().slice(11, 16)} UTC`.trim();
      } catch {
        /* The next round tries again; the text is still in the field. */
      }
    };
    setInterval(save, DRAFT_EVERY);
    field.addEventListener("blur", save);
    document.addEventListener("visibilitychange", () => document.hidden && save());
  }

  function confirmFirst(event) {
    const form = event.target;
    const dialog = form.dataset?.confirm && document.querySelector(form.dataset.confirm);
    if (!dialog || form.dataset.confirmed) return;
    event.preventDefault();
    const sender = event.submitter;
    const answer = (click) => {
      const button = click.target.closest("button");
      if (!button) return;
      click.preventDefault();
      dialog.close(button.hasAttribute("data-confirm-yes") ? "yes" : "");
    };
    dialog.returnValue = "";
    dialog.addEventListener("click", answer);
    dialog.addEventListener("close", function closed() {
      dialog.removeEventListener("click", answer);
      dialog.removeEventListener("close", closed);
      if (dialog.returnValue !== "yes") return sender?.focus();
      form.dataset.confirmed = "yes";
      const mark = document.createElement("input");
      Object.assign(mark, { type: "hidden", name: "confirmed", value: "yes" });
      form.append(mark);
      form.requestSubmit(sender ?? undefined);
    });
    dialog.showModal();
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector("button:not([data-confirm-yes])"))?.focus();
  }

  function showChosen(name) {
    const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(name)}"]:checked`);
    const shows = (chosen?.dataset.shows ?? "").split(" ");
    for (const group of all(`[data-shown-by="${CSS.escape(name)}"]`)) {
      const seen = shows.includes(group.id);
      group.hidden = !seen;
      if (group.matches("fieldset")) group.disabled = !seen;
    }
    const button = chosen?.form?.querySelector("[data-submit-button]");
    const words = button && [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (words && chosen.dataset.submitLabel) words.data = `${chosen.dataset.submitLabel} `;
  }

  function setUpForms() {
    for (const name of new Set(all("[data-shown-by]").map((group) => group.dataset.shownBy))) showChosen(name);
    document.addEventListener("change", (event) => {
      if (event.target.matches("input[type=radio]")) showChosen(event.target.name);
      if (event.target.matches("input[type=checkbox][form]")) showTicked();
    });
    document.addEventListener("submit", confirmFirst);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-insert]");
      if (button) insert(button);
      if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
    });
    for (const field of all("[data-draft-url]")) keepDraft(field);
    showTicked();
    document.querySelector("[data-focus]")?.focus();
  }

  /* ------------------------------------------------------------ toasts, menus, first look */

  const TOAST = 8000;

  function setUpToasts() {
    for (const toast of all("[data-toast]")) {
      const close = toast.querySelector("[data-toast-close]");
      if (close) {
        close.hidden = false;
        close.addEventListener("click", () => toast.remove());
      }
      if (!toast.hasAttribute("data-stay") && !toast.querySelector("a")) setTimeout(() => toast.remove(), TOAST);
    }
  }

  function setUpMenus() {
    const open = () => all(".drop[open], .bar__menu[open]");
    document.addEventListener("click", (event) => {
      for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of open()) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
    });
  }

  /* ------------------------------------------------------------ the end of a session */

  const WARN_BEFORE = 120;

  function setUpSessionEnd() {
    const note = document.querySelector("[data-session-note]");
    const left = Number(document.body.dataset.sessionSeconds);
    if (!note || !Number.isFinite(left)) return;
    const warnIn = (seconds) => setTimeout(() => (note.hidden = false), Math.max(0, seconds - WARN_BEFORE) * 1000);
    const button = note.querySelector("[data-session-stay]");
    button.addEventListener("click", async () => {
      const body = new URLSearchParams({ csrfmiddlewaretoken: button.dataset.token });
      try {
        const answer = await fetch(button.dataset.url, { method: "POST", body, credentials: "same-origin" });
        if (answer.redirected || !answer.ok) return location.reload();
        note.hidden = true;
        say(note.dataset.stayed);
        warnIn((await answer.json()).seconds);
      } catch {
        /* The network is away: the warning stays, and so does the button. */
      }
    });
    warnIn(left);
  }

  document.body.append(speaker);
  showOwnKeys(document);
  setUpSwitches();
  setUpShortcutList();
  setUpForms();
  setUpToasts();
  setUpSessionEnd();
  setUpMenus();
  document.addEventListener("keydown", onKey);
  for (const region of all("[data-live-url]")) keepLive(region);
  for (const here of all(".views [aria-current], .tabs [aria-current]")) {
    here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 16;
  }
})();
