// Opens the source card that a mark such as [1] points to, and shows a new answer from its beginning.
"use strict";

const CARD_LINK = 'a[href^="#source-"]';
const OPENING_MS = 100; // a card has its height only once it is drawn

function openCard(card) {
  const toggle = card.querySelector("button.label-wrap");
  if (!toggle) return;
  if (!toggle.classList.contains("open")) toggle.click();
  toggle.focus({ preventScroll: true });
  setTimeout(() => card.scrollIntoView({ block: "nearest" }), OPENING_MS);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(CARD_LINK) : null;
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const card = document.getElementById(link.getAttribute("href").slice(1));
  if (card) openCard(card);
}, true);

let turnsShown = 0;
new MutationObserver(() => {
  const turns = document.querySelectorAll(".turn");
  if (turns.length > turnsShown) turns[turns.length - 1].scrollIntoView({ block: "start" });
  turnsShown = turns.length;
}).observe(document.documentElement, { childList: true, subtree: true });
