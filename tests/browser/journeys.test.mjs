// The ways that people go with a phone in their hand, scripts and all.
import assert from "node:assert/strict";
import { PHONE, at, clean, flash, focused, send, signIn, signedIn, visit } from "./kit/browser.mjs";
import { choose, colours, halves } from "./kit/picture.mjs";
import { NEW_PASSWORD, PASSWORD, Site, eventually, text } from "./kit/site.mjs";
import { once, test } from "./kit/test.mjs";

const site = once(() => Site.start());

/** A member of this name, on their phone. */
async function onPhone(name) {
  await (await site()).member(name);
  return signedIn(await site(), name, PASSWORD, PHONE);
}

async function open(context, path) {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function end(context) {
  clean(context);
  await context.close();
}

test("journeys::a_stranger_registers_confirms_and_signs_in", async () => {
  const context = await visit(await site(), PHONE);
  const page = await open(context, "/");
  // The way in is in sight; the menu opens and closes.
  assert.ok(!(await page.isVisible("#menu")));
  await page.tap(".menu-button");
  await page.tap('#menu a[href="/register"]');
  await page.waitForURL("**/register");
  // Faults keep what was typed, but no password, and lead to their fields.
  await page.fill("#field-username", "newcomer");
  await page.fill("#field-email", "nowhere");
  await page.fill("#field-password1", "short");
  await send(page, "/register");
  assert.equal(await flash(page), "Invalid credentials. Try again");
  assert.equal(await page.inputValue("#field-username"), "newcomer");
  assert.equal(await page.inputValue("#field-email"), "nowhere");
  assert.equal(await page.inputValue("#field-password1"), "");
  assert.equal(await focused(page), "summary");
  await page.tap('.summary a[href="#field-email"]');
  assert.equal(await focused(page), "field-email");
  assert.equal(await page.getAttribute("#field-email", "aria-invalid"), "true");
  const described = await page.getAttribute("#field-email", "aria-describedby");
  assert.ok(await page.isVisible(`#${described.split(" ").at(-1)}`));

  await page.fill("#field-email", "newcomer@example.org");
  await page.fill("#field-password1", PASSWORD);
  await page.fill("#field-password2", PASSWORD);
  await send(page, "/register");
  assert.equal(at(page), "/login");
  assert.equal(await flash(page), text("flash-registered"));

  const link = await (await site()).link("newcomer@example.org", "account.verification", "/verify-email/");
  await page.goto(link);
  await send(page, new URL(link).pathname);
  assert.equal(await flash(page), text("flash-verified"));
  if (at(page) !== "/login") await page.goto("/login");
  await page.fill("#field-username", "newcomer");
  await page.fill("#field-password", "not this one");
  await send(page, "/login");
  assert.equal(await flash(page), "Invalid credentials. Try again");
  assert.equal(await page.inputValue("#field-username"), "newcomer");
  await page.fill("#field-password", PASSWORD);
  await send(page, "/login");
  assert.equal(at(page), "/profile");
  await end(context);
});

test("journeys::the_page_asked_for_is_found_again_after_sign_in", async () => {
  await (await site()).member("returner");
  const context = await visit(await site(), PHONE);
  const page = await open(context, "/profile/sessions");
  assert.equal(at(page), "/login");
  await page.fill("#field-username", "returner@example.org");
  await page.fill("#field-password", PASSWORD);
  await send(page, "/login");
  assert.equal(at(page), "/profile/sessions");
  await end(context);
});

test("journeys::data_are_changed_and_seen", async () => {
  const context = await onPhone("writer");
  const page = await open(context, "/profile");
  await page.fill("#field-username", "writer_2");
  await send(page, "/profile");
  assert.equal(await flash(page), "Profile updated successfully");
  assert.equal(await page.innerText(".person-name"), "writer_2");
  await page.fill("#field-username", "no spaces please");
  await send(page, "/profile");
  assert.equal(await flash(page), "Error while profile updating");
  assert.equal(await page.inputValue("#field-username"), "no spaces please");
  assert.equal(await page.innerText(".person-name"), "writer_2");

  await page.tap('.sides a[href="/profile/details"]');
  await page.waitForURL("**/profile/details");
  // Where one is among the sides is in sight.
  const here = await page.locator(".sides [aria-current]").boundingBox();
  assert.ok(here.x >= 0 && here.x + here.width <= PHONE.viewport.width, JSON.stringify(here));
  await page.fill("#field-bio", "I like <b>herons</b> & quiet places.");
  await page.locator("#field-bio").pressSequentially(" x");
  assert.match(await page.locator("#field-bio + .hint").innerText(), /462/);
  await page.fill("#field-location", "Kazan");
  await send(page, "/profile/details");
  assert.equal(await flash(page), "Profile updated successfully");
  await page.goto("/user/writer_2");
  assert.match(await page.innerText("main"), /I like <b>herons<\/b> & quiet places\. x/);
  await end(context);
});

test("journeys::a_picture_is_cropped_by_pointer_and_by_keys", async () => {
  const context = await onPhone("painter");
  const page = await open(context, "/profile");
  const drawn = await page.getAttribute(".portrait", "src");
  // The preview shows the middle; dragging moves it.
  await choose(page, await halves(page));
  assert.equal(await colours(page, ".crop-view"), "red red blue blue");
  await page.locator(".crop-view").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(".crop-view").boundingBox();
  await page.mouse.move(x + width * 0.1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.95, y + height / 2, { steps: 4 });
  await page.mouse.up();
  assert.equal(await colours(page, ".crop-view"), "red red red red");
  await send(page, "/profile");
  assert.equal(await flash(page), "Profile updated successfully");
  assert.notEqual(await page.getAttribute(".portrait", "src"), drawn);
  assert.equal(await colours(page, ".portrait"), "red red red red");

  // The same by keys, and closer.
  await choose(page, await halves(page));
  await page.focus(".crop-view");
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("+");
  assert.equal(await page.inputValue(".crop .range"), "110");
  assert.equal(await colours(page, ".crop-view"), "blue blue blue blue");
  await send(page, "/profile");
  assert.equal(await colours(page, ".portrait"), "blue blue blue blue");

  // Thought better of it.
  await choose(page, await halves(page));
  await page.tap(".crop button");
  assert.ok(await page.isHidden(".crop"));
  assert.equal(await page.inputValue("#field-picture"), "");
  // What is no picture gets its fault, and the old one stays.
  await page.setInputFiles("#field-picture", { name: "x.png", mimeType: "image/png", buffer: Buffer.from("nothing") });
  await send(page, "/profile");
  assert.equal(await flash(page), "Error while profile updating");
  assert.equal(await page.getAttribute("#field-picture", "aria-invalid"), "true");
  assert.equal(await colours(page, ".portrait"), "blue blue blue blue");

  await page.tap('form[action="/profile/picture/delete"] button');
  await answer(page, "yes");
  assert.equal(await flash(page), text("flash-picture-removed"));
  assert.equal(await page.getAttribute(".portrait", "src"), drawn);
  await end(context);
});

/** Answers the question that is open, and waits for the page after a yes. */
async function answer(page, word) {
  const button = page.locator(`#confirm [data-answer="${word}"]`);
  if (word === "no") return button.click();
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

test("journeys::a_password_is_changed_with_a_meter", async () => {
  const context = await onPhone("careful");
  const page = await open(context, "/password/change");
  const meter = page.locator(".strength");
  assert.ok(await meter.isHidden());
  const levels = { abc: 0, password1: 1, [NEW_PASSWORD]: 4 };
  for (const [password, level] of Object.entries(levels)) {
    await page.fill("#field-new-password1", password);
    assert.equal(await meter.getAttribute("data-level"), String(level), password);
    assert.ok((await meter.innerText()).includes(text(`strength-${level}`)), password);
  }
  // It can be looked at, and is a password again when it is sent.
  const field = page.locator("#field-new-password1");
  await page.locator("#field-new-password1 + .secret-toggle").tap();
  assert.equal(await field.getAttribute("type"), "text");
  await page.locator("#field-new-password1 + .secret-toggle").tap();
  assert.equal(await field.getAttribute("type"), "password");
  await page.fill("#field-old-password", "not this one");
  await page.fill("#field-new-password2", NEW_PASSWORD);
  await send(page, "/password/change");
  assert.equal(at(page), "/password/change");
  assert.equal(await page.getAttribute("#field-old-password", "aria-invalid"), "true");
  assert.equal(await page.inputValue("#field-new-password1"), "");
  await page.fill("#field-old-password", PASSWORD);
  for (const id of [1, 2]) await page.fill(`#field-new-password${id}`, NEW_PASSWORD);
  await send(page, "/password/change");
  assert.equal(at(page), "/password/change/done");
  assert.match(await page.innerText("main"), /Congrats\. Your password was changed\./);
  await end(context);
});

test("journeys::a_forgotten_password_is_set_anew", async () => {
  const email = await (await site()).member("forgetful");
  const context = await visit(await site(), PHONE);
  const page = await open(context, "/login");
  await page.tap('main a[href="/password/reset"]');
  await page.waitForURL("**/password/reset");
  await page.fill("#field-email", email);
  await send(page, "/password/reset");
  const link = await (await site()).link(email, "password.reset", "/password/reset/");
  await page.goto(link);
  for (const id of [1, 2]) await page.fill(`#field-new-password${id}`, NEW_PASSWORD);
  await send(page, new URL(link).pathname);
  assert.equal(await flash(page), text("flash-password-set"));
  await signIn(page, email, NEW_PASSWORD);
  await end(context);
});

test("journeys::sessions_end_when_their_owner_agrees", async () => {
  const context = await onPhone("several");
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const others = [];
  for (let n = 0; n < 3; n += 1) others.push(await signedIn(await site(), "several", PASSWORD, { userAgent }));
  const page = await open(context, "/profile/sessions");
  const sessions = () => page.locator(".session").count();
  assert.equal(await sessions(), 4);
  const first = page.locator(".session form button").first();
  // Escape and "no" change nothing, and the button has the focus again.
  await first.tap();
  assert.ok(await page.isVisible("#confirm"));
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#confirm"));
  assert.ok(await first.evaluate((button) => button === document.activeElement));
  await first.tap();
  await answer(page, "no");
  assert.ok(await page.isHidden("#confirm"));
  await page.reload();
  assert.equal(await sessions(), 4);
  await first.tap();
  assert.equal(await page.innerText("#confirm-text"), text("page-sessions-end"));
  await answer(page, "yes");
  assert.equal(await sessions(), 3);
  await page.tap('form[action="/profile/sessions/end-others"] button');
  await answer(page, "yes");
  assert.equal(await flash(page), text("flash-sessions-ended"));
  assert.equal(await sessions(), 1);
  for (const other of others) {
    assert.equal(at(await open(other, "/profile")), "/login");
    await end(other);
  }
  await end(context);
});

test("journeys::language_and_theme_change_without_a_reload", async () => {
  const context = await visit(await site(), PHONE);
  const page = await open(context, "/register");
  await page.evaluate(() => (globalThis.same = "page"));
  await page.fill("#field-username", "reader");
  await page.fill("#field-password1", PASSWORD);
  await page.check("#field-mailing-list");

  const root = page.locator("html");
  const title = await page.title();
  for (const language of ["ru", "es", "en"]) {
    await page.tap(`#language [value="${language}"]`);
    await page.waitForSelector(`html[lang="${language}"]`);
    assert.equal(await page.title() === title, language === "en");
    assert.equal(await page.inputValue("#field-username"), "reader");
    assert.equal(await page.inputValue("#field-password1"), PASSWORD);
    assert.ok(await page.isChecked("#field-mailing-list"));
    assert.equal(await page.evaluate(() => document.activeElement.value), language);
    assert.equal(await page.getAttribute(`#language [value="${language}"]`, "aria-current"), "true");
    await eventually("it to be said", async () => (await page.textContent("#announce")) === (await page.title()));
  }
  // The new content works as the old did.
  assert.equal(await page.locator(".secret-toggle").count(), 2);
  for (const theme of ["dark", "light", "auto"]) {
    await page.tap(`#theme [value="${theme}"]:not(.tool)`);
    await page.waitForSelector(`html[data-theme="${theme}"]`);
    assert.equal(await page.getAttribute(`#theme [value="${theme}"]`, "aria-current"), "true");
    assert.equal(await page.inputValue("#field-username"), "reader");
  }
  await page.tap(".to-dark");
  await page.waitForSelector('html[data-theme="dark"]');
  const dark = await root.evaluate((html) => getComputedStyle(html.ownerDocument.body).backgroundColor);
  assert.equal(await page.evaluate(() => globalThis.same), "page");
  // The next page is dark from its first moment.
  await eventually("the choice to be kept", async () => (await context.cookies()).some(({ name }) => name === "theme"));
  await page.goto("/about");
  assert.equal(await root.getAttribute("data-theme"), "dark");
  const [red, green, blue] = dark.match(/[\d.]+/g).map(Number);
  assert.ok(red + green + blue < 200, dark);
  await end(context);
});

test("journeys::a_member_takes_their_data_along_and_leaves", async () => {
  const context = await onPhone("leaver");
  const page = await open(context, "/profile/data");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.tap('a[href="/profile/data/download"]'),
  ]);
  assert.equal(download.suggestedFilename(), "roster-leaver.zip");
  const stream = await download.createReadStream();
  const [head] = await stream.take(1).toArray();
  assert.equal(head.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");

  await page.fill("#field-password", PASSWORD);
  await page.tap('form[action="/profile/data"] .danger');
  await answer(page, "no");
  assert.equal(await page.inputValue("#field-password"), PASSWORD);
  await page.tap('form[action="/profile/data"] .danger');
  await answer(page, "yes");
  assert.equal(at(page), "/");
  assert.equal(await flash(page), text("flash-deletion-requested"));
  // Signing in undoes it.
  await signIn(page, "leaver", PASSWORD);
  assert.equal(await flash(page), text("flash-deletion-withdrawn"));
  await page.tap(".menu-button");
  await page.tap('#menu a[href="/logout"]');
  await page.waitForURL("**/logout");
  assert.match(await page.innerText("main"), /Are you sure you want to logout\?/);
  assert.equal(await page.innerText('form[action="/logout"] button'), "LogOut");
  await send(page, "/logout");
  assert.equal(at(page), "/login");
  assert.equal(await flash(page), text("flash-signed-out"));
  await page.goto("/profile");
  assert.equal(at(page), "/login");
  await end(context);
});

test("journeys::sign_in_by_keys_alone", async () => {
  await (await site()).member("typist");
  const context = await visit(await site());
  const page = await open(context, "/login");
  // The first stop leads past the navigation, in sight.
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "skip");
  assert.ok((await page.locator(".skip").boundingBox()).y >= 0);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "main");
  const reach = async (id) => {
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      });
      assert.ok(outline, `focus is not seen on ${await focused(page)}`);
      if ((await focused(page)) === id) return;
    }
    assert.fail(`no way to ${id} by Tab`);
  };
  await reach("field-username");
  await page.keyboard.type("typist");
  await reach("field-password");
  await page.keyboard.type(PASSWORD);
  await reach("secret-toggle");
  await page.keyboard.press("Space");
  assert.equal(await page.getAttribute("#field-password", "type"), "text");
  await reach("field-remember");
  await page.keyboard.press("Space");
  assert.ok(await page.isChecked("#field-remember"));
  await reach("button wide");
  await Promise.all([page.waitForURL("**/profile"), page.keyboard.press("Enter")]);
  await end(context);
});
