import { describe, expect, test } from "vitest";
import type { Acknowledgement } from "../../../../sidecar/documents/acknowledgement.ts";
import { acknowledgement } from "../../../../sidecar/flows/purchasing/acknowledgement/flow.ts";
import { inEnglish } from "../english.ts";
import { profile, snapshotOf } from "../northfield.ts";

const document: Acknowledgement = {
  type: "Acknowledgement",
  id: "42/1",
  reference: { documentCode: "850", functionalGroup: "PO", groupControl: "42", documentControl: "1" },
  status: "accepted",
  errors: [],
};

const context = { connection: profile, policy: {}, today: "2026-11-21" };
const planOf = (given: Acknowledgement) => inEnglish(acknowledgement.plan(given, snapshotOf(), context));

describe("an acknowledgement", () => {
  test("changes nothing in Odoo and refers to the sent document by its control numbers", () => {
    expect(planOf(document)).toMatchObject({
      operations: [],
      links: [],
      confirms: [
        {
          control: { documentCode: "850", groupControl: "42", documentControl: "1" },
          status: "accepted",
          errors: [],
        },
      ],
    });
    expect(acknowledgement.reads(document, profile)).toEqual({});
  });

  test.each([
    ["accepted", "accepted"],
    ["accepted-with-errors", "accepted-with-errors"],
    ["rejected", "rejected"],
  ] as const)("with %s counts as %s, with its errors", (status, counted) => {
    expect(planOf({ ...document, status, errors: ["PO1 at 7: 8"] })).toMatchObject({
      confirms: [{ status: counted, errors: ["Reported: PO1 at 7: 8"] }],
    });
  });

  test("of a group accepted in part without document codes becomes an exception", () => {
    const given = { ...document, status: "partially-accepted" as const, errors: ["AK9 5"] };
    expect(planOf(given)).toMatchObject({
      note: expect.stringContaining("without stating which ones"),
      confirms: [
        { status: "rejected", errors: [expect.stringContaining("Ask the partner"), "Reported: AK9 5"] },
      ],
    });
  });

  test("of one group share an aggregate", () => {
    expect(acknowledgement.aggregate(document, profile)).toBe("acknowledgement/edi-harbor/42");
    const ofInterchange = { ...document, reference: { interchangeControl: "9" } };
    expect(acknowledgement.aggregate(ofInterchange, profile)).toBe("acknowledgement/edi-harbor/9");
  });
});
