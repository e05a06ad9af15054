// Runs the chosen tests by node's own runner, two at a time.
import { test } from "node:test";
import { closeBrowser } from "./browser.mjs";
import { stopSites } from "./site.mjs";
import { bounded, chosen } from "./test.mjs";

export async function run(patterns) {
  const tests = chosen(patterns);
  if (tests.length === 0) return;
  let failed = 0;
  await test("browser", { concurrency: 2 }, async (group) => {
    const one = ({ name, body }) =>
      group.test(name, async (t) => {
        try {
          await bounded(() => body(t));
        } catch (error) {
          failed += 1;
          throw error;
        }
      });
    await Promise.allSettled(tests.map(one));
  });
  await closeBrowser();
  stopSites();
  const verdict = failed ? "FAILED" : "ok";
  process.exitCode = failed ? 1 : 0;
  process.on("exit", () => console.log(`test result: ${verdict}. ${tests.length - failed} passed; ${failed} failed; 0 ignored; browser`));
}
