// Shows the preview of a post beneath its form, without leaving the page.
const preview = document.getElementById("preview");

document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (button?.name !== "preview") return;
  event.preventDefault();
  const form = event.target;
  const body = new URLSearchParams(new FormData(form));
  body.set("preview", "yes");
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById("preview");
    if (!answer.ok || !made) throw new Error("no preview");
    preview.replaceChildren(...made.childNodes);
    preview.hidden = false;
    preview.scrollIntoView({ behavior: "smooth", block: "start" });
  } catch {
    // The whole page says what is wrong.
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "preview", value: "yes" });
    form.append(field);
    form.submit();
  } finally {
    button.removeAttribute("aria-disabled");
  }
}, true);
