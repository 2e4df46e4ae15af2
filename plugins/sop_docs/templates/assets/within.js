// A copy holds a document's versions in one page: one of them whole, of the others what is other, in templates.
// This shows the version that the address asks for. It runs before the theme has looked at the page.
"use strict";
(() => {
  const wanted = new URLSearchParams(location.search).get("v");
  const heads = [...document.querySelectorAll("template[data-sop-version]")];
  const head = heads.find((one) => one.dataset.sopVersion === wanted);
  const templates = [...document.querySelectorAll("template[data-sop-in]")];
  const after = (node) => {
    let next = node.nextElementSibling;
    while (next?.matches("template")) next = next.nextElementSibling;
    return next;
  };
  if (head) {
    for (const template of templates.filter((one) => one.dataset.sopIn.split(" ").includes(wanted))) {
      for (let left = Number(template.dataset.sopFor); left > 0; left--) after(template).remove();
      template.replaceWith(template.content);
    }
    const { sopTitle, sopTopic, sopStyle, sopClass } = head.dataset;
    document.title = sopTitle;
    document.querySelector("head > style.sop-print").textContent = sopStyle;
    document.querySelector(".sop-page").className = sopClass;
    const topic = document.querySelector("[data-md-component=header-topic] .md-ellipsis");
    const [drawer, aside] = document.querySelectorAll(".md-nav--secondary");
    if (aside) drawer.replaceChildren(...aside.cloneNode(true).childNodes); // where the navigation has this page
    if (topic) topic.textContent = sopTopic;
  }
  for (const left of [...heads, ...templates]) left.remove();
})();
