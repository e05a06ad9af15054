// Debian's Chromium, watched: what a page must not do is a fault.
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import { axePath, chromium } from "./modules.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(axePath, "utf8");

export const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // The next one, then.
    }
  }
  throw new Error("no Chromium: install it, or set CHROMIUM");
}

/** Root may not use Chromium's sandbox. */
export const chromiumFlags = () => (process.getuid() === 0 ? ["--no-sandbox"] : []);

let launched;

function launch() {
  launched ??= chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags() });
  return launched;
}

export async function closeBrowser() {
  if (launched) await (await launched).close();
}

/** A new browser profile on a site, with no cookie. */
export async function visit(site, options = {}) {
  const browser = await launch();
  const context = await browser.newContext({ baseURL: site.url, reducedMotion: "reduce", locale: "en-GB", ...options });
  context.setDefaultTimeout(30_000);
  context.faults = [];
  const host = new URL(site.url).host;
  const fault = (what) => context.faults.push(what);
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) fault(`request to another host: ${url}`);
  });
  context.on("weberror", (error) => fault(`script: ${error.error()}`));
  context.on("console", (message) => {
    const text = message.text();
    // The page itself may have been refused, and was asked for to be.
    const own = message.page()?.url() === message.location().url && text.startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !own) fault(`console, on ${message.page()?.url()}: ${text}`);
  });
  return context;
}

/** A profile that a person has signed in with. */
export async function signedIn(site, name, password, options) {
  const context = await visit(site, options);
  const page = await context.newPage();
  await signIn(page, name, password);
  await page.close();
  return context;
}

export async function signIn(page, name, password) {
  await page.goto("/login");
  await page.fill("#field-username", name);
  await page.fill("#field-password", password);
  await send(page, "/login");
  assert.equal(new URL(page.url()).pathname, "/profile", await page.innerText("main"));
}

/** Presses the button of the form with this action, and waits for the page after it. */
export async function send(page, action) {
  const button = page.locator(`main form[action="${action}"] button:not([type="button"])`);
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
  await page.waitForLoadState("load");
}

export const at = (page) => new URL(page.url()).pathname;
export const flash = async (page) => (await page.locator(".flash p").allInnerTexts()).join();
export const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

/** What axe has against the page as it is. */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  // As a debugger does: a page's own policy must not keep the tool out.
  await session.send("Runtime.evaluate", { expression: `globalThis.axe || (() => {${axe}})()` });
  await session.detach();
  const found = await page.evaluate(
    (values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    TAGS,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.split("\n").slice(1).join(" ")}`),
  );
}

/** Nothing was noted against the pages of this profile. */
export function clean(context) {
  assert.deepEqual(context.faults, []);
}
