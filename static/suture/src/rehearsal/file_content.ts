/** The maximum size of a test file in bytes (1 MB), the same as in the addon's Python code. Partners' samples have a few KB. */
export const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 0x8000;

/** Encodes bytes as Base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}
