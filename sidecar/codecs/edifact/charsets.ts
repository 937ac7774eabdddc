/** The character sets of the syntax identifiers (0001), as labels of the Encoding Standard. ISO 8859-1 is decoded without a table. */
const LABELS: Readonly<Record<string, string>> = {
  UNOA: "latin1",
  UNOB: "latin1",
  UNOC: "latin1",
  UNOD: "iso-8859-2",
  UNOE: "iso-8859-5",
  UNOF: "iso-8859-7",
  UNOG: "iso-8859-3",
  UNOH: "iso-8859-4",
  UNOI: "iso-8859-6",
  UNOJ: "iso-8859-8",
  UNOK: "windows-1254",
  UNOW: "utf-8",
  UNOY: "utf-8",
};

/** Returns whether a syntax identifier names a supported character set. */
export function isSupported(syntax: string): boolean {
  return LABELS[syntax] !== undefined;
}

/** Converts a value, whose bytes were read as latin-1, to the text that it stands for. */
export type Decode = (value: string) => string;

/** Returns the conversion for a syntax identifier, or null if values need none. */
export function decoderOf(syntax: string): Decode | null {
  const label = LABELS[syntax] ?? "latin1";
  if (label === "latin1") return null;
  const decoder = new TextDecoder(label);
  return (value) => decoder.decode(Buffer.from(value, "latin1"));
}

const tables = new Map<string, ReadonlyMap<string, number>>();

/** Encodes a text in the character set of a syntax identifier. Returns null if it contains a character outside that set. */
export function encode(text: string, syntax: string): Uint8Array | null {
  const label = LABELS[syntax] ?? "latin1";
  if (label === "utf-8") return Buffer.from(text, "utf8");
  const table = tables.get(syntax) ?? tableOf(syntax, label);
  tables.set(syntax, table);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const byte = table.get(text[index] as string);
    if (byte === undefined) return null;
    bytes[index] = byte;
  }
  return bytes;
}

/** Levels A and B contain only ASCII; partners read values in them, so umlauts are not written. */
function tableOf(syntax: string, label: string): ReadonlyMap<string, number> {
  const most = syntax === "UNOA" || syntax === "UNOB" ? 128 : 256;
  const decoder = label === "latin1" ? null : new TextDecoder(label);
  const entries: [string, number][] = [];
  for (let byte = 0; byte < most; byte++) {
    const character = decoder ? decoder.decode(Uint8Array.of(byte)) : String.fromCharCode(byte);
    if (character !== "\ufffd") entries.push([character, byte]);
  }
  return new Map(entries);
}
