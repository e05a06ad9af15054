// The pages under /admin, on a site with people in it.
import { send, signedIn, visit } from "../kit/browser.mjs";
import { PASSWORD, Site, eventually } from "../kit/site.mjs";
import { once } from "../kit/test.mjs";
import { shown } from "./reach.mjs";

const EMAIL = "zora@example.org";
const MEMBERS = "/admin/users?role=AUTHENTICATED";

const console = once(async () => {
  // Nobody listens there, so messages to it wait.
  const url = "webhook+http://whsec_dGhpcnR5LXR3byBvY3RldHMgb2YgYSBzZWNyZXQ%3D@127.0.0.1:9/x";
  const site = await Site.start({ ROSTER_MAILING_LIST__URL: url }, (site) => site.roster(["demo", "--users", "60"]));
  const zora = ["--email", EMAIL, "--nickname", "zora", "--role", "admin", "--password-stdin"];
  await site.roster(["users", "create", ...zora], PASSWORD);
  const context = await visit(site);
  const page = await context.newPage();
  await page.goto("/register");
  await page.fill("#field-email", "reader@example.org");
  for (const id of ["password1", "password2"]) await page.fill(`#field-${id}`, PASSWORD);
  await page.check("#field-mailing-list");
  await send(page, "/register");
  const link = await site.link("reader@example.org", "account.verification", "/verify-email/");
  await page.goto(link);
  await send(page, new URL(link).pathname);
  await context.close();
  for (const [name, email] of [["Bo Larsen", "bo@example.net"], ["Cy", "a.very.long.address.indeed@some.example.net"]]) {
    await site.roster(["invitations", "create", "--inviter", "zora", "--name", name, "--email", email]);
  }
  return site;
});

/** Another administrator, whose settings are nobody else's. */
export async function administrator(name) {
  const site = await console();
  const person = ["--email", `${name}@example.org`, "--nickname", name, "--role", "admin", "--password-stdin"];
  await site.roster(["users", "create", ...person], PASSWORD);
  return signedIn(site, name, PASSWORD);
}

/** The administrator goes to an address. */
const admin = (path, then) => async () =>
  shown(await signedIn(await console(), EMAIL, PASSWORD), path, then);

const follow = (selector) => async (page) => {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().click()]);
};

/** Sends a form as a browser without scripts does: nothing asks in between. */
async function sendPlainly(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().evaluate((form) => form.submit())]);
}

async function chooseThree(page) {
  for (const box of (await page.locator('[data-bulk] input[name="ids"]').all()).slice(1, 4)) await box.check();
}

async function lockThree(page) {
  await chooseThree(page);
  await follow('.bulk button[value="lock"]')(page);
}

/** Rows of all kinds are checked, and their plan is shown. */
async function planImport(page) {
  const rows = [
    "email,nickname,first_name,bio",
    "new_one@example.org,new_one,Nadia,Sings",
    `${EMAIL},zora,Zora,Keeps this place`,
    "no address,someone,,",
  ];
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) };
  await page.setInputFiles('main [name="file"]', file);
  for (const name of ["update_existing", "skip_invalid"]) await page.check(`main [name="${name}"]`);
  await send(page, "/admin/users/import");
  await page.waitForSelector(".figures");
}

async function waitingMessage(page) {
  await eventually("a message to wait", async () => {
    await page.reload();
    return page.locator('form[action$="/drop"]').count();
  });
}

export const PAGES = {
  admin: ["admin/home", 200, admin("/admin")],
  admin_users: ["admin/users", 200, admin("/admin/users")],
  admin_users_chosen: ["admin/users", 200, admin(MEMBERS, chooseThree)],
  admin_users_none: ["admin/users", 200, admin("/admin/users?search=nobodyatall")],
  admin_users_bulk: ["admin/users_bulk", 200, admin(MEMBERS, lockThree)],
  admin_users_bulk_done: [
    "admin/users_bulk_done",
    200,
    admin(`${MEMBERS}&sort=nickname`, async (page) => {
      await lockThree(page);
      await page.fill("#bulk-reason", "Asked for by themselves");
      await send(page, "/admin/users/bulk");
    }),
  ],
  admin_user: ["admin/user", 200, admin("/admin/users", follow("tbody .who-name"))],
  admin_user_delete: [
    "admin/user_delete",
    200,
    admin("/admin/users", async (page) => {
      await follow("tbody .who-name")(page);
      await sendPlainly(page, 'form[action$="/delete"]');
    }),
  ],
  admin_user_new: ["admin/user_new", 200, admin("/admin/users/new")],
  admin_user_new_faults: ["admin/user_new", 422, admin("/admin/users/new", (page) => send(page, "/admin/users/new"))],
  admin_import: ["admin/import", 200, admin("/admin/users/import")],
  admin_import_faults: ["admin/import", 422, admin("/admin/users/import", (page) => send(page, "/admin/users/import"))],
  admin_import_plan: ["admin/import_plan", 200, admin("/admin/users/import", planImport)],
  admin_professional: ["admin/professional", 200, admin("/admin/professional")],
  admin_invitations: ["admin/invitations", 200, admin("/admin/invitations")],
  admin_invitations_none: ["admin/invitations", 200, admin("/admin/invitations?status=CONVERTED")],
  admin_invitation: ["admin/invitation", 200, admin("/admin/invitations", follow("tbody .who-name"))],
  admin_invitation_faults: [
    "admin/invitation",
    422,
    admin("/admin/invitations", async (page) => {
      await follow("tbody .who-name")(page);
      await page.fill("#invitation-name", "");
      await send(page, new URL(page.url()).pathname);
    }),
  ],
  admin_invitation_delete: [
    "admin/invitation_delete",
    200,
    admin("/admin/invitations", async (page) => {
      await follow("tbody .who-name")(page);
      await sendPlainly(page, 'form[action$="/delete"]');
    }),
  ],
  admin_users_write: [
    "admin/users_write",
    200,
    admin(`${MEMBERS}&sort=-nickname`, async (page) => {
      await chooseThree(page);
      await follow('.bulk button[value="write"]')(page);
    }),
  ],
  admin_analytics: ["admin/analytics", 200, admin("/admin/analytics")],
  admin_analytics_year: ["admin/analytics", 200, admin("/admin/analytics", follow(".preset:last-child"))],
  admin_analytics_faults: ["admin/analytics", 422, admin("/admin/analytics?from=2999-01-01")],
  admin_analytics_members: ["admin/analytics_members", 200, admin("/admin/analytics/members")],
  admin_analytics_invitations: ["admin/analytics_invitations", 200, admin("/admin/analytics/invitations")],
  admin_audit: ["admin/audit", 200, admin("/admin/audit")],
  admin_jobs: ["admin/jobs", 200, admin("/admin/jobs", waitingMessage)],
  admin_job_drop: [
    "admin/job_drop",
    200,
    admin("/admin/jobs", async (page) => {
      await waitingMessage(page);
      await sendPlainly(page, 'form[action$="/drop"]');
    }),
  ],
  admin_mailbox: ["admin/mailbox", 200, admin("/admin/mailbox")],
  admin_mail: ["admin/mail", 200, admin("/admin/mailbox", follow("tbody .who-name"))],
  admin_preview: ["admin/preview", 200, admin("/admin/mailbox/preview")],
  admin_settings: ["admin/settings", 200, admin("/admin/settings")],
};
