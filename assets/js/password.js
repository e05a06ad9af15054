// Passwords: a button that shows them, and how strong a new one looks. The
// server has the last word; this is advice while typing.
const SVG = "http://www.w3.org/2000/svg";

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", new URL(`../icons.svg#${name}`, import.meta.url).href);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function addToggles() {
  for (const input of document.querySelectorAll(".secret > .input")) {
    if (input.nextElementSibling) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "secret-toggle";
    button.append(icon("eye"));
    const show = (visible) => {
      input.type = visible ? "text" : "password";
      button.setAttribute("aria-pressed", String(visible));
      button.title = visible ? input.dataset.hide : input.dataset.show;
      button.replaceChildren(icon(visible ? "eye-off" : "eye"));
    };
    button.setAttribute("aria-label", input.dataset.show);
    button.addEventListener("click", () => show(input.type === "password"));
    // Sent as a password, so that it is kept as one and not as a word.
    input.form?.addEventListener("submit", () => show(false));
    input.after(button);
    show(false);
  }
}

const KNOWN = ["password", "passwort", "contraseña", "пароль", "qwerty", "йцукен", "letmein", "welcome",
  "iloveyou", "admin", "dragon", "monkey", "football", "sunshine", "master", "login", "roster"];

/** 0 too short, 1 to 4 weak to excellent. */
export function strength(password, names) {
  const letters = [...password.normalize("NFC")];
  if (letters.length < 8) return 0;
  let rest = password.toLowerCase();
  for (const name of [...names, ...KNOWN]) rest = rest.replaceAll(name.toLowerCase(), "*");
  let worth = 0;
  const seen = new Set();
  const chars = [...rest];
  chars.forEach((letter, i) => {
    const step = i ? letter.codePointAt(0) - chars[i - 1].codePointAt(0) : 9;
    // Repeats and runs (aaa, 123, cba) add little, known letters less.
    worth += Math.abs(step) <= 1 ? 0.25 : seen.has(letter) ? 0.7 : 1;
    seen.add(letter);
  });
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
  worth *= 1 + 0.1 * (kinds.filter((kind) => kind.test(password)).length - 1);
  return worth < 6 ? 1 : worth < 9 ? 2 : worth < 13 ? 3 : 4;
}

document.addEventListener("input", ({ target }) => {
  const meter = document.querySelector(`.strength[data-for="${CSS.escape(target.id)}"]`);
  if (!target.id || !meter) return;
  const own = ["username", "email"].map((name) => target.form.elements[name]?.value ?? "");
  const names = own.flatMap((name) => [name, ...name.split(/[@._-]/)]).filter((name) => name.length > 2);
  const level = strength(target.value, names);
  const output = meter.querySelector("output");
  meter.hidden = !target.value;
  meter.dataset.level = level;
  if (output.textContent !== output.dataset[level]) output.textContent = output.dataset[level];
});

addToggles();
document.addEventListener("page:replaced", addToggles);
