import fc from "fast-check";
import { type HL7Limits, readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import type { HL7Field, HL7Message, HL7Read, HL7Separators } from "../../../../sidecar/codecs/hl7v2/types.ts";

export const MSH = "MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|42|P|2.5";

/** Returns a message with the MSH above and other segments. */
export const message = (...segments: string[]): string => `${[MSH, ...segments].join("\r")}\r`;

export const bytes = (text: string): Buffer => Buffer.from(text, "utf8");

/** Reads an input that must contain exactly one message. */
export function readOne(input: string | Uint8Array, limits: Partial<HL7Limits> = {}): HL7Read {
  const { messages, issues } = readHl7(typeof input === "string" ? bytes(input) : input, limits);
  if (messages.length !== 1 || !messages[0] || issues.length > 0)
    throw new Error(`expected one message, got ${messages.length}, issues ${JSON.stringify(issues)}`);
  return messages[0];
}

/** Returns the only message, which must have no issues. */
export function contentOf(input: string | Uint8Array, limits: Partial<HL7Limits> = {}): HL7Message {
  const { message: content, issues } = readOne(input, limits);
  if (content === null || issues.length > 0) throw new Error(`not clean: ${JSON.stringify(issues)}`);
  return content;
}

export const codes = (issues: readonly { code: string }[]): string[] => issues.map(({ code }) => code);

const punctuation = [..."!#$%'()*+,-./:;<=>?@[]^_`{|}~\\&"];

/** Arbitrary valid separators, with and without the truncation character. */
export const separators = fc
  .shuffledSubarray(punctuation, { minLength: 6, maxLength: 6 })
  .chain(([field = "", component = "", repetition = "", sign = "", subcomponent = "", last = ""]) =>
    fc.boolean().map((truncates): HL7Separators => {
      const truncation = truncates ? last : null;
      return { field, component, repetition, escape: sign, subcomponent, truncation };
    }),
  );

/** Texts that try to break out of their element: separators, escapes, line ends, framing, headers. */
export const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...punctuation,
        "\r",
        "\n",
        "\r\n",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        "\ufeff",
        "\t",
        '""',
      ),
      fc.constantFrom(
        "\\F\\",
        "\\X0D\\",
        "\\X00\\",
        "\\.br\\",
        "\\.sp+3\\",
        "\\H\\",
        "\\N\\",
        "\\Z1\\",
        "\\E",
        "\\",
      ),
      fc.constantFrom("\rMSH|^~\\&|", "\rBTS|0", "\x1c\r\x0bMSH|", "é", "€", "漢", "😀", "F", "H", "X41"),
      fc.string({ maxLength: 5 }).map((text) => text.replaceAll("\0", "")),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(""))
  .filter((text) => text !== "" && text.isWellFormed());

/** Empty values are empty lists, as the reader returns them. */
const component = fc
  .array(fc.oneof(fc.constant(""), hostile), { maxLength: 3 })
  .map((parts) => (parts.length === 1 && parts[0] === "" ? [] : parts));
const repetition = fc
  .array(component, { maxLength: 3 })
  .map((parts) => (parts.length === 1 && parts[0]?.length === 0 ? [] : parts));
const field: fc.Arbitrary<HL7Field> = fc
  .array(repetition, { maxLength: 3 })
  .map((parts) => (parts.length === 1 && parts[0]?.length === 0 ? [] : parts));
const name = fc.constantFrom("PID", "ORC", "RXD", "ZSU", "Z99", "OBX", "NTE");
const segment = fc
  .tuple(name, fc.array(field, { maxLength: 6 }))
  .map(([id, fields]) => ({ id, fields: [[], ...fields] }));

/** A message with any separators and any values, as the reader returns it. */
export const anyMessage: fc.Arbitrary<HL7Message> = fc
  .tuple(
    separators,
    hostile,
    fc.array(segment, { maxLength: 8 }),
    fc.constantFrom("", "UNICODE UTF-8", "UNICODE UTF-16"),
  )
  .map(([drawn, sender, rest, charset]) => {
    const encoding = [
      drawn.component,
      drawn.repetition,
      drawn.escape,
      drawn.subcomponent,
      drawn.truncation ?? "",
    ];
    const fields: HL7Field[] = [[], [[[drawn.field]]], [[[encoding.join("")]]], [[[sender]]]];
    fields.push([], [], [], [], [], [[["RDS"], ["O13"]]], [[["42"]]], [], []);
    if (charset !== "") fields.push([], [], [], [], [], [[[charset]]]);
    return { separators: drawn, segments: [{ id: "MSH", fields }, ...rest] };
  });
