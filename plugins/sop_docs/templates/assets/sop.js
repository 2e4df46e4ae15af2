// Pages of the library: state on the reader's day, registers, variants, charts. Everything can be read without it.
"use strict";
(() => {
  const REVIEW_NOTICE = 30; // days, as in model/lifecycle.py

  const daysBefore = (day, count) => {
    const moment = new Date(`${day}T00:00:00Z`);
    moment.setUTCDate(moment.getUTCDate() - count);
    return moment.toISOString().slice(0, 10);
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /** The state of a document on a day; the same sum as `state_on` in model/lifecycle.py, days as ISO words. */
  const stateOn = (day, status, effective, reviewDue, until) => {
    if (status === "draft" || status === "in-review") return status;
    if (status === "retired") return "withdrawn";
    if (!effective || effective > day) return "upcoming";
    if (until && until <= day) return "superseded";
    if (reviewDue && day > reviewDue) return "overdue";
    if (status === "pilot") return "pilot";
    if (reviewDue && day > daysBefore(reviewDue, REVIEW_NOTICE)) return "review-due";
    return "in-force";
  };

  /** The state on the reader's day, for the search. */
  globalThis.sopState = (status, effective, reviewDue, until) => stateOn(today(), status, effective, reviewDue, until);

  const showStates = (root) => {
    const day = today();
    shownDay = day;
    for (const badge of root.querySelectorAll(".sop-state[data-status]")) {
      // Only the history of versions knows that a newer one is in force.
      if (badge.classList.contains("sop-state--superseded") && !badge.dataset.until) continue;
      const state = stateOf(badge, day);
      badge.className = `sop-state sop-state--${state}`;
      badge.textContent = stateWords(badge)[state];
      badge.closest(".sop-log__table tr")?.classList.toggle("sop-log__current", IN_FORCE.has(state));
    }
    for (const show of [showSentences, showRows, showBanners, showEvents, showPaper, showAge]) show(root, day);
  };

  // What else a page says that is other on another day: made with the words of the day of the build, and data beside.

  const IN_FORCE = new Set(["pilot", "in-force", "review-due", "overdue"]);
  let shownDay = "";

  const stateOf = ({ dataset }, day) => stateOn(day, dataset.status, dataset.effective, dataset.reviewDue, dataset.until);

  const stateWords = (element) =>
    JSON.parse((element.closest("[data-sop-states]") ?? document.querySelector("[data-sop-states]")).dataset.sopStates);

  /** Sentences on a version's state, on when it is in force, and on the day itself. */
  const showSentences = (root, day) => {
    for (const line of root.querySelectorAll("[data-sop-sentence]")) {
      const state = stateOf(line, day);
      const { sopSentence, sopInForce } = line.dataset;
      const said = IN_FORCE.has(state) && sopInForce ? sopInForce : sopSentence;
      line.firstElementChild.textContent = said.replace("{state}", stateWords(line)[state]);
    }
    for (const span of root.querySelectorAll("[data-sop-since]")) {
      span.textContent = day < span.dataset.sopSince ? span.dataset.sopBefore : span.dataset.sopAfter;
    }
    for (const note of root.querySelectorAll("[data-sop-today]")) note.textContent = note.dataset.sopToday.replace("{day}", day);
  };

  /** Rows of texts that are replaced, and of those that replace them. */
  const showRows = (root, day) => {
    for (const row of root.querySelectorAll("[data-sop-from], [data-sop-to]")) {
      const { sopFrom = "", sopTo } = row.dataset;
      row.classList.toggle("sop-away", day < sopFrom || (sopTo !== undefined && sopTo <= day));
    }
    for (const register of root.querySelectorAll(".sop-register")) register.dispatchEvent(new Event("sop-states"));
  };

  /** The banner of a text that is not in force, with the way to the one that is; on the document's own page only then. */
  const showBanners = (root, day) => {
    for (const banner of root.querySelectorAll("[data-sop-own]")) {
      const state = stateOf(banner.querySelector("p"), day);
      const [last, ...ways] = [...banner.querySelectorAll(".sop-way")].reverse();
      const now = ways.find((way) => way.dataset.status && IN_FORCE.has(stateOf(way, day)));
      const inForce = IN_FORCE.has(state);
      for (const way of ways) way.hidden = inForce || way !== (now ?? ways.at(-1));
      last.hidden = !inForce;
      // When a text in force began stands in its sentence.
      for (const span of banner.querySelectorAll(".sop-span")) span.hidden = inForce;
      banner.className = `sop-banner sop-banner--${state}`;
      banner.hidden = banner.dataset.sopOwn === "own" && (inForce || !now);
      // What the banner says of newer texts need not be said again.
      for (const line of root.querySelectorAll(".sop-notice > p[data-status]")) {
        const other = stateOf(line, day);
        line.hidden = !banner.hidden && (other === "superseded" || IN_FORCE.has(other));
        line.parentElement.hidden = [...line.parentElement.children].every((one) => one.hidden);
      }
    }
  };

  /** Recent changes: what has come is no longer to come, and reviews are told when the time for them begins. */
  const showEvents = (root, day) => {
    const parts = new Map([...root.querySelectorAll("[data-sop-events]")].map((part) => [part.dataset.sopEvents, part]));
    if (!parts.size) return;
    const rows = [...parts.values()].flatMap((part) => [...part.querySelector("tbody").rows]);
    const order = (way) => (a, b) =>
      way * (a.dataset.day < b.dataset.day ? -1 : Number(a.dataset.day > b.dataset.day)) ||
      (a.dataset.number < b.dataset.number ? -1 : Number(a.dataset.number > b.dataset.number));
    const past = rows.filter((row) => row.dataset.day <= day).sort(order(-1));
    const coming = rows.filter((row) => row.dataset.day > day).sort(order(1));
    for (const row of past) row.classList.toggle("sop-away", row.dataset.day <= daysBefore(day, 365));
    for (const row of coming) row.classList.toggle("sop-away", row.dataset.told > day);
    for (const [name, found] of [["past", past], ["coming", coming]]) {
      const part = parts.get(name);
      part.querySelector("tbody").append(...found);
      const empty = found.every((row) => row.classList.contains("sop-away"));
      part.querySelector("section").hidden = empty;
      part.querySelector(".sop-nothing").hidden = !empty;
    }
  };

  /** Paper says the state of the day it was printed on, in the margin and across what is not in force. */
  const showPaper = (root, day) => {
    const style = document.documentElement.style;
    const own = root.querySelector(".sop-stamp .sop-state[data-status], [data-sop-own=apart] > p");
    for (const name of ["state", "mark"]) style.removeProperty(`--sop-print-${name}`);
    if (!own) return;
    const state = stateOf(own, day);
    const words = stateWords(own)[state];
    const note = root.querySelector("[data-sop-print]")?.dataset.sopPrint ?? "{state}";
    style.setProperty("--sop-print-state", JSON.stringify(note.replace("{state}", words).replace("{day}", day)));
    style.setProperty("--sop-print-mark", JSON.stringify(IN_FORCE.has(state) ? "" : words));
  };

  /** A copy that is old says so; at the library's own address it is the library, however long nothing has changed. */
  const showAge = (root, day) => {
    const line = root.querySelector(".sop-age");
    if (!line) return;
    const { day: built, old, home, text, where } = line.dataset;
    const there = location.protocol.startsWith("http") && (!home || isBelow(home));
    line.hidden = there || day < old;
    const words = document.createElement("strong");
    words.textContent = text.replace("{days}", Math.round((Date.parse(day) - Date.parse(built)) / 86400000));
    line.replaceChildren(words, ` ${where}`);
    if (!home) return;
    const link = document.createElement("a");
    link.href = link.textContent = home;
    line.append(link);
  };

  const isBelow = (home) => {
    const url = new URL(home, location.href);
    return url.host === location.host && location.pathname.startsWith(url.pathname.replace(/[^/]*$/, ""));
  };

  /** A page stays open for days: its states are looked at again at midnight, and when somebody comes back to it. */
  const watchDay = () => {
    const look = () => shownDay !== today() && showStates(document);
    const wait = () => {
      const now = new Date();
      const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
      // Timers stand still while a computer sleeps.
      setTimeout(() => (look(), wait()), Math.min(midnight - now + 50, 3600000));
    };
    for (const name of ["visibilitychange", "pageshow", "focus"]) window.addEventListener(name, look, true);
    window.addEventListener("beforeprint", look);
    wait();
  };

  const press = (buttons, chosen) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
  };

  const switchVariants = (root) => {
    const buttons = [...root.querySelectorAll("[data-sop-variant]")];
    for (const button of buttons) {
      button.closest(".sop-switch").hidden = false;
      button.addEventListener("click", () => {
        press(buttons, button);
        for (const value of root.querySelectorAll("[data-variant]")) {
          value.classList.toggle("sop-variant--marked", value.dataset.variant === button.dataset.sopVariant);
        }
      });
    }
  };

  const switchCharts = (root) => {
    for (const charts of root.querySelectorAll(".sop-charts")) {
      const buttons = [...charts.querySelectorAll("[data-sop-chart]")];
      const show = (button) => {
        press(buttons, button);
        for (const figure of charts.querySelectorAll("[data-chart]")) figure.hidden = figure.dataset.chart !== button.dataset.sopChart;
      };
      for (const button of buttons) {
        button.closest(".sop-switch").hidden = false;
        button.addEventListener("click", () => show(button));
      }
      if (buttons.length) show(buttons[0]);
    }
  };

  const enlargeCharts = (root) => {
    for (const button of root.querySelectorAll("[data-sop-zoom]")) {
      const box = button.closest("figure").querySelector(".sop-figure__box");
      if (!box.querySelector("svg, img")) continue;
      button.hidden = false;
      button.addEventListener("click", () => enlarge(box, button.dataset.close));
    }
  };

  /** Shows a chart alone on the whole screen, with buttons for its size; it goes back when the dialog closes. */
  const enlarge = (box, closeWord) => {
    const drawings = [...box.children];
    const dialog = document.createElement("dialog");
    const bar = document.createElement("header");
    const room = document.createElement("div");
    dialog.className = "sop-dialog md-typeset";
    dialog.setAttribute("aria-label", box.getAttribute("aria-label"));
    room.className = "sop-dialog__box";
    dialog.append(bar, room);
    room.append(...drawings);
    let scale = 1;
    const resize = (factor) => {
      scale = factor ? Math.min(6, Math.max(0.25, scale * factor)) : 1;
      for (const drawing of drawings) drawing.style.width = `${scale * 100}%`;
    };
    const controls = [["+", () => resize(1.25)], ["−", () => resize(0.8)], ["100 %", () => resize(0)], [closeWord, () => dialog.close()]];
    for (const [words, act] of controls) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sop-button";
      button.textContent = words;
      button.addEventListener("click", act);
      bar.append(button);
    }
    room.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
    dialog.addEventListener("close", () => {
      for (const drawing of drawings) drawing.style.width = "";
      box.append(...drawings);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    resize(0);
  };

  const words = (cell) => cell.textContent.trim();

  const sortRegister = (table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sop-sort";
      button.textContent = words(head);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const order = new Intl.Collator(document.documentElement.lang || "zh", { numeric: true });
        const rows = [...body.rows].sort((a, b) => order.compare(words(a.cells[column]), words(b.cells[column])));
        body.append(...(down ? rows.reverse() : rows));
      });
    });
  };

  const filterRegister = (register) => {
    const bar = register.querySelector(".sop-filter");
    const rows = [...register.querySelector("table").tBodies[0].rows];
    const [text, state, department] = ["text", "state", "department"].map((name) => bar.querySelector(`[data-sop-filter="${name}"]`));
    const count = bar.querySelector("[data-sop-count]");
    const there = () => rows.filter((row) => !row.classList.contains("sop-away"));
    const offer = () => {
      const chosen = state.value;
      state.length = 1;
      for (const name of new Set(there().map((row) => words(row.querySelector(".sop-state"))))) state.add(new Option(name, name));
      state.value = chosen;
      if (state.selectedIndex < 0) state.value = "";
    };
    const plain = (typed) => typed.normalize("NFKC").toLowerCase();
    const apply = () => {
      const wanted = plain(text.value).split(/\s+/);
      for (const row of rows) {
        const told = plain(row.textContent);
        row.hidden =
          !wanted.every((word) => told.includes(word)) ||
          (state.value !== "" && words(row.querySelector(".sop-state")) !== state.value) ||
          (department !== null && department.value !== "" && row.dataset.department !== department.value);
      }
      count.textContent = `${there().filter((row) => !row.hidden).length} ${count.dataset.sopCount}`;
    };
    bar.addEventListener("input", apply);
    register.addEventListener("sop-states", () => (offer(), apply()));
    offer();
    bar.hidden = false;
    apply();
  };

  const start = (root) => {
    showStates(root);
    switchVariants(root);
    switchCharts(root);
    enlargeCharts(root);
    for (const register of root.querySelectorAll(".sop-register")) {
      sortRegister(register.querySelector("table"));
      filterRegister(register);
    }
  };

  watchDay();
  // With Material's instant navigation a page is put in without being loaded.
  if (typeof document$ !== "undefined") document$.subscribe(() => start(document));
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document));
  else start(document);
})();
