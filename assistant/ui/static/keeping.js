// Keeps the visit in this browser, opens it again, and takes a question from the address.

import { ask, send } from "./wires.js";

const KEY = "programme-assistant";
const LONGEST = 2000;
const LONGEST_LANGUAGE = 40;
const LONGEST_KEPT = 48000;

// A page inside another site may have no storage; it then forgets, and works.
function stored() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function keep() {
  const kept = document.getElementById("kept")?.dataset.kept;
  if (!kept || kept === stored()) return;
  try {
    localStorage.setItem(KEY, kept);
  } catch {
    // as above
  }
}

// `isPlain` where what was kept or wished has not been understood.
export function openVisit(isPlain = false) {
  const wished = new URLSearchParams(location.search).get("lang") ?? "";
  const kept = stored();
  const more = { language: wished.slice(0, LONGEST_LANGUAGE), kept: kept.length > LONGEST_KEPT ? "" : kept };
  send({ does: "open", ...(isPlain ? {} : more) });
}

export function rememberLanguage(language) {
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
}

// Once: a reload asks nothing again.
export function askFromAddress() {
  const address = new URL(location.href);
  const question = address.searchParams.get("q");
  if (!question) return;
  address.searchParams.delete("q");
  history.replaceState(null, "", address);
  ask(question.slice(0, LONGEST));
}
