// The address of a version in a copy: its text lies in the page of its document.
"use strict";
(() => {
  const way = new URL(document.currentScript.dataset.way, location.href);
  for (const [name, value] of new URLSearchParams(location.search)) way.searchParams.set(name, value);
  way.hash = location.hash || way.hash;
  location.replace(way);
})();
