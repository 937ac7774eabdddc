/** Functions that create HL7 v2 messages as an EHR would, about fictional people. */

/** Returns the text of a segment. `fields` contains the values by field number; omitted fields are empty. */
export function hl7Segment(id: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  const values = Array.from({ length: last }, (_, index) => fields[index + 1] ?? "");
  return [id, ...values].join("|");
}

export type AdtSetup = {
  readonly control?: string;
  readonly processing?: string;
  /** The values of PV1 and PID fields that replace the default values, which describe a discharge from Clinic East. */
  readonly pv1?: Readonly<Record<number, string>>;
  readonly pid?: Readonly<Record<number, string>>;
  readonly more?: readonly string[];
};

/** Returns the text of an ADT message with this event, such as "A03", with CR after each segment. */
export function adt(
  event: string,
  { control = "C-1", processing = "P", pv1, pid, more = [] }: AdtSetup = {},
) {
  const segments = [
    `MSH|^~\\&|EHR|NORTHFIELD|SUTURE|NORTHFIELD|20261120101500||ADT^${event}|${control}|${processing}|2.5.1`,
    hl7Segment("EVN", { 1: event, 2: "20261120101500" }),
    hl7Segment("PID", {
      1: "1",
      3: "MRN-0001^^^NORTHFIELD^MR",
      5: "ZZTEST^PATIENT",
      7: "19000101",
      18: "ACC 778/1",
      ...pid,
    }),
    hl7Segment("PV1", {
      1: "1",
      2: "I",
      3: "DEP-CLE^101^1^NFH",
      19: "V-100234^^^NFH",
      44: "20261118083000",
      45: "20261120094500-0600",
      ...pv1,
    }),
    ...more,
  ];
  return `${segments.join("\r")}\r`;
}
