// Every page as people get to see it, narrow and wide, light and dark: judged
// by axe, by its width, by what it asks for, and kept as a picture.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clean, send, signedIn, violations, visit } from "./kit/browser.mjs";
import { ROOT } from "./kit/modules.mjs";
import { PASSWORD, Site, text } from "./kit/site.mjs";
import { once, test } from "./kit/test.mjs";

const SCREENSHOTS = process.env.ROSTER_TEST_ARTIFACTS ?? join(ROOT, "target/screenshots");
const WIDTHS = [1280, 360];
const SCHEMES = ["light", "dark"];
/** As wide as WCAG 2.2, 1.4.10 wants a page to fit in without scrolling sideways. */
const NARROWEST = 320;

const site = once(() =>
  Site.start({
    // Nobody listens there; the person is told all the same.
    ROSTER_MAILING_LIST__URL: "webhook+http://whsec_dGhpcnR5LXR3byBvY3RldHMgb2YgYSBzZWNyZXQ%3D@127.0.0.1:9/x",
  }),
);
const closedSite = once(() => Site.start({ ROSTER_ACCOUNTS__REGISTRATION: "closed" }));

/** Members are made once each; a page that changes one has one of its own. */
const members = new Map();
function member(name) {
  if (!members.has(name)) members.set(name, site().then((site) => site.member(name)));
  return members.get(name);
}

// How a page is reached: a guest's or a member's profile goes to an address,
// and `then` does what is left to do.
const guest = (path, then) => async () => {
  const context = await visit(await site());
  return shown(context, typeof path === "string" ? path : await path(await site()), then);
};
const by = (name, path, then) => async () => {
  await member(name);
  return shown(await signedIn(await site(), name, PASSWORD), path, then);
};

async function shown(context, path, then) {
  const page = await context.newPage();
  const answer = await page.goto(path);
  page.status = answer.status();
  page.on("response", (answer) => {
    if (answer.request().isNavigationRequest()) page.status = answer.status();
  });
  await then?.(page);
  return page;
}

const mailed = (name, type, start) => async (site) => {
  const email = `${name}@example.org`;
  return new URL(await site.link(email, type, start)).pathname;
};

/** A member has opted in to the mailing list, and got its mail. */
const leaveList = (name) => async (site) => {
  await member(name);
  const context = await signedIn(site, name, PASSWORD);
  const page = await context.newPage();
  await page.goto("/profile/details");
  await page.check("#field-mailing-list");
  await send(page, "/profile/details");
  await context.close();
  return mailed(name, "mailing_list.joined", "/unsubscribe/")(site);
};

/** Someone signed in on one device, and then on another. */
async function newDevice(site, name) {
  await member(name);
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  await (await signedIn(site, name, PASSWORD)).close();
  await (await signedIn(site, name, PASSWORD, { userAgent })).close();
  return mailed(name, "account.new_device", "/sessions/end/")(site);
}

async function resetLink(site, name) {
  await member(name);
  const context = await visit(site);
  const page = await context.newPage();
  await page.goto("/password/reset");
  await page.fill("#field-email", `${name}@example.org`);
  await send(page, "/password/reset");
  await context.close();
  return mailed(name, "password.reset", "/password/reset/")(site);
}

async function verificationLink(site, name) {
  const context = await visit(site);
  const page = await context.newPage();
  await page.goto("/register");
  await page.fill("#field-email", `${name}@example.org`);
  for (const id of ["password1", "password2"]) await page.fill(`#field-${id}`, PASSWORD);
  await send(page, "/register");
  await context.close();
  return mailed(name, "account.verification", "/verify-email/")(site);
}

async function pressOnly(page) {
  await send(page, new URL(page.url()).pathname);
}

/** A picture that the browser draws itself. */
async function choosePicture(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 400);
    const context = canvas.getContext("2d");
    const sky = context.createLinearGradient(0, 0, 600, 400);
    sky.addColorStop(0, "#f4b942");
    sky.addColorStop(1, "#6b3a5c");
    context.fillStyle = sky;
    context.fillRect(0, 0, 600, 400);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await page.setInputFiles("#field-picture", { name: "sky.png", mimeType: "image/png", buffer: Buffer.from(bytes) });
  await page.waitForSelector(".crop:not([hidden])");
}

/** Everything that a member may say of themselves. */
async function sayAll(page) {
  await page.goto("/profile");
  await choosePicture(page);
  await send(page, "/profile");
  await page.goto("/profile/details");
  const values = {
    "first-name": "Beatriz",
    "last-name": "Oliveira",
    bio: "Bookbinder, amateur astronomer and mother of two.\nI organise the Thursday walks.",
    location: "Porto",
    "linkedin-profile-url": "https://www.linkedin.com/in/beatriz",
    "github-profile-url": "https://github.com/beatriz",
  };
  for (const [id, value] of Object.entries(values)) await page.fill(`#field-${id}`, value);
  await page.check("#field-show-name");
  await send(page, "/profile/details");
}

