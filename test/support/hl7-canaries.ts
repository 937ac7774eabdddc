import type { Canaries } from "./canaries.ts";

/**
 * The description of an HL7 v2 message with a canary in every component, subcomponent and repetition of every field of every
 * segment, except in places that must have valid values, which are given.
 */
export type Planted = {
  /** The names of the segments, in order. A name that is listed twice creates two segments. */
  readonly segments: readonly string[];
  /**
   * The valid values by place, which is a whole field, such as "PV1-2", or a component, such as "PV1-3.1". An empty text leaves
   * the place empty.
   */
  readonly sound: Readonly<Record<string, string>>;
};

const FIELDS = 52;
const COMPONENTS = 9;

/**
 * Returns the values that MSH must have for a message to be decoded: its type, version and processing ID, and its sender, control
 * ID and time. The other fields are empty or contain canaries.
 */
export const envelope = (type: string, control: string): Readonly<Record<string, string>> => ({
  "MSH-3": "EHR",
  "MSH-4": "NORTHFIELD",
  "MSH-7": "20261120101500-0600",
  "MSH-9": type,
  "MSH-10": control,
  "MSH-11": "P",
  "MSH-12": "2.5.1",
  "MSH-15": "",
  "MSH-16": "",
  "MSH-18": "",
});

/** The segments that could reveal something about a patient, in addition to those that Suture supports. */
export const tellingSegments =
  "SFT EVN PD1 ROL NK1 PV2 DB1 OBX AL1 DG1 DRG PR1 GT1 IN1 IN2 ACC NTE ZPI".split(" ");

/** Returns the text of the message. It begins with MSH, which `segments` must not contain. */
export function plantedHl7({ segments, sound }: Planted, canaries: Canaries): string {
  const msh = ["MSH|^~\\&", ...fieldsOf("MSH", 3, 30, sound, canaries)].join("|");
  const others = segments.map((id) => [id, ...fieldsOf(id, 1, FIELDS, sound, canaries)].join("|"));
  return `${[msh, ...others].join("\r")}\r`;
}

function fieldsOf(
  id: string,
  from: number,
  to: number,
  sound: Planted["sound"],
  canaries: Canaries,
): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    fieldOf(`${id}-${from + index}`, sound, canaries),
  );
}

function fieldOf(place: string, sound: Planted["sound"], canaries: Canaries): string {
  const whole = sound[place];
  if (whole !== undefined) return whole;
  const components = Array.from({ length: COMPONENTS }, (_, index) => {
    const component = `${place}.${index + 1}`;
    return sound[component] ?? `${canaries.at(component)}&${canaries.at(`${component}.2`)}`;
  });
  return [components.join("^"), canaries.at(`${place}~2`)].join("~");
}

/**
 * Returns the description of an ADT message. The patient class and the dates are valid; the encounter and account numbers contain
 * canaries too.
 */
export const plantedAdt = (event: string, control: string): Planted => ({
  segments: ["PID", "PV1", ...tellingSegments, "ZCC"],
  sound: {
    ...envelope(`ADT^${event}`, control),
    "PV1-2.1": "I",
    "PV1-44.1": "20261118083000",
    "PV1-45.1": "20261120094500",
  },
});

/**
 * Returns the description of a dispense message with one lot. The date, amount, unit, expiry date and order control have valid
 * values.
 */
export const plantedDispense = (control: string): Planted => ({
  segments: ["PID", "PV1", "ORC", "RXO", "RXE", "RXR", "RXD", "FT1", ...tellingSegments],
  sound: {
    ...envelope("RDS^O13", control),
    "ORC-1": "NW",
    "RXD-2.3": "L",
    "RXD-2.6": "",
    "RXD-3.1": "20261120093000-0600",
    "RXD-4.1": "2",
    "RXD-5.1": "EA",
    "RXD-18": canaryLot,
    "RXD-19.1": "20271231",
  },
});

/** Returns the description of a message about used supplies with one lot, in the fields of our own segment ZSU. */
export const plantedSupply = (control: string): Planted => ({
  segments: ["PID", "PV1", "ZSU", ...tellingSegments],
  sound: {
    ...envelope("ZSU^Z01", control),
    "ZSU-2.3": "L",
    "ZSU-2.6": "",
    "ZSU-3.1": "2",
    "ZSU-4.1": "EA",
    "ZSU-5": canaryLot,
    "ZSU-6.1": "20271231",
  },
});

const canaryLot = "LOT-1";
