/**
 * Returns the key of the version that follows the given one: `<key>~v2`, then `<key>~v3`. Odoo treats it as a separate
 * document.
 */
export function nextKey(key: string, version: number): string {
  const first = version === 1 ? key : key.slice(0, -`~v${version}`.length);
  return `${first}~v${version + 1}`;
}
