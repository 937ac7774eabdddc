import { readHl7 } from "../../codecs/hl7v2/read.ts";
import type { HL7Field, HL7Segment } from "../../codecs/hl7v2/types.ts";
import type { DecodedDocument } from "../format.ts";
import { type FileLine, type FileLines, printable, type SourcePart } from "../source-file.ts";
import { limited, type Shown, type SourceRow, type SourceView, shownOf, WITHHELD } from "../source-view.ts";

/**
 * The segments that report supplies. Their values are displayed if the document contains them. The values of all other segments
 * are withheld, except the department, which is displayed under the same condition.
 */
const supplySegments = ["RXD", "ZSU"];
const PLACE_OF_THE_PATIENT = "PV1-3";

const findingFields: Readonly<Record<string, readonly string[]>> = {
  "MSH-9": ["MSH-9"],
  "MSH-11": ["MSH-11"],
  "ORC-1": ["ORC-1"],
  "PV1-2": ["PV1-2"],
  "RXD-2": ["item"],
  "RXD-4": ["quantity"],
  "RXD-5": ["unit", "quantity"],
  "RXD-18": ["lot"],
  "RXD-19": ["expiry", "lot"],
  [PLACE_OF_THE_PATIENT]: ["department", "location"],
};

/**
 * Returns the non-empty fields of an HL7 v2 message for display, with a section for each segment. Values about the patient, the
 * visit or the care are withheld. Returns an empty view if the message cannot be read.
 */
export function describeHl7(bytes: Uint8Array, decoded: DecodedDocument): SourceView {
  const message = readHl7(bytes).messages[0]?.message;
  if (!message) return [];
  const document = "document" in decoded ? decoded.document : null;
  const shown = shownOf(document);
  const lines = document && "lines" in document ? document.lines : [];
  const supplies = message.segments.filter(({ id }) => supplySegments.includes(id));
  const matched = supplies.length === lines.length ? supplies : [];
  const lineOf = new Map(matched.map((segment, index) => [segment, lines[index]?.id]));
  return limited(
    message.segments.map((segment) => {
      const line = lineOf.get(segment);
      return { title: word(segment.id), rows: rowsOf(segment, shown), ...(line ? { line } : {}) };
    }),
  );
}

/**
 * Returns the segments of the message as lines. Values that `describeHl7` withholds are withheld here too, so that nothing about
 * the patient is shown.
 */
export function hl7Lines(bytes: Uint8Array, shown: Shown): FileLines {
  const segments = readHl7(bytes).messages.flatMap(({ message }) => message?.segments ?? []);
  const lines = segments.map((segment): FileLine => {
    const id = word(segment.id);
    const rows = new Map(rowsOf(segment, shown).map((row) => [row.label, row]));
    const values = segment.fields.slice(segment.id === "MSH" ? 3 : 1);
    const parts = values.map((field, index): SourcePart => {
      const at = `${id}-${index + (segment.id === "MSH" ? 3 : 1)}`;
      const row = rows.get(at);
      if (field.length === 0 || !row) return { text: "" };
      return { text: printable(row.value), at, ...(row.fields && { fields: row.fields }) };
    });
    return {
      depth: id === "MSH" ? 0 : 1,
      parts: [{ text: id }, ...parts],
      raw: [segment.id, ...values.map((field) => JSON.stringify(field))],
      own: true,
    };
  });
  return { separator: "|", lines };
}

function rowsOf({ id, fields }: HL7Segment, shown: Shown): SourceRow[] {
  return fields.flatMap((field, index) => {
    const place = `${word(id)}-${index}`;
    // MSH-1 and MSH-2 are the separators themselves.
    if (field.length === 0 || (id === "MSH" && index < 3)) return [];
    const open = supplySegments.includes(id) || place === PLACE_OF_THE_PATIENT;
    const known = findingFields[place];
    return [
      {
        label: place,
        value: open ? textOf(field, place, shown) : WITHHELD,
        ...(known ? { fields: known } : {}),
      },
    ];
  });
}

/** Returns the components of a field that may be displayed, separated by " · ", or `WITHHELD` if there are none. */
function textOf(field: HL7Field, place: string, shown: Shown): string {
  // A line number could coincide with a bed number.
  const shortest = place === PLACE_OF_THE_PATIENT ? 3 : 1;
  const parts = field.flat(2).filter((part) => part.length >= shortest && shown(part) !== WITHHELD);
  return parts.length > 0 ? [...new Set(parts)].map(shown).join(" · ") : WITHHELD;
}

/** Returns the name of a segment, or `WITHHELD` if it does not look like one, because it could be any text. */
function word(id: string): string {
  return /^[A-Z][A-Z0-9]{2}$/.test(id) ? id : WITHHELD;
}
