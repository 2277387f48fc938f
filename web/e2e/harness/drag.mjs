/** Drags as a hand does, onto the foot of a place: the browser has to be told of each step on the way. */
export async function drag(page, from, to) {
  await from.hover();
  await page.mouse.down();
  const { x, y } = await from.boundingBox();
  await page.mouse.move(x + 20, y + 20, { steps: 4 });
  const box = await to.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 12, { steps: 8 });
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 10);
  await page.mouse.up();
}
