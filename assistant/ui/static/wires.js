// How the page's own controls reach the server: through Gradio's components, which are out of sight.

const TURN_OF_GRADIO = 30; // milliseconds in which Gradio takes over what was typed
const deferred = [];

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
  const box = questionBox();
  type(box, question);
  box.focus();
}

export function ask(question) {
  if (isBusy()) return;
  type(questionBox(), question);
  setTimeout(() => find("#ask-button").click(), TURN_OF_GRADIO);
}
