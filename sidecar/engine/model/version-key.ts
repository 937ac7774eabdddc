/**
 * Returns the key of a document's next version, such as `<key>~v2` after version 1, and then `<key>~v3`. Odoo treats
 * each version as a separate document.
 */
export function nextKey(key: string, version: number): string {
  const first = version === 1 ? key : key.slice(0, -`~v${version}`.length);
  return `${first}~v${version + 1}`;
}