// name: [template, status, how to get there, widths if not all]
const PAGES = {
  home: ["home", 200, guest("/")],
  home_of_member: ["home", 200, by("ana", "/")],
  about: ["about", 200, guest("/about")],
  register: ["register", 200, guest("/register")],
  register_strength: ["register", 200, guest("/register", (page) => page.locator("#field-password1").pressSequentially("blue kettle"))],
  register_faults: ["register", 422, guest("/register", (page) => send(page, "/register"))],
  register_closed: ["register", 200, async () => shown(await visit(await closedSite()), "/register")],
  login: ["login", 200, guest("/login")],
  login_refused: [
    "login",
    422,
    guest("/login", async (page) => {
      await page.fill("#field-username", "nobody");
      await page.fill("#field-password", "nothing at all");
      await send(page, "/login");
    }),
  ],
  logout: ["logout", 200, by("ana", "/logout")],
  reauthenticate: ["reauthenticate", 200, by("ana", "/reauthenticate")],
  profile: ["profile", 200, by("ana", "/profile")],
  profile_faults: [
    "profile",
    200,
    by("ana", "/profile", async (page) => {
      await page.fill("#field-username", "no spaces please");
      await page.fill("#field-email", "nowhere");
      await send(page, "/profile");
    }),
  ],
  profile_crop: ["profile", 200, by("ana", "/profile", choosePicture)],
  profile_complete: [
    "profile",
    200,
    by("beatriz", "/profile", async (page) => {
      await sayAll(page);
      await page.goto("/profile");
    }),
  ],
  menu: ["profile", 200, by("ana", "/profile", openMenu), [360]],
  details: ["details", 200, by("ana", "/profile/details")],
  details_faults: [
    "details",
    422,
    by("ana", "/profile/details", async (page) => {
      await page.fill("#field-linkedin-profile-url", "nowhere");
      await send(page, "/profile/details");
    }),
  ],
  sessions: ["sessions", 200, by("many", "/profile/sessions", severalSessions)],
  session_alone: ["sessions", 200, by("alone", "/profile/sessions")],
  sessions_dialog: [
    "sessions",
    200,
    by("several", "/profile/sessions", async (page) => {
      await severalSessions(page);
      await page.locator(".session button").first().click();
      await page.waitForSelector("#confirm[open]");
    }),
  ],
  data: ["data", 200, by("ana", "/profile/data")],
  data_faults: ["data", 422, by("ana", "/profile/data", (page) => refuseDeletion(page))],
  password_change: ["password_change", 200, by("ana", "/password/change")],
  password_change_faults: ["password_change", 422, by("ana", "/password/change", (page) => send(page, "/password/change"))],
  password_change_done: ["password_change_done", 200, by("ana", "/password/change/done")],
  password_reset: ["password_reset", 200, guest("/password/reset")],
  password_reset_faults: ["password_reset", 422, guest("/password/reset", (page) => send(page, "/password/reset"))],
  password_reset_sent: ["password_reset_sent", 200, guest("/password/reset/sent")],
  password_set: ["password_set", 200, guest((site) => resetLink(site, "forgetful"))],
  link_bad_reset: ["link_bad", 400, guest("/password/reset/x")],
  link_bad_session: ["link_bad", 400, guest("/sessions/end/x")],
  link_bad_verification: ["link_bad", 400, guest("/verify-email/x/y")],
  verify_email: ["verify_email", 200, guest((site) => verificationLink(site, "newcomer"))],
  verify_email_resend: ["verify_email_resend", 200, guest("/verify-email")],
  user: [
    "user",
    200,
    async () => {
      await member("carla");
      const context = await signedIn(await site(), "carla", PASSWORD);
      const page = await context.newPage();
      await sayAll(page);
      await context.close();
      return guest("/user/carla")();
    },
  ],
  user_oneself: ["user", 200, by("ana", "/user/ana")],
  session_end: ["session_end", 200, guest((site) => newDevice(site, "traveller"))],
  session_ended: ["session_ended", 200, guest((site) => newDevice(site, "wanderer"), pressOnly)],
  setup: ["setup", 200, guest(async (site) => new URL(site.setupLink()).pathname)],
  unsubscribe: ["unsubscribe", 200, guest(leaveList("reader"))],
  unsubscribed: ["unsubscribed", 200, guest(leaveList("former_reader"), pressOnly)],
  error_403: [
    "error",
    403,
    guest("/login", async (page) => {
      await page.evaluate(() => (document.querySelector('main [name="csrf_token"]').value = "x"));
      await send(page, "/login");
    }),
  ],
  error_404: ["error", 404, guest("/nowhere")],
  error_405: ["error", 405, guest("/locale")],
};

async function openMenu(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.click(".menu-button");
}

async function severalSessions(page) {
  const name = (await page.locator(".me").getAttribute("aria-label")).split(": ")[1];
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
  await (await signedIn(await site(), name, PASSWORD, { userAgent })).close();
  await page.reload();
}

async function refuseDeletion(page) {
  await page.click('form[action="/profile/data"] .danger');
  await Promise.all([page.waitForEvent("load"), page.click('#confirm [data-answer="yes"]')]);
}

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
    const beyond = [...document.querySelectorAll("main *")].find((one) => one.getBoundingClientRect().right > innerWidth + 1);
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
const MEMBERS = ["/", "/profile", "/profile/details", "/profile/sessions", "/profile/data", "/password/change", "/logout"];

for (const language of ["es", "ru"]) {
  test(`pages::all_fit_in_${language}`, async () => {
    const name = `speaker_${language}`;
    await member(name);
    const strangers = await visit(await site());
    const members = await signedIn(await site(), name, PASSWORD);
    for (const [context, paths] of [[strangers, GUESTS], [members, MEMBERS]]) {
      const page = await context.newPage();
      await page.goto("/");
      await page.click(`#language [value="${language}"]`);
      await page.waitForSelector(`html[lang="${language}"]`);
      for (const path of paths) {
        await page.goto(path);
        assert.equal(await page.getAttribute("html", "lang"), language, path);
        await fits(page, NARROWEST);
        await fits(page, 1280);
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
