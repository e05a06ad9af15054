// The pages of events, on a site with some of them.
import { send, signedIn, visit } from "../kit/browser.mjs";
import { PASSWORD, Site } from "../kit/site.mjs";
import { once } from "../kit/test.mjs";
import { shown } from "./reach.mjs";

const MANAGER = "olga";

const DESCRIPTION = `We walk from the **lighthouse** to the harbour, slowly.

- good shoes
- water, and something to share

> Dogs are welcome.

See [the map](https://maps.example/coast).`;

/** In so many days, as forms want it. */
const inDays = (days, hour) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;

async function draft(page, values) {
  await page.goto("/events/new");
  for (const [id, value] of Object.entries(values)) await page.fill(`#field-${id}`, value);
  await page.selectOption("#field-time-zone", "Europe/Lisbon");
  await send(page, "/events/new");
  return new URL(page.url()).pathname;
}

/** A site with a manager, and events in every state. */
const events = once(async () => {
  const site = await Site.start({});
  const olga = ["--email", "olga@example.org", "--nickname", MANAGER, "--role", "manager", "--password-stdin"];
  await site.roster(["users", "create", ...olga], PASSWORD);
  for (const name of ["ana", "bruno"]) await site.member(name);
  const context = await signedIn(site, MANAGER, PASSWORD);
  const page = await context.newPage();
  const times = (days) => ({ "starts-at": inDays(days, "10:00"), "ends-at": inDays(days, "13:00") });
  site.paths = {};
  for (const [key, values] of Object.entries({
    walk: { title: "A walk along the coast", location: "The lighthouse", capacity: "1", category: "Walks", tags: "outdoors, slow", description: DESCRIPTION, ...times(3) },
    talk: { title: "Talk: maps, and what they leave out", url: "https://meet.example/maps", category: "Talks", tags: "maps", ...times(3) },
    gone: { title: "Kite flying", location: "The beach", ...times(5) },
    draft: { title: "A very long name for an evening on which nothing but bread is baked together", location: "The old bakery behind the market", ...times(9) },
  })) {
    const path = await draft(page, values);
    site.paths[key] = path;
    if (key !== "draft") await send(page, `${path}/publish`);
  }
  await page.goto(site.paths.gone);
  await page.click(".event-cancel summary");
  await page.fill("#cancel-reason", "No wind");
  await Promise.all([
    page.waitForEvent("load"),
    page.locator(`form[action="${site.paths.gone}/cancel"]`).evaluate((form) => form.submit()),
  ]);
  await context.close();
  for (const name of ["ana", "bruno"]) {
    const context = await signedIn(site, name, PASSWORD);
    const page = await context.newPage();
    await page.goto(site.paths.walk);
    await send(page, `${site.paths.walk}/sign-up`);
    await context.close();
  }
  return site;
});

const path = (site, where) => (typeof where === "string" ? where : where(site.paths));
const guest = (where, then) => async () => {
  const site = await events();
  return shown(await visit(site), path(site, where), then);
};
const by = (name, where, then) => async () => {
  const site = await events();
  return shown(await signedIn(site, name, PASSWORD), path(site, where), then);
};

// name: [template, status, how to get there, widths if not all]
export const PAGES = {
  events: ["events", 200, guest("/events")],
  events_filtered: ["events", 200, by(MANAGER, "/events?tag=outdoors&search=coast")],
  events_none: ["events", 200, guest("/events?search=nothing+at+all")],
  events_month: ["events_month", 200, guest("/events?view=month")],
  event: ["event", 200, guest((paths) => paths.walk)],
  event_full: ["event", 200, by(MANAGER, (paths) => paths.walk)],
  event_waiting: ["event", 200, by("bruno", (paths) => paths.walk)],
  event_draft: ["event", 200, by(MANAGER, (paths) => paths.draft)],
  event_cancelled: ["event", 200, guest((paths) => paths.gone)],
  event_new: ["event_form", 200, by(MANAGER, "/events/new")],
  event_faults: ["event_form", 422, by(MANAGER, "/events/new", (page) => send(page, "/events/new"))],
  event_edit: ["event_form", 200, by(MANAGER, (paths) => `${paths.walk}/edit`)],
  event_delete: ["event_delete", 200, by(MANAGER, (paths) => `${paths.talk}/delete`)],
  event_attendees: ["event_attendees", 200, by(MANAGER, (paths) => `${paths.walk}/attendees`)],
  my_events: ["my_events", 200, by("ana", "/profile/events")],
  my_events_made: ["my_events", 200, by(MANAGER, "/profile/events")],
  admin_events: ["admin/events", 200, by(MANAGER, "/admin/events")],
  home_with_events: ["home", 200, guest("/")],
  user_with_events: ["user", 200, guest(`/user/${MANAGER}`)],
};
