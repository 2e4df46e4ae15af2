// A document in a file of its own: dark as the reader's system is, until he says otherwise.
"use strict";
(() => {
  const button = document.querySelector("[data-sop-dark]");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const light = document.body.dataset.mdColorScheme.replace("slate", "default");
  const show = (dark) => {
    document.body.dataset.mdColorScheme = dark ? "slate" : light;
    button.setAttribute("aria-pressed", String(dark));
  };
  let chosen = false;
  button.hidden = false;
  button.addEventListener("click", () => {
    chosen = true;
    show(button.getAttribute("aria-pressed") === "false");
  });
  night.addEventListener("change", () => chosen || show(night.matches));
  show(night.matches);
})();
