// The pages of guests and members.
import { send, signedIn, visit } from "../kit/browser.mjs";
import { PASSWORD, Site } from "../kit/site.mjs";
import { once } from "../kit/test.mjs";
import { by, guest, mailed, member, shown, site } from "./reach.mjs";

const closedSite = once(() => Site.start({ ROSTER_ACCOUNTS__REGISTRATION: "closed" }));

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
export const PAGES = {
  home: ["home", 200, guest("/")],
  home_of_member: ["home", 200, by("ana", "/")],
  about: ["about", 200, guest("/about")],
  privacy: ["privacy", 200, guest("/privacy")],
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
  professional: ["professional", 200, by("ana", "/profile/professional")],
  professional_complete: [
    "professional",
    200,
    by("dora", "/profile", async (page) => {
      await sayAll(page);
      await page.goto("/profile/professional");
    }),
  ],
  invite: ["invite", 200, by("ana", "/invite")],
  invite_faults: ["invite", 422, by("ana", "/invite", (page) => send(page, "/invite"))],
  invite_chosen: ["invite_chosen", 200, by("ana", "/invite", pasteAddresses)],
  invitations: ["invitations", 200, by("host", "/invite", inviteTwo)],
  invitations_shared: [
    "invitations",
    200,
    by("hostess", "/invite", async (page) => {
      await inviteTwo(page);
      await page.locator(".share-box summary").first().click();
      await page.waitForFunction(() => document.querySelector(".share-box img")?.naturalWidth > 0);
    }),
  ],
  invitations_none: ["invitations", 200, by("ana", "/profile/invitations")],
  invitation_unknown: ["error", 404, guest("/invitations/accept?inviter=YW5h&token=x")],
  register_invited: [
    "register",
    200,
    guest(async (site) => {
      const email = await site.member("patron");
      const made = await site.roster(["invitations", "create", "--inviter", email, "--name", "Bo", "--email", "bo@example.org", "--output", "json"]);
      const url = new URL(JSON.parse(made).accept_url);
      return url.pathname + url.search;
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

/** A text with addresses in it, and whom it names. */
async function pasteAddresses(page) {
  await page.fill("#many-addresses", "Bo Larsen <bo@example.net>, \"Cy, the Tall\" <cy@example.net>; or write to a.very.long.address.indeed@some.example.net.");
  await page.fill("#many-message", "We meet every Thursday.");
  await send(page, "/invite/many");
}

async function inviteTwo(page) {
  await pasteAddresses(page);
  await send(page, "/invite/chosen");
  const revoke = page.locator('form[action$="/revoke"]').first();
  await Promise.all([page.waitForEvent("load"), revoke.evaluate((form) => form.submit())]);
}

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
