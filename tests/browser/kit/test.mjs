// Tests are named as in the rest of the suite, and chosen by a part of it.
const TIMEOUT = 120_000;
const all = [];

export const test = (name, body) => all.push({ name: `browser::${name}`, body });

/** Those that a pattern on the command line names; all when there is none. */
export function chosen(patterns) {
  return all.filter(({ name }) => patterns.length === 0 || patterns.some((part) => name.includes(part)));
}

/** Runs the body, but not for ever. */
export async function bounded(body) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not done within ${TIMEOUT / 1000} s`)), TIMEOUT);
  });
  try {
    return await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes something at its first use, and then keeps it. */
export function once(make) {
  let made;
  return () => (made ??= make());
}
