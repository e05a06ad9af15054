// A button beside a field that puts its text on the clipboard. Without scripts
// the text is marked and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return;
    }
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    document.getElementById("announce").textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = before), 2000);
  });
}
