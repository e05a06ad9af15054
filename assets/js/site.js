// Loaded by every page. Everything works without it; it saves reloads and asks
// before what cannot be undone.
import "./dialog.js";
import "./switches.js";

// Who has no setting of their own is told times on this clock.
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.split("; ").includes(`zone=${zone}`)) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `zone=${zone}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
tellZone();

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});

// Coming back with the browser's button finds the page usable again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
});

// On a narrow screen the sides of an account scroll: show where we are.
function showSide() {
  const here = document.querySelector(".sides [aria-current]");
  const sides = here?.closest(".sides");
  const middle = (node) => node.getBoundingClientRect().x + node.getBoundingClientRect().width / 2;
  if (sides) sides.scrollLeft += middle(here) - middle(sides);
}
showSide();
addEventListener("resize", showSide);
document.addEventListener("page:replaced", showSide);

// How much room is left in a long text.
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLTextAreaElement) || !target.dataset.left) return;
  let note = target.nextElementSibling;
  if (!note) {
    note = document.createElement("p");
    note.className = "hint";
    target.after(note);
  }
  note.textContent = `${target.dataset.left} ${target.maxLength - target.value.length}`;
});
