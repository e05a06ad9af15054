// What Lighthouse says of three pages on a phone; see bench/README.md.
//
//   npm install --no-save --prefix ~/.cache/roster/lighthouse lighthouse@12.8.2
//   ROSTER_BIN=target/release/roster node tests/browser/lighthouse.mjs
//
// It is too heavy, and wants too quiet a machine, to be among the tests. Ends
// with 1 when a page misses the aim.
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromiumFlags, chromiumPath, closeBrowser, signedIn } from "./kit/browser.mjs";
import { CACHE, chromium } from "./kit/modules.mjs";
import { PASSWORD, Site, freePort, stopSites } from "./kit/site.mjs";

const AIM = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const PAGES = ["/", "/login", "/profile"];

const require = createRequire(join(CACHE, "lighthouse/package.json"));
const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")));

const site = await Site.start();
await site.member("ana");
const [session] = (await (await signedIn(site, "ana", PASSWORD)).cookies()).filter(({ name }) => name === "roster");
await closeBrowser();

const port = await freePort();
// Lighthouse opens its page beside those of the profile, whose cookies it has.
const profile = await mkdtemp(join(tmpdir(), "roster-lighthouse-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: chromiumPath(),
  args: [...chromiumFlags(), `--remote-debugging-port=${port}`],
});
const rows = [];
for (const path of PAGES) {
  if (path === "/profile") await browser.addCookies([session]);
  const { lhr } = await lighthouse(site.url + path, {
    port,
    onlyCategories: CATEGORIES,
    disableStorageReset: true,
    logLevel: "error",
  });
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  rows.push(scores);
  console.log(new URL(lhr.finalDisplayedUrl).pathname, CATEGORIES.map((name, i) => `${name} ${scores[i]}`).join(", "));
  for (const { auditRefs } of Object.values(lhr.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue = "" } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) console.log(`  ${Math.round(score * 100)} ${title} ${displayValue}`);
    }
  }
}
await browser.close();
await rm(profile, { recursive: true, force: true });
stopSites();
process.exit(rows.flat().every((score) => score >= AIM) ? 0 : 1);
