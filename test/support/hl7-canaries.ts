import type { Canaries } from "./canaries.ts";

/**
 * Creates HL7 v2 messages with a canary in every component, subcomponent and repetition of every field of every segment, except
 * in places that must be valid: those are given.
 */
export type Planted = {
  /** Segments in order; one that is named twice occurs twice. */
  readonly segments: readonly string[];
  /** Valid values by place: "PV1-2" a whole field, "PV1-3.1" its first component. An empty text leaves the place empty. */
  readonly sound: Readonly<Record<string, string>>;
};

const FIELDS = 52;
const COMPONENTS = 9;

/** What MSH must contain for a message to be read at all; in addition only its sender, number and time are valid. */
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

/** Every kind of segment that could reveal something about a patient, in addition to the supported ones. */
export const tellingSegments =
  "SFT EVN PD1 ROL NK1 PV2 DB1 OBX AL1 DG1 DRG PR1 GT1 IN1 IN2 ACC NTE ZPI".split(" ");

/** Returns the message's text. MSH is added first automatically. */
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

/** A discharge: class and dates must be valid; its encounter and account numbers contain canaries too. */
export const plantedAdt = (event: string, control: string): Planted => ({
  segments: ["PID", "PV1", ...tellingSegments, "ZCC"],
  sound: {
    ...envelope(`ADT^${event}`, control),
    "PV1-2.1": "I",
    "PV1-44.1": "20261118083000",
    "PV1-45.1": "20261120094500",
  },
});

/** A dispense: item, date, amount, unit, expiry and order control must be valid, and there is one lot. */
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

/** A supply used: like a dispense, also with one lot, in the fields of our own segment. */
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
