// How a page is reached. Every profile of the browser is used for one page.
import { signedIn, visit } from "../kit/browser.mjs";
import { PASSWORD, Site } from "../kit/site.mjs";
import { once } from "../kit/test.mjs";

export const site = once(() =>
  Site.start({
    // Nobody listens there; the person is told all the same.
    ROSTER_MAILING_LIST__URL: "webhook+http://whsec_dGhpcnR5LXR3byBvY3RldHMgb2YgYSBzZWNyZXQ%3D@127.0.0.1:9/x",
  }),
);

/** Members are made once each; a page that changes one has one of its own. */
const members = new Map();
export function member(name) {
  if (!members.has(name)) members.set(name, site().then((site) => site.member(name)));
  return members.get(name);
}

/** A guest goes to an address, and `then` does what is left to do. */
export const guest = (path, then) => async () => {
  const context = await visit(await site());
  return shown(context, typeof path === "string" ? path : await path(await site()), then);
};
/** A member of this name does. */
export const by = (name, path, then) => async () => {
  await member(name);
  return shown(await signedIn(await site(), name, PASSWORD), path, then);
};

export async function shown(context, path, then) {
  const page = await context.newPage();
  const answer = await page.goto(path);
  page.status = answer.status();
  page.on("response", (answer) => {
    if (answer.request().isNavigationRequest()) page.status = answer.status();
  });
  await then?.(page);
  return page;
}

/** The path of the link that NAME was sent. */
export const mailed = (name, type, start) => async (site) => {
  const email = `${name}@example.org`;
  return new URL(await site.link(email, type, start)).pathname;
};
