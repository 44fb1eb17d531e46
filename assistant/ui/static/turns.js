// What can be done with an answer, and telling that it is there: by scrolling to it, and once to a screen reader.

import { questionBox } from "./wires.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const isTouched = matchMedia("(pointer: coarse)");
let last = null;
let wasComing = false;

function announcer() {
  let region = document.getElementById("announcer");
  if (!region) {
    region = document.createElement("div");
    region.id = "announcer";
    region.className = "unseen";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    (document.querySelector("main") ?? document.body).append(region);
  }
  return region;
}

export function announce(text, language) {
  const region = announcer();
  region.lang = language ?? document.documentElement.lang;
  region.textContent = text;
}

function spoken(turn) {
  const answer = turn.querySelector(".answer").cloneNode(true);
  for (const part of answer.querySelectorAll(".mark, .value")) part.remove();
  const parts = [...answer.querySelectorAll("p, li, tr")].map((part) => part.textContent.trim());
  return parts.filter(Boolean).join(" \n");
}

function show(element) {
  element.scrollIntoView({ block: "start", behavior: isStill.matches ? "auto" : "smooth" });
}

// Looks at what has changed; `isRestored` while the visit is being opened.
export function look(isRestored) {
  announcer();
  const coming = document.querySelector("#coming .turn");
  // On a touch screen the keyboard would stay up over the answer.
  if (coming && !wasComing && isTouched.matches) document.activeElement?.blur();
  if (coming && !wasComing) show(coming);
  wasComing = coming !== null;
  const turns = document.querySelectorAll("#conversation .turn");
  const newest = turns[turns.length - 1];
  const answer = newest?.querySelector(".answer");
  const name = newest ? `${newest.id} ${newest.querySelector(".question").textContent} ${answer.textContent}` : "";
  if (name === last) return;
  const isNew = last !== null && newest !== undefined && !isRestored && !coming;
  last = coming ? last : name;
  if (!newest || coming) return;
  if (isRestored) newest.scrollIntoView({ block: "start" });
  if (!isNew) return;
  show(newest);
  announce(spoken(newest), answer.lang);
  if (!isTouched.matches) questionBox()?.focus({ preventScroll: true });
}

export async function copy(button) {
  let is = true;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
  } catch {
    is = copiedBySelecting(button.dataset.copies);
  }
  const words = is ? button.dataset.copied : button.dataset.failed;
  announce(words);
  const label = button.textContent;
  button.textContent = words;
  setTimeout(() => (button.textContent = label), 2500);
}

// Where a page is not served over TLS there is no clipboard to write to.
function copiedBySelecting(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const is = document.execCommand("copy");
  box.remove();
  return is;
}

export function download(button) {
  const file = new Blob([button.dataset.calendar], { type: "text/calendar" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = button.dataset.filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
