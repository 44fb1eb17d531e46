// The page's own behaviour: what is clicked, and what follows when the server has changed something.

import * as dialogs from "./dialogs.js";
import { askFromAddress, keep, openVisit, rememberLanguage } from "./keeping.js";
import { copy, download, look } from "./turns.js";
import { ask, isBusy, questionBox, send, sendDeferred, stop, write } from "./wires.js";

const ASK_AGAIN = 1500; // milliseconds between two looks whether the assistant is ready
const LONG_ASLEEP = 600_000; // milliseconds
const OPEN_ANEW = 4000; // milliseconds after which the page opens without what was kept, and tries again
let state = "loading"; // then "opening", then "open"
let asked = "";
let waits = 0;

const actions = {
  opens: (button) => dialogs.open(button.dataset.opens, button),
  closes: (button) => dialogs.close(button),
  asks: (button) => ask(button.dataset.asks),
  copies: (button) => copy(button),
  prints: () => window.print(),
  calendar: (button) => download(button),
  language: (button) => {
    rememberLanguage(button.dataset.language);
    send({ does: "language", language: button.dataset.language });
  },
  picks: (button) => {
    dialogs.close(button);
    send({ does: "programme", programme: button.dataset.picks });
  },
  rates: (button) => {
    const form = button.closest(".feedback");
    const reason = form.querySelector("input[type=radio]:checked")?.value;
    const isDown = button.dataset.rates === "down";
    send({
      does: "rate",
      turn: Number(form.dataset.turn),
      rating: button.dataset.rates,
      ...(isDown && { reason, line: form.querySelector("input[type=text]").value }),
    });
  },
  edits: (button) => {
    write(button.dataset.edits);
    send({ does: "edit" });
  },
  does: (button) => {
    if (isBusy()) stop();
    send({ does: button.dataset.does });
  },
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  dialogs.closeBeside(event);
  if (event.target.closest("#stop-button")) setTimeout(() => write(asked), 100);
  const button = event.target.closest("button");
  const action = Object.keys(actions).find((name) => button?.dataset[name] !== undefined);
  if (action) actions[action](button);
});

document.addEventListener("input", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.dataset.filters) dialogs.filter(event.target);
});

// What Gradio leaves without a name or a role, and what a reader should not meet.
function mend() {
  document.getElementById("wires")?.setAttribute("aria-hidden", "true");
  for (const hidden of document.querySelectorAll("#wires textarea, #wires input, #wires button")) hidden.tabIndex = -1;
  questionBox()?.setAttribute("enterkeyhint", "send");
}

function follow() {
  const head = document.getElementById("page-head");
  if (state === "loading" && document.getElementById("command-send") && document.getElementById("command")) {
    state = "opening";
    openVisit();
    const again = setInterval(() => (state === "opening" ? openVisit(true) : clearInterval(again)), OPEN_ANEW);
    return;
  }
  if (!head) return;
  if (document.documentElement.lang !== head.dataset.language) document.documentElement.lang = head.dataset.language;
  if (document.title !== head.dataset.title) document.title = head.dataset.title;
  mend();
  asked = document.querySelector("#coming .question")?.textContent ?? asked;
  look(state === "opening");
  keep();
  if (state === "opening") {
    state = "open";
    document.documentElement.classList.add("ready");
    askFromAddress();
  }
  if (document.querySelector(".start[data-waits]") && !waits) {
    waits = setTimeout(() => {
      waits = 0;
      send({ does: "wait" });
    }, ASK_AGAIN);
  }
  sendDeferred();
}

// The server forgets a visit some time after its page has gone to sleep: it is opened again from what is kept here.
let asleepSince = 0;
document.addEventListener("visibilitychange", () => {
  const isLong = asleepSince && Date.now() - asleepSince > LONG_ASLEEP;
  asleepSince = document.hidden ? Date.now() : 0;
  if (isLong && !document.hidden && state === "open") openVisit();
});

let isFollowing = false;
new MutationObserver(() => {
  if (isFollowing) return;
  isFollowing = true;
  setTimeout(() => {
    isFollowing = false;
    follow();
  }, 0);
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-kept", "data-language"] });
follow();

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});
