// Search, filters, language and printing for the handbook's page.
// Everything is in the document already; this only finds and shows it.
"use strict";
(() => {
  const root = document.documentElement;
  const books = [...document.querySelectorAll(".book")];
  const narrow = matchMedia("(max-width: 60rem)");
  let book = books[0];
  root.classList.add("scripted");

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const phrase = (text, ...values) => values.reduce((all, value) => all.replace("{}", () => value), text);

  // Folding: letter case, Latin accents, joiners, and the Latin "o" that stands for the Telugu
  // anusvara in much typed text. Marks of Telugu and Tamil stay: they are letters.
  const foldOne = (character, before) => {
    if (/[\u00ad\u200b-\u200d\ufeff]/.test(character)) return "";
    if (character === "o" && /[\u0c00-\u0c7f]/.test(before)) return "\u0c02";
    if (/[\u2018\u2019]/.test(character)) return "'";
    return character.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  };
  const foldWithPlaces = (text) => {
    let folded = "";
    const places = [];
    let before = "";
    let place = 0;
    for (const character of text) {
      const one = foldOne(character, before);
      for (let i = 0; i < one.length; i += 1) places.push(place);
      folded += one;
      before = character;
      place += character.length;
    }
    places.push(place);
    return { folded, places };
  };
  // The same for a whole text at once, without the places.
  const fold = (text) => text.toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\ufeff]/g, "")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/([\u0c00-\u0c7f])o/g, "$1\u0c02")
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const plainText = (element) => element.textContent.replace(/\s+/g, " ").trim();

  // The index of one language, made when somebody first searches in it.
  const indexes = new Map();
  const indexOf = (book) => {
    if (!indexes.has(book)) indexes.set(book, [...book.querySelectorAll(".standard")].map(entryOf));
    return indexes.get(book);
  };
  const entryOf = (standard) => {
    const code = plainText(standard.querySelector(".code"));
    const title = plainText(standard.querySelector("h3"));
    const statement = standard.querySelector(".statement");
    const parts = [...standard.querySelectorAll(".statement, .measure, .times, .field, .background")];
    const text = parts.map((part) => plainTextOfBlocks(part)).join(" ").normalize("NFC");
    const folded = {
      inCode: fold(code), inTitle: fold(title), inText: fold(text),
      inStatement: statement ? fold(plainText(statement)) : "",
    };
    const all = `${folded.inCode} ${folded.inTitle} ${folded.inText}`;
    return { standard, code, title, text, all, ...folded };
  };
  const plainTextOfBlocks = (part) => {
    const texts = [];
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.data);
    return texts.join(" ").replace(/\s+/g, " ").trim();
  };

  // "PH-03", "ph 03" and "ph3" are one code.
  const compact = (code) => code.replace(/[^\p{L}\p{N}]/gu, "").replace(/(?<!\p{N})0+(?=\p{N})/gu, "");

  // Every word must occur; where the first one stands decides the order.
  const rank = (entry, words) => {
    if (!words.every((word) => entry.all.includes(word))) return -1;
    const whole = words.join(" ");
    if (compact(entry.inCode) === compact(whole)) return 100;
    if (entry.inCode.startsWith(whole)) return 90;
    if (entry.inTitle.startsWith(whole)) return 80;
    if (words.every((word) => entry.inTitle.includes(word))) return 70;
    if (words.some((word) => entry.inTitle.includes(word))) return 60;
    if (words.every((word) => entry.inStatement.includes(word))) return 50;
    return 40;
  };
  const wordsOf = (query) => {
    const folded = fold(query.trim());
    const words = folded.split(/\s+/).filter(Boolean);
    return words;
  };
  const search = (query) => {
    const words = wordsOf(query);
    if (!words.length) return [];
    const code = compact(words.join(""));
    const ranked = indexOf(book).map((entry, order) => {
      const isCode = code && compact(entry.inCode).startsWith(code);
      return { entry, order, value: Math.max(rank(entry, words), isCode ? 90 : -1) };
    });
    return ranked.filter((one) => one.value >= 0)
      .sort((a, b) => b.value - a.value || a.order - b.order)
      .map((one) => one.entry);
  };

  // The nearest word of the handbook, for a word that occurs nowhere.
  const distance = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    let above = row;
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
        const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwap) next[j] = Math.min(next[j], above[j - 2] + 1);
      }
      above = row;
      row = next;
    }
    return row[b.length];
  };
  const nearest = (query) => {
    const words = wordsOf(query);
    const counts = new Map();
    for (const entry of indexOf(book)) {
      const own = new Set(`${entry.inTitle} ${entry.inText}`.match(/[\p{L}\p{M}\p{N}]{3,}/gu) || []);
      own.forEach((word) => counts.set(word, (counts.get(word) || 0) + 1));
    }
    const known = [...counts.keys()];
    const better = words.map((word) => {
      if (known.some((other) => other.includes(word))) return word;
      const allowed = word.length > 5 ? 2 : 1;
      const close = known.map((other) => [distance(word, other), -counts.get(other), other])
        .filter(([far]) => far <= allowed)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      return close.length ? close[0][2] : null;
    });
    if (better.includes(null)) return null;
    const text = better.join(" ");
    const count = search(text).length;
    return count ? { text, count } : null;
  };

  const marked = (element, text, words) => {
    const { folded, places } = foldWithPlaces(text);
    const spans = [];
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        spans.push([places[at], places[at + word.length]]);
      }
    }
    spans.sort((a, b) => a[0] - b[0]);
    let done = 0;
    for (const [from, to] of spans) {
      if (from < done || to <= from) continue;
      element.append(text.slice(done, from), make("mark", "", text.slice(from, to)));
      done = to;
    }
    element.append(text.slice(done));
    return element;
  };
  const excerpt = (entry, words) => {
    // Folding moves places by a joiner here and there; the excerpt has room for that.
    const found = words.map((word) => entry.inText.indexOf(word)).filter((at) => at >= 0);
    const at = found.length ? Math.min(...found) : 0;
    const start = at < 60 ? 0 : entry.text.lastIndexOf(" ", at - 40) + 1;
    const far = entry.text.indexOf(" ", start + 130);
    const end = far < 0 ? entry.text.length : far;
    return `${start ? "… " : ""}${entry.text.slice(start, end)}${end < entry.text.length ? " …" : ""}`;
  };
  const resultOf = (entry, words) => {
    const link = make("a");
    link.href = `#${entry.standard.id}`;
    link.append(make("span", "code", entry.code));
    link.append(marked(make("span", "title"), entry.title, words));
    link.append(marked(make("span", "excerpt"), excerpt(entry, words), words));
    const item = make("li");
    item.append(link);
    return item;
  };
  const showFound = (box, query) => {
    const panel = box.querySelector(".found");
    const count = panel.querySelector(".count");
    const list = panel.querySelector("ol");
    const words = wordsOf(query);
    panel.querySelectorAll("button").forEach((button) => button.remove());
    list.replaceChildren();
    panel.hidden = !words.length;
    if (!words.length) return;
    const found = search(query);
    list.append(...found.slice(0, 40).map((entry) => resultOf(entry, words)));
    count.textContent = found.length
      ? phrase(box.dataset.results, String(found.length))
      : phrase(box.dataset.nothing, query.trim());
    const better = found.length ? null : nearest(query);
    if (better) panel.append(suggestion(box, better));
  };
  const suggestion = (box, better) => {
    const button = make("button", "", phrase(box.dataset.meant, `${better.text} (${better.count})`));
    button.type = "button";
    button.addEventListener("click", () => {
      const input = box.querySelector("input");
      input.value = better.text;
      showFound(box, better.text);
      input.focus({ preventScroll: true });
    });
    return button;
  };

  const moveAmongResults = (box, step) => {
    const links = [...box.querySelectorAll(".found a, .found button")];
    const at = links.indexOf(document.activeElement) + step;
    if (at < 0) box.querySelector("input").focus({ preventScroll: true });
    else if (links[at]) links[at].focus();
  };
  const startSearch = (box) => {
    const input = box.querySelector("input");
    const panel = box.querySelector(".found");
    input.addEventListener("input", () => showFound(box, input.value));
    input.addEventListener("focus", () => showFound(box, input.value));
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = panel.querySelector("a");
      if (first && !panel.hidden) first.click();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        moveAmongResults(box, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") {
        input.value = "";
        panel.hidden = true;
        input.focus({ preventScroll: true });
      }
    });
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a")) panel.hidden = true;
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) panel.hidden = true;
    });
  };

  // Filters
  const startFilters = (book) => {
    const selects = [...book.querySelectorAll(".filters select")];
    const count = book.querySelector(".filters p");
    const standards = [...book.querySelectorAll(".standard")];
    const passes = (standard) => selects.every((select) => {
      const own = (standard.dataset[select.name] || "").split("\n").filter(Boolean);
      return !select.value || !own.length || own.includes(select.value) || own.includes("every stage");
    });
    const apply = () => {
      let shown = 0;
      for (const standard of standards) {
        const fits = passes(standard);
        shown += fits ? 1 : 0;
        standard.hidden = !fits;
        const entry = book.querySelector(`.outline a[href="#${CSS.escape(standard.id)}"]`);
        if (entry) entry.parentElement.hidden = !fits;
      }
      for (const heading of book.querySelectorAll(".outline h2")) {
        heading.hidden = !heading.nextElementSibling.querySelector("li:not([hidden])");
      }
      for (const part of book.querySelectorAll(".part")) {
        part.hidden = !part.querySelector(".standard:not([hidden])");
      }
      const isWhole = shown === standards.length;
      count.textContent = isWhole ? "" : phrase(count.dataset.shown, String(shown), String(standards.length));
    };
    selects.forEach((select) => select.addEventListener("change", apply));
    return () => {
      selects.forEach((select) => { select.value = ""; });
      apply();
    };
  };
  const clearFilters = new Map(books.map((book) => [book, startFilters(book)]));

  // Where the reader is
  const point = (standard) => {
    const outline = book.querySelector(".outline");
    outline.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const link = standard && outline.querySelector(`a[href="#${CSS.escape(standard.id)}"]`);
    if (!link) return;
    link.setAttribute("aria-current", "location");
    const [box, own] = [outline.getBoundingClientRect(), link.getBoundingClientRect()];
    if (own.top < box.top || own.bottom > box.bottom) outline.scrollTop += own.top - box.top - box.height / 3;
  };
  const current = () => {
    const left = book.querySelector(".text").getBoundingClientRect().left;
    const there = document.elementFromPoint(left + 48, innerHeight / 3);
    return there && there.closest(".standard");
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const here = current();
      if (here && !narrow.matches) point(here);
    });
  }, { passive: true });

  const showBook = (next) => {
    book = next;
    books.forEach((one) => { one.hidden = one !== next; });
    root.lang = next.lang;
    document.querySelector(".skip").href = `#text-${next.lang}`;
  };
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    const home = target.closest(".book");
    if (home && home !== book) showBook(home);
    if (target.hidden || target.closest("[hidden]")) clearFilters.get(book)();
    target.scrollIntoView();
    if (!target.matches(".standard")) return;
    target.focus({ preventScroll: true });
    point(target);
  };
  const switchLanguage = (event) => {
    const link = event.target.closest(".languages a");
    if (!link) return;
    event.preventDefault();
    const here = current();
    const next = document.getElementById(link.hash.slice(1));
    showBook(next);
    const same = here && document.getElementById(`${next.lang}-${here.dataset.key}`);
    history.replaceState(null, "", `#${same ? same.id : next.id}`);
    (same || next).scrollIntoView();
    next.querySelector(".languages [aria-current]").focus({ preventScroll: true });
  };

  const printOne = (event) => {
    const button = event.target.closest("[data-print]");
    if (!button) return;
    button.closest(".standard").classList.add("chosen");
    root.classList.add("one-only");
    print();
    root.classList.remove("one-only");
    button.closest(".standard").classList.remove("chosen");
  };

  const fitOutline = () => {
    document.querySelectorAll(".outline details").forEach((details) => { details.open = !narrow.matches; });
  };
  document.addEventListener("click", (event) => {
    switchLanguage(event);
    printOne(event);
    const entry = event.target.closest(".outline a");
    if (entry && narrow.matches) entry.closest("details").open = false;
    if (!event.target.closest(".find")) document.querySelectorAll(".found").forEach((panel) => { panel.hidden = true; });
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const input = book.querySelector(".find input");
    input.focus({ preventScroll: true });
    input.select();
  });
  document.querySelectorAll(".find").forEach(startSearch);
  narrow.addEventListener("change", fitOutline);
  addEventListener("hashchange", go);
  fitOutline();
  showBook(book);
  go();
})();
