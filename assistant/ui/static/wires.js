// How the page's own controls reach the server: through Gradio's components, which are out of sight.

const TURN_OF_GRADIO = 30; // milliseconds in which Gradio takes over what was typed
const DROPPED = 1000; // milliseconds after which a question that was taken would have left the box
const deferred = [];
let insisting = 0;

const find = (selector) => document.querySelector(selector);

export function isBusy() {
  return find("#coming .coming") !== null;
}

function type(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function transmit(command) {
  const box = find("#command textarea, #command input");
  if (!box) return;
  type(box, JSON.stringify(command));
  setTimeout(() => find("#command-send").click(), TURN_OF_GRADIO);
}

// Wishes wait until the answer that is being given is there, so that neither undoes the other.
export function send(command) {
  if (isBusy()) deferred.push(command);
  else transmit(command);
}

export function sendDeferred() {
  if (!isBusy() && deferred.length) transmit(deferred.shift());
}

export function stop() {
  find("#stop-button")?.click();
}

export function questionBox() {
  return find("#question-box textarea, #question-box input");
}

export function write(question) {
  clearTimeout(insisting); // what stands in the box now is there to be reworded, even if it was asked a moment ago
  const box = questionBox();
  type(box, question);
  box.focus();
}

// Gradio drops what is asked while a question that was stopped is still ending: then it is asked again. It also drops
// what is asked twice, so nothing is.
export function insist(question, times = 8) {
  clearTimeout(insisting);
  insisting = setTimeout(() => {
    if (isBusy() || !times || !question.trim() || questionBox().value !== question) return;
    find("#ask-button").click();
    insist(question, times - 1);
  }, DROPPED);
}

export function ask(question) {
  if (isBusy()) return;
  type(questionBox(), question);
  setTimeout(() => find("#ask-button").click(), TURN_OF_GRADIO);
  insist(question);
}
