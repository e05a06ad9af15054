// The pages of posts.
import { signedIn } from "../kit/browser.mjs";
import { PASSWORD } from "../kit/site.mjs";
import { by, guest, member, shown, site } from "./reach.mjs";

const BODY = `It took *three* weekends, forty planks and more tea than anybody **counted**.

## What we learned

- Measure the gaps before buying timber.
- Tide tables are not a suggestion.
  1. Not even in March.

> Somebody always brings a dog.

| Month | Swifts |
| --- | --- |
| May | 31 |
| June, which was long and warm and had more of them than anybody remembers | 44 |

\`\`\`
a very long line of code that does not break and has to scroll sideways in its own box, not with the page
\`\`\`

Read [the log](https://example.org/a/very/long/address/that/does/not/break/anywhere/until/it/has/to) and look at ![the pier](https://example.org/pier.jpg).`;

/** A member writes; gives the post's address. */
async function write(name, title, button = 'name="status"][value="PUBLISHED"') {
  await member(name);
  const context = await signedIn(await site(), name, PASSWORD);
  const page = await context.newPage();
  await page.goto("/post/new");
  await page.fill("#field-title", title);
  await page.fill("#field-body", BODY);
  await Promise.all([page.waitForURL(/\/post\/[0-9a-f-]+$/), page.click(`.post-form [${button}]`)]);
  const path = new URL(page.url()).pathname;
  await context.close();
  return path;
}

/** A member goes to a new post of their own. */
const own = (name, title, tail = "", then = undefined, button = undefined) => async () => {
  const path = await write(name, title, button);
  return shown(await signedIn(await site(), name, PASSWORD), path + tail, then);
};

const DRAFT = 'name="status"][value="DRAFT"';

// name: [template, status, how to get there, widths if not all]
export const PAGES = {
  home_with_posts: [
    "home",
    200,
    async () => {
      for (const title of ["The pier", "A walk", "Bread", "Birds", "Chess", "A title that goes on and on until it needs a second line, and on a telephone a third"]) {
        await write("writer", title);
      }
      return guest("/")();
    },
  ],
  home_second_page: ["home", 200, guest("/?page=2")],
  home_found: ["home", 200, by("ana", "/?search=nothing+like+it")],
  post: ["post", 200, async () => guest(await write("writer", "How we mended the old pier"))()],
  post_own: ["post", 200, own("author", "How we mended the old pier")],
  post_draft: ["post", 200, own("author", "A draft", "", undefined, DRAFT)],
  post_dialog: [
    "post",
    200,
    own("author", "To be deleted", "", async (page) => {
      await page.click('form[action$="/delete"] button');
      await page.waitForSelector("#confirm[open]");
    }),
  ],
  post_new: ["post_edit", 200, by("ana", "/post/new")],
  post_faults: [
    "post_edit",
    422,
    by("ana", "/post/new", async (page) => {
      await Promise.all([page.waitForEvent("load"), page.click('.post-form [value="PUBLISHED"]')]);
    }),
  ],
  post_preview: [
    "post_edit",
    200,
    by("ana", "/post/new", async (page) => {
      await page.fill("#field-title", "How it will look");
      await page.fill("#field-body", BODY);
      await page.click(".post-form [name=preview]");
      await page.waitForSelector("#preview .prose");
    }),
  ],
  post_update: ["post_edit", 200, own("author", "To be changed", "/update")],
  post_delete: ["post_delete", 200, own("author", "To be asked about", "/delete")],
};
