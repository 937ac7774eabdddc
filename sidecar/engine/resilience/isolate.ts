/**
 * The reaction after items failed together: "each" tries every item alone, and "halves" tries two halves. If it is a
 * list, it contains the results of the items, which are then not tried again.
 */
export type AfterFailure<Result> = "each" | "halves" | readonly Result[];

/**
 * Runs `together` on all items. If it throws, `failed` decides how to continue: the items are tried in smaller parts,
 * down to single items, so that one bad item does not block the others, or `failed` returns their results itself. The
 * parts are tried one after the other. An error thrown by `failed` ends the whole run.
 * @returns the results of all parts, in the order of the items
 */
export async function isolate<Item, Result>(
  items: readonly Item[],
  together: (items: readonly Item[]) => Promise<readonly Result[]>,
  failed: (error: unknown, items: readonly Item[]) => Promise<AfterFailure<Result>>,
): Promise<readonly Result[]> {
  try {
    return await together(items);
  } catch (error) {
    const next = await failed(error, items);
    if (typeof next !== "string") return next;
    if (items.length < 2) throw error;
    const results: Result[] = [];
    for (const part of next === "each" ? items.map((item) => [item]) : halves(items))
      results.push(...(await isolate(part, together, failed)));
    return results;
  }
}

function halves<Item>(items: readonly Item[]): readonly Item[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
