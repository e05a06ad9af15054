// The console: lists follow what is typed, rows are chosen in ranges, and the
// keyboard walks through both. Everything works without it.

const PAUSE = 200;
let asking;
let waiting;

// Loads this list as the form now asks for it, and keeps the address in step.
async function follow(form) {
  asking?.abort();
  asking = new AbortController();
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  const url = form.action.split("?")[0] + (query ? `?${query}` : "");
  await load(url, form.dataset.live);
}

async function load(url, id) {
  const old = document.getElementById(id);
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: asking?.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById(id);
    if (answer.redirected || !found) return location.assign(url);
    old.replaceWith(found);
    history.replaceState(null, "", url);
    for (const next of document.querySelectorAll('input[name="next"]')) next.value = location.pathname + location.search;
    prepare();
    document.getElementById("announce").textContent = found.querySelector("[data-total]")?.textContent ?? "";
  } catch (error) {
    if (error.name !== "AbortError") old.removeAttribute("aria-busy");
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-live]");
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => follow(form), target.type === "search" ? PAUSE : 0);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-live]")) return;
  event.preventDefault();
  clearTimeout(waiting);
  follow(event.target);
});

// Choosing: all of a page, and ranges with the shift key.
let last;

const boxes = () => [...document.querySelectorAll('[data-bulk] input[name="ids"]')];

function count() {
  const bar = document.querySelector(".bulk");
  if (!bar) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  const label = bar.querySelector("[data-count]");
  label.dataset.idle ??= label.textContent;
  label.textContent = chosen ? `${label.dataset.count} ${chosen}` : label.dataset.idle;
  bar.classList.toggle("bulk-live", chosen > 0);
  const head = document.querySelector("[data-all]");
  head.checked = chosen > 0 && chosen === all.length;
  head.indeterminate = chosen > 0 && chosen < all.length;
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (box.matches?.("[data-all]")) {
    for (const other of boxes()) other.checked = box.checked;
    count();
  } else if (box.matches?.('[data-bulk] input[name="ids"]')) {
    const all = boxes();
    if (event.shiftKey && last?.isConnected) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      for (const other of all.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
    count();
  }
});

// `/` finds, the arrows walk through the rows, `x` chooses one.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  const search = document.getElementById("search");
  if (event.key === "/" && !typing && search) {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = [...document.querySelectorAll("[data-results] tbody tr")];
  const here = event.target.closest("tbody tr");
  if (step && rows.length && here && !typing) {
    event.preventDefault();
    const kind = event.target.matches("input") ? "input" : "a";
    rows[rows.indexOf(here) + step]?.querySelector(kind)?.focus();
  } else if (event.key === "x" && here && !typing && !event.target.matches("input")) {
    here.querySelector('input[name="ids"]')?.click();
  }
});

// While something is under way, its page follows.
function watch() {
  const work = document.querySelector("[data-under-way]");
  if (!work) return;
  setTimeout(async () => {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return watch();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-under-way]");
    if (!now) return location.reload();
    work.replaceWith(now);
    watch();
  }, 700);
}

function prepare() {
  const head = document.querySelector("[data-all]");
  if (head) head.hidden = false;
  count();
}

prepare();
watch();
document.addEventListener("page:replaced", prepare);
addEventListener("pageshow", count);
