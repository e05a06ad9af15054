// Theme and language change without a reload. Without scripts, both are forms.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const change = { theme: changeTheme, language: changeLanguage }[form.dataset.enhance];
  if (!change || !event.submitter?.value) return;
  event.preventDefault();
  change(form, event.submitter);
}, true);

function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  return fetch(form.action, { method: "POST", body, credentials: "same-origin" });
}

async function changeTheme(form, button) {
  const root = document.documentElement;
  const before = root.dataset.theme;
  show(button.value);
  const answer = await send(form, button).catch(() => null);
  if (!answer?.redirected) show(before);

  function show(theme) {
    root.dataset.theme = theme;
    for (const choice of form.elements.theme) {
      // The header's button belongs to this form too, and is no choice.
      if (!form.contains(choice)) continue;
      choice.toggleAttribute("aria-current", false);
      if (choice.value === theme) choice.setAttribute("aria-current", "true");
    }
  }
}

// The answer to the switch is this page in the other language: its content
// takes the place of ours, and what was typed goes over to it.
async function changeLanguage(form, button) {
  const answer = await send(form, button).catch(() => null);
  if (!answer) return;
  const here = new URL(form.elements.next.value, location.href);
  if (!answer.redirected) return location.reload();
  if (new URL(answer.url).pathname !== here.pathname) return location.assign(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const root = document.documentElement;
  const fields = (node) => node.querySelectorAll("main :is(input, select, textarea)[id]");
  const typed = new Map([...fields(document)].map((field) => [field.id, field]));
  const scroll = { left: scrollX, top: scrollY, behavior: "instant" };

  root.lang = page.documentElement.lang;
  root.dir = page.documentElement.dir;
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  for (const field of fields(document)) take(typed.get(field.id), field);
  document.dispatchEvent(new Event("page:replaced"));
  scrollTo(scroll);
  document.querySelector(`#language [value="${CSS.escape(button.value)}"]`)?.focus({ preventScroll: true });
  const news = document.querySelector(".flash")?.textContent.trim() || document.title;
  // A status is read when it changes, not when it appears.
  setTimeout(() => (document.getElementById("announce").textContent = news), 100);
}

function take(from, to) {
  if (!from || from.name !== to.name) return;
  if (to.type === "file") to.files = from.files;
  else if (to.type === "checkbox") to.checked = from.checked;
  else to.value = from.value;
}
