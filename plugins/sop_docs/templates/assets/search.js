// The search field: it fetches what it searches in when somebody turns to it, asks a worker, and shows what comes back.
"use strict";
(() => {
  const MOST_WORDS = 16, MOST_MARKS = 400;
  const ASSETS = new URL(".", document.currentScript.src);
  const ROOT = new URL("../../", ASSETS);

  // What scripts bring. A page of file:// may load no file but as a classic script, so that is what they all are.

  const brought = new Map();
  globalThis.sop_search = (name, value) => brought.set(name, value);

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, ASSETS);
      script.onload = () => resolve(script.remove());
      script.onerror = () => reject(new Error(`${path} cannot be read`));
      document.head.append(script);
    });

  const take = async (path, name) => {
    await load(path);
    const value = brought.get(name);
    brought.delete(name);
    return value;
  };

  // Who answers: a worker made from the source of the engine, or where there may be none the engine here, piece by piece.

  const inWorker = (answer) =>
    new Promise((resolve, reject) => {
      const source = `const take = (${globalThis.sopSearchEngine})(postMessage);
        onmessage = ({ data }) => { const work = take(data); while (!work.next().done); };
        postMessage("ready");`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      worker.onerror = reject;
      worker.onmessage = () => {
        worker.onmessage = ({ data }) => answer(data);
        resolve((message) => worker.postMessage(message));
      };
    });

  const inPieces = (answer) => {
    const take = globalThis.sopSearchEngine(answer);
    let last = Promise.resolve();
    const breath = () => new Promise((resolve) => setTimeout(resolve));
    const work = async (message) => {
      const pieces = take(message);
      while (!pieces.next().done) await breath();
    };
    return (message) => {
      last = last.then(() => work(message)).then(breath);
    };
  };

  const states = (dates) =>
    dates.map((known) => (known.length ? globalThis.sopState(...known) : "")); // most pages are no documents

  /** Makes ready to answer; returns what is known of the library and a function that asks. */
  const prepare = async () => {
    const [letters, index] = await Promise.all([
      take("search_letters.js", "letters"),
      take("search/index.js", "index"),
      load("search_engine.js"),
    ]);
    const waiting = new Map();
    const answer = (message) => {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    };
    const tell = await inWorker(answer).catch(() => inPieces(answer));
    const learn = async (names, dates, old) => {
      const texts = names.map((name) => take(`search/${name}.js`, name));
      for (const text of texts) tell({ text: await text, old });
      tell({ states: states(dates), old });
    };
    tell({ letters, often: index.often });
    await learn(index.shards, index.dates, false);
    let past = null;
    let count = 0;
    const ask = async (query, filters) => {
      if (filters.old) past = past || learn(index.old, index.oldDates, true);
      await past;
      const id = ++count;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        tell({ id, query, filters });
      });
    };
    return { index, ask };
  };

  // What is shown. Texts of the library are put in as text, never as HTML.

  const element = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const marked = (text, ranges) => {
    const parts = [];
    let end = 0;
    for (const [from, to] of ranges) {
      parts.push(text.slice(end, from), element("mark", "", text.slice(from, to)));
      end = to;
    }
    return [...parts, text.slice(end)].filter((part) => part !== "");
  };

  const addressOf = (path, passage) => {
    const address = new URL(path, ROOT);
    if (!address.href.startsWith(ROOT.href)) return ROOT.href; // no page of this site
    if (passage?.words.length) address.searchParams.set("h", passage.words.join(" "));
    if (passage?.anchor) address.hash = passage.anchor;
    return address.href;
  };

  const headOf = (page, words) => {
    const facts = element("div", "sop-hit__facts");
    if (page.number) facts.append(element("span", "sop-hit__number", ...marked(page.number, page.numberMarks)));
    if (page.version) facts.append(element("span", "", `V${page.version}`));
    if (page.state) facts.append(element("span", `sop-state sop-state--${page.state}`, words.stateNames[page.state] ?? page.state));
    else if (words.kindNames[page.kind]) facts.append(element("span", "sop-hit__kind", words.kindNames[page.kind]));
    return [facts, element("div", "sop-hit__title", ...marked(page.title, page.titleMarks))];
  };

  const passageOf = (passage) => {
    const parts = [];
    if (passage.name) parts.push(element("div", "sop-hit__step", ...marked(passage.name, passage.nameMarks)));
    if (passage.text) parts.push(element("div", "sop-hit__text", ...marked(passage.text, passage.textMarks)));
    return parts;
  };

  const option = (address, id, className, content) => {
    const link = element("a", `md-search-result__link ${className}`, element("div", "md-search-result__article", ...content));
    link.href = address;
    link.id = `sop-search-${id}`;
    link.tabIndex = -1; // the keys stay in the field, which says which of them is meant
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  };

  const groupOf = (page, at, words) => {
    const [first, ...others] = page.passages;
    const group = element("div", `md-search-result__item${page.old ? " sop-hit--old" : ""}`);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", [page.number, page.title].filter(Boolean).join(" "));
    if (page.language) group.lang = page.language;
    group.append(option(addressOf(page.path, first), at, "sop-hit", [...headOf(page, words), ...(first ? passageOf(first) : [])]));
    others.forEach((passage, more) => group.append(option(addressOf(page.path, passage), `${at}-${more}`, "sop-hit sop-hit--more", passageOf(passage))));
    return group;
  };

  const countOf = ({ total, results }, words) => {
    if (!total) return words.none;
    const said = total > results.length ? words.most : total === 1 ? words.one : words.many;
    return said.replace("{count}", total).replace("{shown}", results.length);
  };

  const select = (label, choices, changed) => {
    const box = element("select", "", new Option(label, ""), ...choices.map(([value, name]) => new Option(name, value)));
    box.setAttribute("aria-label", label);
    box.addEventListener("change", changed);
    return box;
  };

  /** Puts the boxes that sift into the bar, and returns what they say. */
  const sift = (bar, { words, departments, roles, dates, old, oldDates }, changed) => {
    const stated = (known) => {
      const there = new Set(states(known));
      return Object.keys(words.stateNames).filter((state) => there.has(state));
    };
    const all = stated([...dates, ...oldDates]);
    const department = select(words.departments, Object.entries(departments), changed);
    const role = select(words.roles, roles.map((name, at) => [at, name]), changed);
    const state = select(words.states, [], changed);
    const past = element("input");
    past.type = "checkbox";
    /** Offers the states of what is looked through; one that was chosen and is not among them is chosen no more. */
    const offer = () => {
      const chosen = state.value;
      state.length = 1;
      for (const name of past.checked ? all : stated(dates)) state.add(new Option(words.stateNames[name], name));
      state.value = chosen;
      if (state.selectedIndex < 0) state.value = "";
    };
    past.addEventListener("change", () => (offer(), changed()));
    offer();
    const boxes = [[department, Object.keys(departments)], [role, roles], [state, all]];
    bar.replaceChildren(...boxes.filter(([, choices]) => choices.length > 1).map(([box]) => box));
    if (old.length) bar.append(element("label", "", past, words.old));
    bar.hidden = !bar.children.length;
    return () => ({ department: department.value, role: role.value === "" ? null : Number(role.value), state: state.value, old: past.checked });
  };

  // The field.

  let prepared = null;

  const start = (search) => {
    const toggle = document.getElementById("__search");
    const [field, bar, status, list] = ["input", ".sop-sift", "[role=status]", "[role=listbox]"].map((name) => search.querySelector(name));
    let library = null;
    let filters = null;
    let chosen = -1;
    let busy = false;
    let pending = false;
    let hasty = false; // Enter was pressed before there was an answer

    const open = (wanted) => toggle.checked !== wanted && toggle.click();
    const options = () => [...list.querySelectorAll("[role=option]")];

    const choose = (at) => {
      const all = options();
      chosen = all.length ? (at + all.length + 1) % (all.length + 1) : -1;
      // One place more than there are results: that of the field itself.
      if (chosen === all.length) chosen = -1;
      all.forEach((one, other) => one.setAttribute("aria-selected", String(other === chosen)));
      if (chosen < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    };

    const show = (query, answer) => {
      list.dataset.query = query; // what the results below answer
      status.textContent = answer ? countOf(answer, library.index.words) : library.index.words.hint;
      list.replaceChildren(...(answer?.results ?? []).map((page, at) => groupOf(page, at, library.index.words)));
      list.closest(".md-search__scrollwrap").scrollTop = 0;
      field.setAttribute("aria-expanded", String(Boolean(answer?.total)));
      choose(-1);
      if (hasty) options()[0]?.click();
      hasty = false;
    };

    const enter = () => {
      if (chosen >= 0) options()[chosen].click();
      else if (list.dataset.query === field.value.trim()) options()[0]?.click();
      else hasty = true;
    };

    const getReady = () => {
      prepared = prepared || prepare();
      return prepared.then(
        (ready) => {
          if (library) return;
          library = ready;
          filters = sift(bar, ready.index, find);
          status.textContent = ready.index.words.hint;
          performance.mark("sop-search-ready");
        },
        (error) => {
          prepared = null; // the next key tries again
          status.textContent = error.message;
          throw error;
        },
      );
    };

    /** Asks for what the field says; while an answer is on its way only the last wish is kept. */
    const find = async () => {
      if (busy) return void (pending = true);
      busy = true;
      try {
        await getReady();
        do {
          pending = false;
          const query = field.value.trim();
          const answer = query ? await library.ask(query, filters()) : null;
          if (!pending) show(query, answer);
        } while (pending);
      } catch {
        // It was said already.
      } finally {
        busy = false;
      }
    };

    field.addEventListener("focus", () => {
      open(true);
      getReady().catch(() => {});
    });
    field.addEventListener("input", (event) => {
      hasty = false;
      if (!event.isComposing) find();
    });
    field.addEventListener("compositionend", find);
    field.form.addEventListener("submit", (event) => event.preventDefault());
    field.form.addEventListener("reset", () => {
      setTimeout(find);
      field.focus();
    });
    toggle.addEventListener("change", () => (toggle.checked ? field.focus() : field.blur()));
    search.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !search.contains(relatedTarget) && relatedTarget !== toggle) open(false);
    });
    list.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
      if (target.closest("a") && !ctrlKey && !metaKey && !shiftKey) open(false); // else it opens in another tab or window
    });
    search.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return; // 229 is all that Safari says of a key that ends it
      if (event.key === "Escape") {
        open(false);
        field.blur();
      } else if (event.target !== field) return;
      else if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? options().length - 1 : chosen - 1);
      else if (event.key === "Enter") enter();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    document.addEventListener("keydown", (event) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || !["/", "f", "s"].includes(event.key)) return;
      if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      event.preventDefault();
      open(true);
      field.focus();
      field.select();
    });
    const linked = new URLSearchParams(location.search).get("q");
    if (linked) {
      field.value = linked.slice(0, field.maxLength);
      open(true);
      find();
    }
  };

  // The page a result leads to.

  /** Marks the words that were found; they are compared as they stand, no pattern is made of them. */
  const markWords = (root, words) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("svg, script, style, button, mark") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const nodes = [];
    while (texts.nextNode()) nodes.push(texts.currentNode);
    let left = MOST_MARKS;
    for (const node of nodes) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue;
      const ranges = [];
      for (let at = 0; at < text.length && left > 0; ) {
        const word = words.find((one) => text.startsWith(one, at));
        if (word) ranges.push([at, at + word.length]) && left--;
        at += word ? word.length : 1;
      }
      // In one element: a heading that sets its parts apart would pull the pieces of a word apart.
      if (ranges.length) node.replaceWith(element("span", "", ...marked(node.data, ranges)));
    }
  };

  const begin = () => {
    for (const search of document.querySelectorAll("[data-sop-search]:not([data-ready])")) {
      search.dataset.ready = "";
      start(search);
    }
    const found = new URLSearchParams(location.search).get("h");
    const words = (found ?? "").toLowerCase().split(" ").filter(Boolean).slice(0, MOST_WORDS);
    const content = document.querySelector("article.md-content__inner");
    if (words.length && content) markWords(content, words.sort((one, other) => other.length - one.length));
  };

  // With Material's instant navigation a page is put in without being loaded.
  if (typeof document$ !== "undefined") document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
