// What finds pages: text in, results out. It runs in a worker made from its own source, so it uses nothing outside itself.
"use strict";

/**
 * Returns a generator function that takes a message and answers with `post`; it has done when the generator has.
 *
 * A query is cut into units: pairs of neighbours of Chinese text, words of Latin text and numbers by their beginnings.
 * One pass over all letters notes which unit stands in which passage; what no page has is then looked for as a slip:
 * another character of the same sound, two characters exchanged, one too few or too many, a word spelt nearly so.
 */
globalThis.sopSearchEngine = (post) => {
  const LONGEST_QUERY = 80;
  const MOST_UNITS = 30; // a bit each in a number
  const MOST_RESULTS = 40;
  const SNIPPET = 110;
  const PAGES_AT_ONCE = 60;
  const OTHER = 0, WORD = 1, HAN = 2;
  const COMMA = 44;
  const ANY = 0; // as a letter of a unit: one character, whichever
  const FIELDS = { number: 4, title: 2.6, name: 1.7, text: 1 };
  const PLACES = { step: 1.15, head: 0.8 }; // what to do is asked for more often than who signed
  const KINDS = { sop: 1, form: 0.97, module: 0.9, role: 0.95, department: 0.95, scenario: 0.9, version: 0.95 };
  const OTHER_KIND = 0.8; // pages that are no documents
  const WITHDRAWN = 0.8;
  const SLIP = 0.55, GLUE = 0.25, SAID = 0.5;
  // Characters of questions, and words that every page has: they say little of what is looked for.
  const GLUES = new Set("的了吗呢么吧啊谁哪几怎样会要该是在把被和与及到得我你您请问个");
  const STOP = new Set("a an the of to in on at by for from with and or is are be do does how what who when which we i you must should".split(" "));
  const ENDINGS = /(?:ications?|ations?|ions?|ments?|ings?|ies|ied|ers?|ed|es|ly|s|e|y)$/;

  const fold = new Uint16Array(65536).map((_, code) => code);
  const kind = new Uint8Array(65536);
  const soundOf = new Uint16Array(65536);
  const charsOf = [[]]; // of each sound; the first is that of no sound
  const soundNames = new Map();
  const docs = [];
  let vocabulary = null;

  // Letters: what makes no difference is folded away, one letter for one, so that places stay what they are.

  const learnLetters = ({ traditional, simplified, sounds }) => {
    for (let code = 0; code < 65536; code++) {
      if (code > 0x33ff && code < 0xf900) continue;
      const char = String.fromCharCode(code);
      const plain = char.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
      if (plain.length === 1) fold[code] = plain.charCodeAt(0);
      if (/^\p{Pd}$/u.test(char) || char === "−") fold[code] = 45;
      if (/^[\p{L}\p{N}]$/u.test(plain)) kind[code] = WORD;
    }
    for (let code = 0xac00; code < 0xd7a4; code++) kind[code] = WORD;
    for (let code = 0x3400; code < 0xe000; code++) if (code < 0xa000 || code > 0xd7ff) kind[code] = HAN;
    for (let at = 0; at < traditional.length; at++) fold[traditional.charCodeAt(at)] = simplified.charCodeAt(at);
    for (const entry of sounds.split(" ").join("\n").split(/\n(?=[a-z])/)) {
      const [sound, chars] = entry.split("\n");
      // As many speak: no difference between z and zh, n and ng.
      const name = sound.replace(/^([zcs])h/, "$1").replace(/([aei]n)g$/, "$1");
      if (!soundNames.has(name)) soundNames.set(name, charsOf.push([]) - 1);
      const number = soundNames.get(name);
      for (const char of chars) {
        soundOf[char.charCodeAt(0)] = number;
        charsOf[number].push(char.charCodeAt(0));
      }
    }
  };

  const folded = (text) => {
    const codes = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) codes[at] = fold[text.charCodeAt(at)];
    return codes;
  };

  const written = (codes) => String.fromCharCode(...codes);

  // Documents: lines as compile/search_index.py writes them.

  const learnText = (written, often, old) => {
    const raw = written.replace(/[\ue000-\uf8ff]/g, (char) => often[char.charCodeAt(0) - 0xe000] ?? char).replace(/\x7f/g, " · ");
    const codes = folded(raw);
    const field = (from, to) => ({ codes, raw, from, to });
    let doc;
    for (let start = 0; start < raw.length; ) {
      let end = raw.indexOf("\n", start);
      if (end < 0) end = raw.length;
      const tabs = [];
      for (let tab = raw.indexOf("\t", start); tab >= 0 && tab < end; tab = raw.indexOf("\t", tab + 1)) tabs.push(tab);
      if (raw[start] === "#") {
        const [kind, number, title, version, department, roles, language, path] = raw.slice(start + 1, end).split("\t");
        doc = { kind, number, title, version, department, language, path, old, passages: [] };
        doc.roles = new Set(roles ? roles.split(",").map(Number) : []);
        doc.numberField = field(tabs[0] + 1, tabs[1]);
        doc.titleField = field(tabs[1] + 1, tabs[2]);
        // FORM-OP-005 as many type it: FORM-OP-5.
        const short = folded(number.replace(/(^|[^0-9])0+(?=[0-9])/g, "$1"));
        doc.shortNumber = { codes: short, from: 0, to: short.length };
        docs.push(doc);
      } else {
        doc.passages.push({ anchor: raw.slice(start, tabs[0]), name: field(tabs[0] + 1, tabs[1]), text: field(tabs[1] + 1, end) });
      }
      start = end + 1;
    }
    vocabulary = null;
  };

  const fieldsOf = function* (doc) {
    yield doc.numberField;
    yield doc.titleField;
    for (const { name, text } of doc.passages) {
      yield name;
      yield text;
    }
  };

  /** Every Latin word of the library, by its length; asked for when a word of a query is on no page. */
  const words = () => {
    if (vocabulary) return vocabulary;
    vocabulary = new Map();
    const seen = new Set();
    for (const doc of docs) {
      for (const { codes, from, to } of fieldsOf(doc)) {
        for (let at = from; at < to; at++) {
          if (codes[at] < 97 || codes[at] > 122) continue;
          const start = at;
          while (at < to && codes[at] >= 97 && codes[at] <= 122) at++;
          if (at - start > 2 && at - start < 30) seen.add(written(codes.subarray(start, at)));
        }
      }
    }
    for (const word of seen) {
      if (!vocabulary.has(word.length)) vocabulary.set(word.length, []);
      vocabulary.get(word.length).push(word);
    }
    return vocabulary;
  };

  // Units: `codes` must follow one another, `starts` at the beginning of a word, `whole` up to its end; `joined` were typed
  // without what stands between them; `sounds` count instead of codes; in an `amount` thousands may be set off; a `version`
  // is looked for nowhere but in what a document is called.

  const unit = (codes, weight, more) => ({ codes, weight, slips: () => [], ...more });
  const codesOf = (text) => [...folded(text)];

  /** Cuts off what the grammar of English puts behind a word. */
  const stem = (word) => {
    const cut = word.replace(ENDINGS, "");
    if (cut.length < 3) return word;
    return cut.replace(/([bdgmnprt])\1$/, "$1");
  };

  const nearWords = (word) => {
    const most = word.length > 7 ? 2 : 1;
    for (let distance = 1; distance <= most; distance++) {
      const found = [];
      for (let length = word.length - distance; length <= word.length + distance; length++) {
        for (const other of words().get(length) ?? []) if (apart(word, other) <= distance) found.push(other);
      }
      if (found.length) return found.sort().slice(0, 8);
    }
    return [];
  };

  /** How many letters were missed, added, changed or exchanged with their neighbours. */
  const apart = (one, other) => {
    let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  };

  /** Cuts letters into the sounds of Chinese characters, as someone types who leaves the choice of characters out. */
  const pinyin = (word) => {
    const ways = [[]];
    for (let end = 1; end <= word.length; end++) {
      for (let start = Math.max(0, end - 6); start < end && !ways[end]; start++) {
        const name = word.slice(start, end).replace(/^([zcs])h/, "$1").replace(/([aei]n)g$/, "$1");
        if (ways[start] && soundNames.has(name)) ways[end] = [...ways[start], soundNames.get(name)];
      }
    }
    return ways[word.length] && ways[word.length].length > 1 ? ways[word.length] : null;
  };

  const wordSlips = (word) => () => {
    if (/^[0-9]+$/.test(word)) return [unit(codesOf(word), 1, { starts: true, joined: word.length > 4 })];
    if (/[0-9]/.test(word) && word.length > 3) return [unit(codesOf(word), 1, { starts: true, joined: true })];
    const inside = word.length > 2 ? [unit(codesOf(word), 1, {})] : [];
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return inside;
    const sounds = pinyin(word);
    const near = nearWords(word).map((other) => unit(codesOf(stem(other)), 1, { starts: true }));
    const apiece = unit(codesOf(stem(word)), 1, { starts: true, joined: true }); // handover: hand over
    return [...inside, apiece, ...near, ...(sounds ? [unit(sounds.map(() => ANY), 1, { sounds })] : [])];
  };

  const pairSlips = (run, at) => () => {
    const [one, other] = [run[at], run[at + 1]];
    const sounds = [soundOf[one], soundOf[other]];
    return [
      unit([other, one], 1, {}),
      unit([one, ANY, other], 1, {}),
      ...(at > 0 ? [unit([run[at - 1], ANY, other], 1, {})] : []),
      ...(sounds[0] && sounds[1] ? [unit([ANY, ANY], 1, { sounds })] : []),
    ];
  };

  const wordUnits = (word, alone) => {
    if (/^v?[0-9]+(\.[0-9]+)+$/.test(word)) {
      const version = unit([ANY], 1, { version: word.replace("v", ""), certain: word[0] === "v" });
      return [unit(codesOf(word), 1.5, { starts: true }), version];
    }
    const parts = word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const units = parts.length > 1 ? [unit(codesOf(word), 1.5, { starts: true })] : [];
    for (const part of parts) {
      if (STOP.has(part) && !alone) continue;
      const letters = /^[a-z]+$/.test(part);
      const sought = letters && part.length > 3 ? stem(part) : part;
      // Beside other words a number or a single letter is meant as it stands; the slips of a number let it go on.
      const amount = /^[0-9]+$/.test(part);
      const whole = amount || (part.length === 1 && !alone);
      units.push(unit(codesOf(sought), 1, { starts: true, whole, amount, slips: wordSlips(part) }));
    }
    return units;
  };

  const hanUnits = (run, alone) => {
    if (run.length === 1) return [unit(run, alone ? 1 : GLUE, {})];
    const pairs = run.slice(1).map((_, at) => {
      const glued = GLUES.has(String.fromCharCode(run[at])) || GLUES.has(String.fromCharCode(run[at + 1]));
      return unit([run[at], run[at + 1]], glued ? GLUE : 1, { run, at, slips: pairSlips(run, at) });
    });
    return run.length > 2 && run.length < 13 ? [...pairs, unit(run, 0.8, {})] : pairs;
  };

  const unitsOf = (query) => {
    // 10,000 is 10000; what is written with commas is found all the same.
    const text = written(folded(query.slice(0, LONGEST_QUERY).normalize("NFC"))).replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
    const codes = folded(text);
    const runs = [];
    for (let at = 0; at < codes.length; ) {
      const start = at;
      const type = kind[codes[at]];
      if (type === HAN) while (at < codes.length && kind[codes[at]] === HAN) at++;
      else if (type === WORD) while (at < codes.length && (kind[codes[at]] === WORD || ("-_./".includes(text[at]) && kind[codes[at + 1]] === WORD))) at++;
      else at++;
      if (type !== OTHER) runs.push([type, start, at]);
    }
    const latin = runs.filter(([type, start, end]) => type === WORD && !STOP.has(text.slice(start, end)));
    const alone = runs.length === 1 || (latin.length === 0 && runs.every(([type]) => type === WORD));
    const units = runs.flatMap(([type, start, end]) =>
      type === HAN ? hanUnits([...codes.subarray(start, end)], alone) : wordUnits(text.slice(start, end), alone),
    );
    return units.slice(0, MOST_UNITS).map((one, at) => ({ ...one, bit: 1 << at }));
  };

  // The pass over all letters.

  /** Units by their first letter: a number for each letter, 0 for most, and the units of each number. */
  const table = (units) => {
    const groups = [[]];
    const group = new Uint16Array(65536);
    for (const one of units.filter(({ version }) => !version)) {
      const firsts = one.sounds ? charsOf[one.sounds[0]] : [one.codes[0]];
      for (const code of firsts) {
        if (group[code] === 0) group[code] = groups.push([]) - 1;
        groups[group[code]].push(one);
      }
    }
    return { group, groups, versions: units.filter(({ version }) => version) };
  };

  /** Where a unit ends that stands at a place, 0 where it does not stand there. */
  const endOf = (one, codes, at, from, to) => {
    if (one.starts && at > from && kind[codes[at - 1]] === WORD) return 0;
    let end = at;
    for (let next = 0; next < one.codes.length; next++, end++) {
      if (one.amount && codes[end] === COMMA && next > 0 && (one.codes.length - next) % 3 === 0) end++;
      if (one.joined && next > 0) while (end < to && kind[codes[end]] === OTHER) end++;
      if (end >= to) return 0;
      if (one.sounds) {
        if (soundOf[codes[end]] !== one.sounds[next]) return 0;
      } else if (one.codes[next] !== ANY && codes[end] !== one.codes[next]) return 0;
    }
    return one.whole && end < to && kind[codes[end]] === WORD ? 0 : end;
  };

  /** Which units stand in a field, as bits. */
  const bitsIn = ({ group, groups }, { codes, from, to }) => {
    let bits = 0;
    for (let at = from; at < to; at++) {
      if (group[codes[at]] === 0) continue;
      for (const one of groups[group[codes[at]]]) if ((bits & one.bit) === 0 && endOf(one, codes, at, from, to)) bits |= one.bit;
    }
    return bits;
  };

  const lookInto = (sought, hit) => {
    const { passages, numberField, shortNumber, titleField, version } = hit.doc;
    hit.names = hit.names || new Uint32Array(passages.length);
    hit.texts = hit.texts || new Uint32Array(passages.length);
    hit.number |= bitsIn(sought, numberField);
    hit.title |= bitsIn(sought, titleField);
    // Beside something else that the document is called; alone, 3 and 1.5 are how much of something.
    const called = hit.number | hit.title;
    if (hit.number) hit.number |= bitsIn(sought, shortNumber);
    for (const one of sought.versions) if (one.version === version && (called || one.certain)) hit.number |= one.bit;
    hit.all |= hit.number | hit.title;
    for (let at = 0; at < passages.length; at++) {
      hit.names[at] |= bitsIn(sought, passages[at].name);
      hit.texts[at] |= bitsIn(sought, passages[at].text);
      hit.all |= hit.names[at] | hit.texts[at];
    }
  };

  /** Looks into all pages; yields now and then, so that whoever has no worker can do other things. */
  const pass = function* (sought, found) {
    for (let at = 0; at < found.length; at++) {
      lookInto(sought, found[at]);
      if (at % PAGES_AT_ONCE === PAGES_AT_ONCE - 1) yield;
    }
  };

  // Results.

  /** Adds up the weights of bits. */
  const worth = (bits, weights) => {
    let sum = 0;
    for (let at = 0; bits !== 0; at++, bits >>>= 1) if (bits & 1) sum += weights[at];
    return sum;
  };

  /** How much of a query a title has, whatever the order of its characters: from 0 to 1. */
  const covered = ({ codes, from, to }, { letters, latin }, bits) => {
    const title = codes.subarray(from, to);
    const held = letters.filter((code) => title.includes(code)).length + latin.filter((bit) => (bits & bit) !== 0).length;
    return held / Math.max(1, letters.length + latin.length);
  };

  const weigh = (hit, weights, { query, total, parts }) => {
    const { doc } = hit;
    let names = 0;
    let best = 0;
    const { number, title, all } = hit;
    hit.scores = doc.passages.map(({ anchor }, at) => {
      const name = hit.names[at], text = hit.texts[at] & ~name;
      names |= name;
      const place = anchor.startsWith("step-") ? PLACES.step : anchor ? 1 : PLACES.head;
      const score = place * (FIELDS.name * worth(name, weights) + worth(text, weights));
      best = Math.max(best, score);
      // What the title says already tells little of where to look.
      return score - SAID * place * (FIELDS.name * worth(name & title, weights) + worth(text & title, weights));
    });
    hit.score =
      FIELDS.number * worth(number, weights) +
      FIELDS.title * worth(title & ~number, weights) +
      FIELDS.name * worth(names & ~(number | title), weights) +
      worth(all & ~(number | title | names), weights) +
      0.6 * best;
    // A title that has all of it in another order, or with something between, is meant too.
    if (title) hit.score += 0.5 * FIELDS.title * total * Math.max(0, 2 * covered(doc.titleField, parts, title) - 1);
    const whole = written(doc.titleField.codes.subarray(doc.titleField.from, doc.titleField.to));
    if (whole === query) hit.score *= 1.5;
    hit.score *= (KINDS[doc.kind] ?? OTHER_KIND) * (doc.state === "withdrawn" ? WITHDRAWN : 1);
  };

  const wanted = (doc, { old, department, role, state }) =>
    (old || !doc.old) &&
    (!department || doc.department === department) &&
    (role === null || doc.roles.has(role)) &&
    (!state || doc.state === state);

  /**
   * What may have been meant by the units that no page has. Where two words of a question meet stands one such pair alone,
   * and is no slip; a wrong character is in two, or at the end of what was typed.
   */
  const slipsOf = (units, known) => {
    const unknown = units.filter((one) => (known & one.bit) === 0);
    const missed = ({ run }, at) => at < 0 || at > run.length - 2 || unknown.some((one) => one.run === run && one.at === at);
    return unknown
      .filter((one) => !one.run || missed(one, one.at - 1) || missed(one, one.at + 1))
      .flatMap((one) => one.slips().map((slip) => ({ ...slip, bit: one.bit })));
  };

  /** What each unit is worth: much where few pages have it; a slip never more than what was typed rightly. */
  const weightsOf = (units, known, found) => {
    const rarity = units.map((_, at) => {
      const pages = found.reduce((count, hit) => count + ((hit.all >>> at) & 1), 0);
      return pages ? Math.log(1 + found.length / pages) : 0;
    });
    const right = rarity.filter((_, at) => known & units[at].bit && units[at].weight === 1);
    const mean = right.length ? right.reduce((sum, one) => sum + one, 0) / right.length : Infinity;
    return units.map(({ weight, bit }, at) => weight * (known & bit ? rarity[at] : SLIP * Math.min(rarity[at], mean)));
  };

  const search = function* (query, filters) {
    const units = unitsOf(query);
    const found = docs.filter((doc) => wanted(doc, filters)).map((doc) => ({ doc, number: 0, title: 0, all: 0 }));
    if (!units.length) return { total: 0, results: [] };
    yield* pass(table(units), found);
    let known = 0;
    for (const hit of found) known |= hit.all;
    const slips = slipsOf(units, known);
    if (slips.length) yield* pass(table(slips), found);
    const weights = weightsOf(units, known, found);
    const codes = folded(query.trim());
    const letters = [...new Set(codes)].filter((code) => kind[code] === HAN && !GLUES.has(String.fromCharCode(code)));
    const latin = units.filter((one) => kind[one.codes[0]] === WORD).map((one) => one.bit);
    const aim = { query: written(codes), total: weights.reduce((sum, weight) => sum + weight, 0), parts: { letters, latin } };
    const hits = found.filter((hit) => hit.all !== 0);
    for (const hit of hits) weigh(hit, weights, aim);
    hits.sort((one, other) => other.score - one.score || (one.doc.path < other.doc.path ? -1 : 1));
    // What has but a fragment of what the best one has is noise.
    const good = hits.filter((hit) => hit.score > 0 && hit.score >= 0.12 * hits[0].score);
    const marked = { table: table([...units, ...slips]), weights };
    return { total: good.length, results: good.slice(0, MOST_RESULTS).map((hit) => shown(hit, marked)) };
  };

  const shown = ({ doc, scores }, marked) => {
    const { kind, number, title, version, language, path, state, old } = doc;
    const best = Math.max(0, ...scores);
    const order = scores.map((_, at) => at).filter((at) => scores[at] > 0 && scores[at] >= 0.5 * best);
    order.sort((one, other) => scores[other] - scores[one] || one - other);
    const passages = (order.length ? order.slice(0, 3) : [0]).filter((at) => doc.passages[at]);
    return {
      ...{ kind, number, title, version, language, path, state, old },
      numberMarks: marks(marked, doc.numberField),
      titleMarks: marks(marked, doc.titleField),
      passages: passages.map((at) => passageShown(doc.passages[at], marked)),
    };
  };

  const passageShown = ({ anchor, name, text }, marked) => {
    const nameMarks = marks(marked, name);
    const textMarks = marks(marked, text);
    const all = [...nameMarks.map(([from, to]) => sliced(name, from, to)), ...textMarks.map(([from, to]) => sliced(text, from, to))];
    return { anchor, name: sliced(name, 0), nameMarks, ...snippet(text, textMarks), words: [...new Set(all)].slice(0, 8) };
  };

  const sliced = ({ raw, from, to }, start, end = to - from) => raw.slice(from + start, from + end);

  /** Where units stand in a field, joined where they touch; a word that one begins is marked to its end. */
  const marks = ({ table: { group, groups }, weights }, { codes, from, to }) => {
    const ranges = [];
    for (let at = from; at < to; at++) {
      if (group[codes[at]] === 0) continue;
      for (const one of groups[group[codes[at]]]) {
        if (weights[31 - Math.clz32(one.bit)] === 0 || one.weight === GLUE) continue;
        let end = endOf(one, codes, at, from, to);
        if (end === 0) continue;
        if (kind[codes[end - 1]] === WORD) while (end < to && kind[codes[end]] === WORD) end++;
        const last = ranges[ranges.length - 1];
        if (last && at - from <= last[1]) last[1] = Math.max(last[1], end - from);
        else ranges.push([at - from, end - from]);
      }
    }
    return ranges;
  };

  /** The part of a text that has most marks in it. */
  const snippet = (text, ranges) => {
    const length = text.to - text.from;
    let start = 0;
    let most = 0;
    for (const [from] of ranges) {
      const held = ranges.filter((range) => range[0] >= from && range[1] <= from + SNIPPET - 20);
      const size = held.reduce((sum, range) => sum + range[1] - range[0], 0);
      if (size > most) [most, start] = [size, from];
    }
    start = length <= SNIPPET ? 0 : Math.max(0, Math.min(start - 20, length - SNIPPET));
    let end = Math.min(length, start + SNIPPET);
    // No word of Latin letters is cut in two, unless it is a very long one.
    const torn = (at) => at > 0 && at < length && kind[text.codes[text.from + at]] === WORD && kind[text.codes[text.from + at - 1]] === WORD;
    for (let more = 0; more < 20 && torn(start); more++) start--;
    for (let more = 0; more < 20 && torn(end); more++) end++;
    const inside = ranges.filter((range) => range[1] > start && range[0] < end);
    const lead = start > 0 ? "…" : "";
    return {
      text: `${lead}${sliced(text, start, end)}${end < length ? "…" : ""}`,
      textMarks: inside.map(([from, to]) => [Math.max(from, start) - start + lead.length, Math.min(to, end) - start + lead.length]),
    };
  };

  // Messages.

  let often = [];
  return function* (message) {
    if (message.letters) learnLetters(message.letters);
    if (message.often) often = message.often;
    if (message.text !== undefined) learnText(message.text, often, Boolean(message.old));
    if (message.states) docs.filter((doc) => doc.old === message.old).forEach((doc, at) => (doc.state = message.states[at]));
    if (message.query !== undefined) post({ id: message.id, ...(yield* search(message.query, message.filters)) });
  };
};
