// Asks before a form with `data-confirm` is sent.
const agreed = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const dialog = document.getElementById("confirm");
  if (!form.dataset.confirm || !dialog?.showModal || agreed.delete(form)) return;
  event.preventDefault();
  const button = event.submitter;
  dialog.querySelector(".dialog-text").textContent = form.dataset.confirm;
  const yes = dialog.querySelector('[data-answer="yes"]');
  yes.textContent = button?.textContent.trim() || yes.textContent;
  dialog.onclick = ({ target }) => {
    const answer = target.closest("[data-answer]")?.dataset.answer;
    if (answer || target === dialog) dialog.close(answer ?? "no");
  };
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return button?.focus();
    agreed.add(form);
    // The page that would ask again need not.
    if (form.elements.confirmed) form.elements.confirmed.value = "yes";
    form.requestSubmit(button);
  };
  dialog.returnValue = "";
  dialog.showModal();
}, true);
