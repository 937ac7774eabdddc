import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hl7Options, patientClass } from "../../../sidecar/formats/hl7v2/options.ts";
import { orderTypes, requestedDates } from "../../../sidecar/formats/x12/codes/orders.ts";
import { x12Options } from "../../../sidecar/formats/x12/options.ts";

/** Odoo refuses what the sidecar could never use, by lists of its own: they must say the same. */

const source = readFileSync(
  new URL("../../../odoo_addon/suture/format_settings.py", import.meta.url),
  "utf8",
);

/** The words of a tuple of the addon. */
function listed(name: string): string[] {
  const [, inside = ""] = new RegExp(`^${name} = \\(([^)]*)\\)`, "m").exec(source) ?? [];
  return [...inside.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word);
}

/** A form of the addon, which matches the whole. */
function formOf(name: string): RegExp {
  const [, form = ""] = new RegExp(`^${name} = re\\.compile\\(\\s*r"([^"]*)"`, "m").exec(source) ?? [];
  expect(form).not.toBe("");
  return new RegExp(`^(?:${form})$`);
}

describe("what Odoo offers for an 850", () => {
  test.each([
    ["ORDER_TYPES", orderTypes],
    ["DATE_QUALIFIERS", requestedDates],
  ] as const)("%s are those that are written", (name, table) => {
    expect(listed(name).toSorted()).toEqual(Object.keys(table.codes).toSorted());
  });

  test("every price basis is one whose scale is known", () => {
    expect(listed("PRICE_BASES")).not.toEqual([]);
    for (const priceBasis of listed("PRICE_BASES"))
      expect([priceBasis, x12Options.safeParse({ priceBasis }).success]).toEqual([priceBasis, true]);
  });
});

const encounter = hl7Options.shape.encounter.unwrap();
const movement = hl7Options.shape.movement.unwrap();
const supply = hl7Options.shape.supply.unwrap();

describe("the settings that Odoo knows", () => {
  test.each([
    ["X12_KEYS", Object.keys(x12Options.shape)],
    ["HL7_KEYS", Object.keys(hl7Options.shape)],
    ["ENCOUNTER_KEYS", Object.keys(encounter.shape)],
    ["MOVEMENT_KEYS", Object.keys(movement.shape)],
    ["SUPPLY_KEYS", Object.keys(supply.shape)],
    ["PATIENT_CLASSES", patientClass.options],
    ["GOODS", movement.shape.orderControls.unwrap().valueType.options],
  ])("%s are those that the sidecar reads", (name, known) => {
    expect(listed(name).toSorted()).toEqual([...known].toSorted());
  });

  test("the texts of a supply segment are no positions", () => {
    const takes = (key: string, value: unknown) => supply.safeParse({ [key]: value }).success;
    const texts = listed("SUPPLY_KEYS").filter((key) => takes(key, "ZSU"));
    expect(listed("SUPPLY_TEXTS").toSorted()).toEqual(texts.toSorted());
    for (const key of listed("SUPPLY_KEYS").filter((each) => !texts.includes(each)))
      expect([key, takes(key, 1), takes(key, 999), takes(key, 1000), takes(key, 0)]).toEqual([
        key,
        true,
        true,
        false,
        false,
      ]);
  });

  test.each([
    ["HL7_SEGMENT", (segment: string) => supply.safeParse({ segment }), ["ZSU", "ZA1", "PID", "ZS", "zsu"]],
    ["UNIT", (unit: string) => movement.safeParse({ units: { X: unit } }), ["C62", "U2", "each", "", "C622"]],
    [
      "OFFSET",
      (utcOffset: string) => movement.safeParse({ utcOffset }),
      ["-05:00", "+23:59", "-5", "+24:00", "Z"],
    ],
    [
      "HL7_PLACE",
      (place: string) => movement.safeParse({ costCentre: [place] }),
      ["ZCC-1", "PV1-3.1.2", "PV1-1000", "PID-5", "ORC-0"],
    ],
    [
      "HL7_TYPE",
      (type: string) => hl7Options.safeParse({ passOver: [type] }),
      ["ADT", "SIU^S12", "adt", "ADT^", "ADT^A03^ADT_A03"],
    ],
  ])("%s is the form that the sidecar takes", (name, parse, examples) => {
    const form = formOf(name);
    for (const example of examples)
      expect([example, form.test(example)]).toEqual([example, parse(example).success]);
  });
});
