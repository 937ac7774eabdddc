import { z } from "zod";
import { choice } from "../shared/choice.ts";
import { placePattern } from "./values/places.ts";

const place = z
  .string()
  .regex(placePattern)
  .meta({ examples: ["PV1-3.1"] });
const code = z.string().min(1);
const position = (title: string, description: string) => z.int().min(1).max(999).meta({ title, description });

export const patientClass = choice([
  ["inpatient", "Inpatient"],
  ["outpatient", "Outpatient"],
  ["emergency", "Emergency"],
  ["other", "Other"],
]);

/**
 * Options for reading encounters. They are needed because the standard has no field for a cost centre, and sites extend HL7 table
 * 0004 with their own patient classes.
 */
const encounter = z
  .strictObject({
    costCentre: z
      .array(place)
      .default([])
      .meta({
        title: "Cost Centre",
        description:
          "The fields that contain the cost centre of an encounter. The first one with a value is used. Leave this empty if encounters have no cost centre.",
        examples: ["ZCC-1"],
      }),
    classes: z
      .record(code, patientClass)
      .default({})
      .meta({
        title: "Patient Classes",
        description:
          "The meanings of the sender's own codes in PV1-2. They take precedence over HL7 table 0004.",
        examples: ["OBS"],
      }),
  })
  .prefault({})
  .meta({ title: "Encounters" });

/** Options that apply to all stock movements, regardless of the segment that reports them. */
const movement = z
  .strictObject({
    number: z.array(place).min(1).default(["MSH-10"]).meta({
      title: "Movement Number",
      description:
        "The fields that contain the sender's movement number. The first one with a value is used.",
    }),
    department: z.array(place).default(["PV1-3.1", "ORC-17.1", "ORC-13.1"]).meta({
      title: "Department",
      description:
        "The fields that contain the department. PV1-3.1 is the point of care, ORC-17 the entering organization, ORC-13 the enterer's location.",
    }),
    costCentre: z.array(place).default([]).meta({
      title: "Cost Centre of Movements",
      description:
        "The fields that contain the cost centre of a movement. If this is empty, the department's own cost centre is charged.",
    }),
    itemSchemes: z
      .record(code, code)
      .default({})
      .meta({
        title: "Item Coding Systems",
        description: "The kind of item number for each of the sender's own coding systems.",
        examples: ["PYX"],
      }),
    units: z
      .record(
        code,
        z
          .string()
          .regex(/^[A-Z0-9]{1,3}$/)
          .meta({ examples: ["C62"] }),
      )
      .default({})
      .meta({
        title: "Units",
        description: "The UN/ECE code for each of the sender's own units, such as C62 for a piece.",
        examples: ["DOSE"],
      }),
    orderControls: z
      .record(
        code,
        choice([
          ["leaves", "Goods leave stock"],
          ["returns", "Goods are returned"],
        ]),
      )
      .default({})
      .meta({
        title: "Order Controls",
        description: "The meanings of the sender's own codes in ORC-1.",
        examples: ["SC"],
      }),
    utcOffset: z
      .string()
      .regex(/^[+-]([01]\d|2[0-3]):[0-5]\d$/)
      .optional()
      .meta({
        title: "Time Zone Offset",
        description:
          "The UTC offset for times without an offset, if the message itself has none. If this is empty, the company's time zone is used.",
        examples: ["-05:00"],
      }),
  })
  .prefault({})
  .meta({ title: "Stock Movements" });

/**
 * The positions of the values in a supply segment. They are options because the content of a Z segment is agreed between two
 * systems.
 */
const supply = z
  .strictObject({
    segment: z
      .string()
      .regex(/^Z[A-Z0-9]{2}$/)
      .default("ZSU")
      .meta({
        title: "Supply Segment",
        description: "The Z segment that lists supplies. It is read in messages of every type.",
        examples: ["ZSU"],
      }),
    item: position(
      "Item Field",
      "The position of the field that contains the item number in the supply segment (2 for ZSU-2).",
    ).default(2),
    itemScheme: code.default("buyer").meta({
      title: "Default Item Number",
      description: "The kind of item numbers for which the message states no coding system.",
      examples: ["buyer"],
    }),
    quantity: position(
      "Quantity Field",
      "The position of the field that contains the quantity in the supply segment (3 for ZSU-3).",
    ).default(3),
    unit: position(
      "Unit Field",
      "The position of the field that contains the unit in the supply segment (4 for ZSU-4).",
    ).default(4),
    lot: position(
      "Lot Field",
      "The position of the field that contains the lot number in the supply segment (5 for ZSU-5).",
    ).default(5),
    expiry: position(
      "Expiry Field",
      "The position of the field that contains the lot's expiry date in the supply segment (6 for ZSU-6).",
    ).default(6),
    department: position(
      "Department Field",
      "The position of the field that contains the department in the supply segment (7 for ZSU-7).",
    ).default(7),
    costCentre: position(
      "Cost Centre Field",
      "The position of the field that contains the cost centre in the supply segment (8 for ZSU-8).",
    ).default(8),
    occurredAt: position(
      "Time Field",
      "The position of the field that contains the time of use in the supply segment. If this is empty, the time of the message (MSH-7) is used.",
    ).optional(),
  })
  .prefault({})
  .meta({ title: "Supply Segments" });

/** The schema of the format options of HL7 v2: the agreements with a sender that are not in the messages. */
export const hl7Options = z.strictObject({
  passOver: z
    .array(
      z
        .string()
        .regex(/^[A-Z][A-Z0-9]{2}(\^[A-Z][A-Z0-9]{2})?$/)
        .meta({ examples: ["SIU^S12"] }),
    )
    .default(["ADT"])
    .meta({
      title: "Ignored Messages",
      description:
        "Messages of these types (MSH-9) are acknowledged and stored, but not processed. ADT means all ADT events that Suture does not support, SIU^S12 a single event.",
      examples: ["SIU^S12"],
    }),
  encounter,
  movement,
  supply,
});

/**
 * The schema of the options that encounter mappings read. Like the two schemas below, it contains only some of the options, so
 * that an invalid value in another option does not prevent reading.
 */
export const encounterOptions = hl7Options.pick({ encounter: true }).strip();
export const movementOptions = hl7Options.pick({ movement: true, supply: true }).strip();
export const passOverOptions = hl7Options.pick({ passOver: true }).strip();

export type EncounterOptions = z.infer<typeof encounterOptions>["encounter"];
export type MovementOptions = z.infer<typeof movementOptions>;
