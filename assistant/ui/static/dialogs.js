// Opens and closes the dialogs of the page; focus goes in, and back to where it came from.

let opener = null;

export function open(id, from) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  opener = from;
  dialog.showModal();
  (dialog.querySelector("input[type=search]") ?? dialog.querySelector("h2"))?.focus();
  dialog.scrollTop = 0;
  dialog.addEventListener("close", () => (opener?.isConnected ? opener : null)?.focus(), { once: true });
}

export function close(element) {
  element.closest("dialog")?.close();
}

// A click beside the dialog closes it: only there is the dialog itself the target.
export function closeBeside(event) {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement)) return;
  const box = dialog.getBoundingClientRect();
  const isInside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!isInside) dialog.close();
}

export function filter(input) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const dialog = input.closest("dialog");
  let shown = 0;
  for (const section of dialog.querySelectorAll("section")) {
    let here = 0;
    for (const button of section.querySelectorAll("[data-words]")) {
      const fits = words.every((word) => button.dataset.words.includes(word));
      button.closest("li").hidden = !fits;
      here += fits ? 1 : 0;
    }
    section.hidden = here === 0;
    shown += here;
  }
  dialog.querySelector(".no-match").hidden = shown > 0;
}
