/** A request with an event in binary mode: headers in lower case, and the type of its data. */
export type BinaryEvent = {
  readonly headers: Readonly<Record<string, string>>;
  /** Media type without parameters; null if there is none. */
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

const PREFIX = "ce-";

/** Returns whether the headers contain an attribute of an event (CloudEvents HTTP binding, §3.1.3 "Metadata Headers"). */
export const hasAttributes = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.startsWith(PREFIX));

/**
 * Converts an event from binary to structured mode: its attributes by name, and the data with unchanged bytes. The same headers
 * and body always yield the same bytes, so that repeated deliveries are recognised. Returns null if the body is not JSON in
 * UTF-8, or if a header is not percent-encoded according to §3.1.3.2.
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

/** Returns the text of the body, or null if it is empty. Throws an error if it is not JSON. */
function dataOf(body: Uint8Array): string | null {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  if (text.trim() === "") return null;
  JSON.parse(text);
  return text;
}
