// Every page as people get to see it, narrow and wide, light and dark: judged
// by axe, by its width, by what it asks for, and kept as a picture.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clean, signedIn, violations, visit } from "./kit/browser.mjs";
import { ROOT } from "./kit/modules.mjs";
import { PASSWORD, text } from "./kit/site.mjs";
import { test } from "./kit/test.mjs";
import { PAGES as CONSOLE, administrator } from "./pages/console.mjs";
import { PAGES as EVENTS } from "./pages/events.mjs";
import { PAGES as PEOPLE } from "./pages/people.mjs";
import { PAGES as POSTS } from "./pages/posts.mjs";
import { member, site } from "./pages/reach.mjs";

const PAGES = { ...PEOPLE, ...POSTS, ...EVENTS, ...CONSOLE };
const SCREENSHOTS = process.env.ROSTER_TEST_ARTIFACTS ?? join(ROOT, "target/screenshots");
const WIDTHS = [1280, 360];
const SCHEMES = ["light", "dark"];
/** As wide as WCAG 2.2, 1.4.10 wants a page to fit in without scrolling sideways. */
const NARROWEST = 320;

/** The title that a template says, where it is a text. */
function titleOf(template) {
  const source = readFileSync(join(ROOT, `templates/pages/${template}.html`), "utf8");
  const key = source.match(/block title %}\{\{ t\("([^"]+)"\) }}/)?.[1];
  return key && text(key);
}

async function fits(page, width) {
  await page.setViewportSize({ width, height: 740 });
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const outside = ({ left, right }) => left < -1 || right > innerWidth + 1;
    const beyond = [...document.querySelectorAll("main *")].find((one) => outside(one.getBoundingClientRect()));
    return scrollWidth > clientWidth ? `${scrollWidth} wide; ${beyond?.outerHTML.slice(0, 200)}` : "";
  });
  assert.equal(wide, "", `scrolls sideways at ${width} px`);
}

for (const [name, [template, status, open, widths = WIDTHS]] of Object.entries(PAGES)) {
  test(`pages::${name}`, async () => {
    const page = await open();
    assert.equal(page.status, status);
    const title = titleOf(template);
    const prefix = /^(Error: )?/;
    if (title) assert.ok((await page.title()).replace(prefix, "").startsWith(`${title} · `), await page.title());
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.locator("body > :first-child").getAttribute("class"), "skip");
    mkdirSync(SCREENSHOTS, { recursive: true });
    const found = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 800 ? 740 : 900 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violations(page)).map((what) => `${width} px, ${colorScheme}: ${what}`));
        const path = join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
    }
    assert.deepEqual(found, []);
    await fits(page, NARROWEST);
    clean(page.context());
    await page.context().close();
  });
}

// Words are longer elsewhere.
const GUESTS = ["/", "/about", "/register", "/login", "/password/reset", "/password/reset/x", "/verify-email", "/nowhere"];
const MEMBERS = ["/", "/profile", "/profile/details", "/profile/sessions", "/profile/invitations", "/invite", "/profile/data", "/password/change", "/logout"];

const OPERATORS = [
  "/admin", "/admin/users", "/admin/users/new", "/admin/users/import", "/admin/professional", "/admin/audit",
  "/admin/jobs", "/admin/mailbox", "/admin/mailbox/preview", "/admin/settings",
];

for (const language of ["es", "ru", "de", "fr", "ar"]) {
  test(`pages::all_fit_in_${language}`, async () => {
    const name = `speaker_${language}`;
    await member(name);
    const strangers = await visit(await site());
    const members = await signedIn(await site(), name, PASSWORD);
    const operators = await administrator(name);
    for (const [context, paths] of [[strangers, GUESTS], [members, MEMBERS], [operators, OPERATORS]]) {
      const page = await context.newPage();
      await page.goto("/");
      await page.evaluate(() => (globalThis.same = "page"));
      await page.click(`#language [value="${language}"]`);
      await page.waitForSelector(`html[lang="${language}"]`);
      assert.equal(await page.evaluate(() => globalThis.same), "page", "the switch needs no reload");
      assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
      for (const path of paths) {
        await page.goto(path);
        assert.equal(await page.getAttribute("html", "lang"), language, path);
        await fits(page, NARROWEST);
        await fits(page, 1280);
        // What is mirrored is judged anew.
        if (language === "ar") assert.deepEqual(await violations(page), [], path);
      }
      clean(context);
      await context.close();
    }
  });
}

test("pages::every_template_is_seen", () => {
  const files = readdirSync(join(ROOT, "templates/pages"), { recursive: true });
  const templates = files.filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -".html".length));
  const seen = new Set(Object.values(PAGES).map(([template]) => template));
  assert.deepEqual(templates.filter((name) => !seen.has(name)), [], "templates without a page in PAGES");
});

test("pages::api_docs", async () => {
  const context = await visit(await site());
  const page = await context.newPage();
  await page.goto("/api/docs");
  await page.waitForSelector(".opblock");
  clean(context);
  await context.close();
});

// A debug build sends its files as they are on disk; a release packs them.
test("pages::first_load_is_light", async (t) => {
  const context = await visit(await site());
  const page = await context.newPage();
  const answers = [];
  page.on("response", (answer) => answers.push(answer));
  await page.goto("/", { waitUntil: "networkidle" });
  let sent = 0;
  let packed = 0;
  for (const answer of answers) {
    const { responseBodySize, responseHeadersSize } = await answer.request().sizes();
    sent += responseBodySize + responseHeadersSize;
    const isPacked = (await answer.allHeaders())["content-encoding"] || !answer.url().includes("/assets/");
    packed += responseHeadersSize + (isPacked ? responseBodySize : gzipSync(await answer.body()).length);
  }
  t.diagnostic(`first load of /: ${sent} bytes, ${packed} from a release build`);
  assert.ok(answers.length > 5 && packed > 10_000 && packed <= 50_000, `${packed} bytes in ${answers.length} answers`);
  await context.close();
});
