/**
 * Distributes items to `count` groups so that the groups' total weights are about equal: heaviest item first, each to the group
 * with the least weight so far. Groups that would be empty are left out.
 */
export function sharesOf<Item>(
  items: readonly Item[],
  weight: (item: Item) => number,
  count: number,
): readonly (readonly Item[])[] {
  const shares = Array.from({ length: count }, () => ({ total: 0, items: [] as Item[] }));
  for (const item of [...items].sort((a, b) => weight(b) - weight(a))) {
    const lightest = shares.reduce((least, share) => (share.total < least.total ? share : least));
    lightest.items.push(item);
    lightest.total += weight(item);
  }
  return shares.map((share) => share.items).filter((share) => share.length > 0);
}
