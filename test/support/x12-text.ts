/**
 * The envelope of an X12 interchange as a vendor's software would write it. The functions in this module assemble X12 without our
 * codec, so that tests with both check the codec.
 */
export type Envelope = {
  readonly control: number;
  readonly usage?: "P" | "T";
  readonly sender?: string;
  readonly receiver?: string;
  readonly group?: { readonly id: string; readonly control: number };
};

export type Line855 = {
  readonly line: number;
  readonly quantity: number;
  readonly unit?: string;
  readonly price?: number;
  readonly item?: string;
  /** The elements of ACK segments, without the name of the segment: ["IA", "10", "BX"]. */
  readonly answers: readonly (readonly string[])[];
};

const text = (segments: readonly (readonly string[])[]): string =>
  segments.map((one) => `${one.join("*")}~\n`).join("");
const pad = (value: string, width: number) => value.padEnd(width, " ");

/** Returns an interchange with one group that contains one transaction set. */
export function interchange(
  code: string,
  functionalId: string,
  body: readonly (readonly string[])[],
  envelope: Envelope,
): string {
  const control = String(envelope.control).padStart(9, "0");
  const group = String(envelope.group?.control ?? envelope.control);
  const sender = envelope.sender ?? "HARBORMED";
  const receiver = envelope.receiver ?? "NORTHFIELD";
  return text([
    [
      "ISA",
      "00",
      pad("", 10),
      "00",
      pad("", 10),
      "ZZ",
      pad(sender, 15),
      "ZZ",
      pad(receiver, 15),
      "261120",
      "0900",
      "U",
      "00401",
      control,
      "0",
      envelope.usage ?? "P",
      ">",
    ],
    ["GS", functionalId, sender, receiver, "20261120", "0900", group, "X", "004010"],
    ["ST", code, "0001"],
    ...body,
    ["SE", String(body.length + 2), "0001"],
    ["GE", "1", group],
    ["IEA", "1", control],
  ]);
}

export function orderResponse(
  order: string,
  lines: readonly Line855[],
  envelope: Envelope,
  type = "AD",
): string {
  return interchange(
    "855",
    "PR",
    [
      ["BAK", "00", type, order, "20261120", "", "", "", `SO-${order}`],
      ...lines.flatMap((line) => [
        [
          "PO1",
          String(line.line),
          String(line.quantity),
          line.unit ?? "BX",
          String(line.price ?? ""),
          "",
          ...(line.item ? ["VN", line.item] : []),
        ],
        ...line.answers.map((answer) => ["ACK", ...answer]),
      ]),
      ["CTT", String(lines.length)],
    ],
    envelope,
  );
}

export type Line810 = {
  readonly line: number;
  readonly quantity: number;
  readonly price: number;
  readonly item: string;
  readonly unit?: string;
};

export function invoice(
  number: string,
  order: string,
  lines: readonly Line810[],
  totalCents: number,
  envelope: Envelope,
): string {
  return interchange(
    "810",
    "IN",
    [
      ["BIG", "20261120", number, "20261118", order],
      ["CUR", "SE", "USD"],
      ...lines.map((line) => [
        "IT1",
        String(line.line),
        String(line.quantity),
        line.unit ?? "BX",
        String(line.price),
        "",
        "VN",
        line.item,
      ]),
      ["TDS", String(totalCents)],
      ["CTT", String(lines.length)],
    ],
    envelope,
  );
}

/** Returns an interchange with a functional acknowledgement (997) of one of our groups. */
export function acknowledgement(
  groupControl: string,
  status: "A" | "R",
  envelope: Envelope,
  [functionalId, code]: readonly [string, string] = ["PO", "850"],
): string {
  return interchange(
    "997",
    "FA",
    [
      ["AK1", functionalId, groupControl],
      ["AK2", code, "0001"],
      ["AK5", status, ...(status === "R" ? ["5"] : [])],
      ["AK9", status, "1", "1", status === "A" ? "1" : "0"],
    ],
    envelope,
  );
}
