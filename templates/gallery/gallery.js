"use strict";
const form = document.getElementById("find");
const cards = [...document.querySelectorAll(".card")];
const fields = ["language", "handout", "edition", "state"].map((id) => document.getElementById(id));
const words = document.getElementById("words");
const plain = (text) => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{Diacritic}/gu, "");
const known = new Map(cards.map((card) => [card, plain(card.dataset.words)]));

function show() {
  const asked = plain(words.value).split(/\s+/).filter(Boolean);
  const wanted = Object.fromEntries(fields.map((field) => [field.id, field.value]));
  let shown = 0;
  for (const card of cards) {
    const section = card.closest("section");
    const fits = (!wanted.language || section.dataset.language === wanted.language)
      && ["handout", "edition", "state"].every((name) => !wanted[name] || card.dataset[name] === wanted[name])
      && asked.every((word) => known.get(card).includes(word));
    card.hidden = !fits;
    shown += fits;
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector(".card:not([hidden])");
  }
  document.getElementById("none").hidden = shown > 0;
  document.getElementById("shown").textContent = shown === cards.length ? "" : `${shown} of ${cards.length} sheets shown`;
}

function all() {
  form.reset();
  show();
  words.focus();
}

// A browser may not print another file by itself; then the file opens, and its own button prints.
function print(file) {
  const opened = window.open(file);
  try {
    opened.addEventListener("load", () => opened.print());
  } catch {
    // It is shown all the same.
  }
}

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
document.getElementById("again").addEventListener("click", all);
for (const button of document.querySelectorAll(".print")) {
  button.hidden = false;
  button.addEventListener("click", () => print(button.dataset.file));
}
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !["INPUT", "SELECT"].includes(document.activeElement.tagName)) {
    event.preventDefault();
    words.focus();
  } else if (event.key === "Escape" && document.activeElement === words) {
    all();
  }
});
