/**
 * What is made of each item, in the order of the items, some being made ahead of the one that is asked for: no worker waits for
 * whoever takes the results. Where somebody stops asking, what is being made is for nobody, and what of it fails is told to nobody.
 * @param most how many may be made ahead
 */
export async function* ahead<Item, Made>(
  items: Iterable<Item> | AsyncIterable<Item>,
  most: number,
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const running: Promise<Made>[] = [];
  for await (const item of items) {
    const made = make(item);
    // Its failure is met when its turn comes.
    made.catch(() => {});
    running.push(made);
    if (running.length > most) yield (await running.shift()) as Made;
  }
  while (running.length > 0) yield (await running.shift()) as Made;
}
