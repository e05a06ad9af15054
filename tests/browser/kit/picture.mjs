// Pictures to upload, drawn by the browser, and pictures seen, read by it.

/** Left half red, right half blue, as the file of an input. */
export async function halves(page, width = 600, height = 300) {
  const bytes = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.fillStyle = "rgb(200, 30, 30)";
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = "rgb(30, 30, 200)";
    context.fillRect(width / 2, 0, width / 2, height);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]);
  return { name: "halves.png", mimeType: "image/png", buffer: Buffer.from(bytes) };
}

/** Chooses it in the form of one's account, and waits for the preview. */
export async function choose(page, file) {
  await page.setInputFiles("#field-picture", file);
  await page.waitForSelector(".crop:not([hidden])");
}

/** "red" or "blue", at four places from left to right. */
export function colours(page, selector) {
  return page.locator(selector).evaluate(async (seen) => {
    if (seen.decode) await seen.decode();
    const canvas = new OffscreenCanvas(100, 100);
    const context = canvas.getContext("2d");
    context.drawImage(seen, 0, 0, 100, 100);
    const { data } = context.getImageData(0, 50, 100, 1);
    const name = (x) => (data[4 * x] > data[4 * x + 2] ? "red" : "blue");
    return [name(10), name(40), name(60), name(90)].join(" ");
  });
}
