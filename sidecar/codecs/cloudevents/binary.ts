/** An HTTP request that contains an event in binary mode. The names of the headers are in lower case. */
export type BinaryEvent = {
  readonly headers: Readonly<Record<string, string>>;
  /** The media type of the data, without parameters. Null if there is none. */
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

const PREFIX = "ce-";

/**
 * Returns whether headers (with names in lower case) contain an attribute of an event in binary mode (CloudEvents HTTP binding,
 * §3.1.3 "Metadata Headers").
 */
export const hasAttributes = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.startsWith(PREFIX));

/**
 * Converts an event from binary to structured mode: a JSON object with the attributes in alphabetical order, followed by the
 * data, whose bytes are copied unchanged. The same headers and body always yield the same bytes, so that an event that is sent
 * again is recognised as a duplicate. Returns null if the body is neither empty nor JSON in UTF-8, or if a header is not
 * percent-encoded according to §3.1.3.2.
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

/** Returns the text of the body, or null if it is empty. Throws an error if it is not JSON in UTF-8. */
function dataOf(body: Uint8Array): string | null {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  if (text.trim() === "") return null;
  JSON.parse(text);
  return text;
}
