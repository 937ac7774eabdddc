/** The key of the version after: `<key>~v2`, then `<key>~v3`. Odoo takes it for a document of its own. */
export function nextKey(key: string, version: number): string {
  const first = version === 1 ? key : key.slice(0, -`~v${version}`.length);
  return `${first}~v${version + 1}`;
}
