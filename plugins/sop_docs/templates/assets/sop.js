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
    for (const badge of root.querySelectorAll(".sop-state[data-status]")) {
      const words = JSON.parse(badge.closest("[data-sop-states]").dataset.sopStates);
      // Only the history of versions knows that a newer one is in force.
      if (badge.classList.contains("sop-state--superseded")) continue;
      const state = stateOn(today(), badge.dataset.status, badge.dataset.effective, badge.dataset.reviewDue, badge.dataset.until);
      badge.className = `sop-state sop-state--${state}`;
      badge.textContent = words[state];
    }
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
    for (const name of new Set(rows.map((row) => words(row.querySelector(".sop-state"))))) state.add(new Option(name, name));
    const apply = () => {
      const wanted = text.value.trim().toLowerCase();
      for (const row of rows) {
        row.hidden =
          !row.textContent.toLowerCase().includes(wanted) ||
          (state.value !== "" && words(row.querySelector(".sop-state")) !== state.value) ||
          (department !== null && department.value !== "" && row.dataset.department !== department.value);
      }
      count.textContent = `${rows.filter((row) => !row.hidden).length} ${count.dataset.sopCount}`;
    };
    bar.addEventListener("input", apply);
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

  // With Material's instant navigation a page is put in without being loaded.
  if (typeof document$ !== "undefined") document$.subscribe(() => start(document));
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document));
  else start(document);
})();
