// One whole way with scripts turned off: everything is links and forms.
import assert from "node:assert/strict";
import { PHONE, at, clean, flash, send, signIn, visit } from "./kit/browser.mjs";
import { colours, halves } from "./kit/picture.mjs";
import { NEW_PASSWORD, PASSWORD, Site, text } from "./kit/site.mjs";
import { test } from "./kit/test.mjs";

test("plain::all_of_it_without_scripts", async () => {
  const site = await Site.start();
  const context = await visit(site, { ...PHONE, javaScriptEnabled: false });
  const page = await context.newPage();

  await page.goto("/");
  assert.ok(!(await page.isVisible("#menu")));
  await page.tap(".menu-button");
  await page.tap('#menu a[href="/register"]');
  await page.waitForURL("**/register");
  await page.fill("#field-email", "plain@example.org");
  await send(page, "/register");
  assert.equal(await flash(page), "Invalid credentials. Try again");
  assert.equal(await page.inputValue("#field-email"), "plain@example.org");
  await page.fill("#field-username", "plain");
  for (const id of ["password1", "password2"]) await page.fill(`#field-${id}`, PASSWORD);
  await send(page, "/register");
  assert.equal(await flash(page), text("flash-registered"));
  const link = await site.link("plain@example.org", "account.verification", "/verify-email/");
  await page.goto(link);
  await send(page, new URL(link).pathname);
  assert.equal(await flash(page), text("flash-verified"));
  await signIn(page, "plain", PASSWORD);

  // A picture as it is, and gone again without a question.
  const drawing = await (await visit(site)).newPage();
  await drawing.goto("/about");
  await page.setInputFiles("#field-picture", await halves(drawing));
  await page.fill("#field-username", "plain_2");
  await send(page, "/profile");
  assert.equal(await flash(page), "Profile updated successfully");
  await drawing.goto("/user/plain_2");
  assert.equal(await colours(drawing, ".portrait"), "red red blue blue");
  clean(drawing.context());
  await drawing.context().close();
  await send(page, "/profile/picture/delete");
  assert.equal(await flash(page), text("flash-picture-removed"));

  await page.goto("/profile/details");
  await page.fill("#field-bio", "No scripts here.");
  await send(page, "/profile/details");
  assert.equal(await flash(page), "Profile updated successfully");

  // Switches are buttons of forms.
  await pressAnd(page, '#language [value="ru"]');
  assert.equal(await page.getAttribute("html", "lang"), "ru");
  assert.equal(at(page), "/profile/details");
  await pressAnd(page, '#language [value="en"]');
  await pressAnd(page, '#theme [value="dark"]');
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  assert.equal(at(page), "/profile/details");

  const other = await visit(site);
  await signIn(await other.newPage(), "plain_2", PASSWORD);
  await page.goto("/profile/sessions");
  assert.equal(await page.locator(".session").count(), 2);
  await send(page, "/profile/sessions/end-others");
  assert.equal(await page.locator(".session").count(), 1);
  await other.close();

  await page.goto("/password/change");
  await page.fill("#field-old-password", PASSWORD);
  for (const id of [1, 2]) await page.fill(`#field-new-password${id}`, NEW_PASSWORD);
  await send(page, "/password/change");
  assert.equal(at(page), "/password/change/done");

  await page.goto("/logout");
  await send(page, "/logout");
  assert.equal(at(page), "/login");
  await signIn(page, "plain_2", NEW_PASSWORD);
  await page.goto("/profile/data");
  const [download] = await Promise.all([page.waitForEvent("download"), page.tap('a[href="/profile/data/download"]')]);
  assert.equal(download.suggestedFilename(), "roster-plain_2.zip");
  await page.fill("#field-password", NEW_PASSWORD);
  await send(page, "/profile/data");
  assert.equal(await flash(page), text("flash-deletion-requested"));
  clean(context);
  await context.close();
});

async function pressAnd(page, selector) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator(`footer ${selector}`).tap()]);
  await page.waitForLoadState("load");
}
