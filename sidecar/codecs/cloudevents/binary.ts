/** What a request says about an event in binary mode: headers in lower case, and the type of its data. */
export type BinaryEvent = {
  readonly headers: Readonly<Record<string, string>>;
  /** Media type without parameters; null: none was given. */
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

const PREFIX = "ce-";

/** True when the headers hold an attribute of an event (CloudEvents HTTP binding, §3.1.3 "Metadata Headers"). */
export const hasAttributes = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.startsWith(PREFIX));

/**
 * Writes an event that came in binary mode in structured mode: its attributes by name, and the data as the bytes that came. The
 * same headers with the same body always make the same bytes, so a repeated delivery is known again. Returns null when the body is
 * not JSON in UTF-8 or a header is not percent-encoded as §3.1.3.2 asks: then there is no event to write.
 */
export function structuredFrom({ headers, contentType, body }: BinaryEvent): Uint8Array | null {
  try {
    const attributes = Object.entries(headers)
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, value]) => [name.slice(PREFIX.length), decodeURIComponent(value)] as const)
      .filter(([name]) => name !== "data" && name !== "datacontenttype")
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const type = contentType === null ? [] : [["datacontenttype", contentType] as const];
    const head = JSON.stringify(Object.fromEntries([...attributes, ...type]));
    const data = dataOf(body);
    return new TextEncoder().encode(data === null ? head : withData(head, data));
  } catch {
    return null;
  }
}

const withData = (head: string, data: string): string =>
  head === "{}" ? `{"data":${data}}` : `${head.slice(0, -1)},"data":${data}}`;

/** The body's text, proven to be JSON; null when there is none. */
function dataOf(body: Uint8Array): string | null {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  if (text.trim() === "") return null;
  JSON.parse(text);
  return text;
}
