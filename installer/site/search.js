"use strict";
// Finds passages in which every word stands, or words that begin so; the best come first.
// The program's own search (F1) weighs them in the same way.

const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss" };
const BETWEEN = /[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff]+/;

function wordsOf(text) {
  const bare = text.replace(/['’]/g, "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const plain = bare.toLowerCase().replace(/[^\u0000-\u007f]/g, (one) => LETTERS[one] || one);
  return plain.split(BETWEEN).filter(Boolean);
}

function weight(word, heading, title, text) {
  const begins = (own) => own.startsWith(word);
  if (heading.includes(word)) return heading.length === 1 ? 24 : 16;
  if (title.includes(word)) return 10;
  if (heading.some(begins)) return 8;
  if (text.has(word)) return 5;
  if (title.some(begins)) return 4;
  return [...text].some(begins) ? 1 : 0;
}

let compared = null;

function find(query, passages, most) {
  const wanted = wordsOf(query);
  if (!wanted.length) return [];
  compared = compared || passages.map(([, title, heading, text]) =>
    [wordsOf(heading), wordsOf(title), new Set(wordsOf(text))]);
  const ranked = [];
  compared.forEach(([heading, title, text], place) => {
    const weights = wanted.map((word) => weight(word, heading, title, text));
    if (weights.every(Boolean)) ranked.push([weights.reduce((sum, one) => sum + one, 0), place]);
  });
  ranked.sort((one, other) => other[0] - one[0] || one[1] - other[1]);
  return ranked.slice(0, most).map(([, place]) => passages[place]);
}

// ---- the page

function excerpt(text, query) {
  const [first] = wordsOf(query);
  const at = Math.max(0, text.toLowerCase().indexOf(first) - 60);
  const from = at ? text.indexOf(" ", at) + 1 : 0;
  return (from ? "… " : "") + text.slice(from, from + 180) + (text.length > from + 180 ? " …" : "");
}

function begin() {
  const place = document.querySelector("[role=search]");
  const field = document.getElementById("looked-for");
  const found = document.getElementById("found");
  const said = found.querySelector("p");
  const list = found.querySelector("ol");
  place.hidden = false;

  function show() {
    const hits = find(field.value, PASSAGES, 40);
    list.replaceChildren(...hits.map(([page, title, heading, text]) => {
      const link = document.createElement("a");
      link.href = document.body.dataset.up + page;
      link.textContent = heading === title ? title : `${title}: ${heading}`;
      const words = document.createElement("p");
      words.textContent = excerpt(text, field.value);
      const row = document.createElement("li");
      row.append(link, words);
      return row;
    }));
    found.hidden = !field.value.trim();
    said.textContent = hits.length ? `${hits.length} found` : "Nothing in the manual has all these words.";
  }

  const links = () => [...list.querySelectorAll("a")];
  const leave = () => { field.value = ""; show(); };
  field.addEventListener("input", show);
  // Coming back to the page, a browser gives the field what was in it.
  window.addEventListener("pageshow", show);
  document.addEventListener("keydown", (event) => {
    const typing = document.activeElement === field;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape" && !found.hidden) {
      leave();
      field.focus();
    } else if (event.key === "Enter" && typing && links().length) {
      links()[0].click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden) {
      const all = links();
      const at = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (!typing && document.activeElement.closest("#found") === null) return;
      event.preventDefault();
      (at < 0 ? field : all[Math.min(at, all.length - 1)] || field).focus();
    }
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) leave(); });
}

if (typeof document !== "undefined") begin();
