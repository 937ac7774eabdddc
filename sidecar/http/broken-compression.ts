import type { IncomingMessage } from "node:http";

/** The names of the supported content encodings, for a sender whose body is invalid in one of them. */
const NAMES: Readonly<Record<string, string>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "br",
};

/** Returns the detail of the response for a body that cannot be decompressed, or null if the request states no compression. */
export function brokenCompression(request: IncomingMessage): string | null {
  const encoding = (request.headers["content-encoding"] ?? "").toLowerCase();
  const name = Object.hasOwn(NAMES, encoding) ? NAMES[encoding] : undefined;
  if (name === undefined) return null;
  return `The body is not valid ${name} data, or it is incomplete. Compress it again, or send it without Content-Encoding.`;
}
