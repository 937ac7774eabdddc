import { describe, expect, it } from "vitest";
import { confirmDispatches } from "../../../../sidecar/engine/apply/acknowledgements.ts";
import type { Prepared } from "../../../../sidecar/engine/apply/prepare.ts";
import type { Weight } from "../../../../sidecar/engine/records.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const prepared = { connection: { code: "edi", name: "Supplier" } } as Prepared;
const NOTE = "The partner's system rejected what we sent.";
const order = { model: "purchase.order", id: 7 };

const plan: Plan = {
  operations: [],
  links: [],
  note: textTerm(NOTE),
  confirms: [{ control: { interchangeControl: "42" }, status: "rejected", errors: [] }],
};
const planned = (...weights: Weight[]) => {
  const found = weights.map((weight, index) => ({ id: `d${index}`, number: null, links: [order], weight }));
  return confirmDispatches({ acknowledge: async () => found }, prepared, plan);
};

describe("the note of an acknowledgement, which is read on the order", () => {
  it("records when it changed nothing, such as a TA1 that rejects what a 997 accepted", async () =>
    expect(inEnglish(await planned("note"))).toMatchObject({
      links: [order],
      note: `Reported later, without effect: ${NOTE}`,
    }));

  it.each([[["enter"]], [["repeat"]], [["note", "enter"]]] as const)(
    "is the flow's own after %j",
    async (weights) => expect(inEnglish(await planned(...weights))).toMatchObject({ note: NOTE }),
  );

  it("becomes an exception when it matches no sent document", async () =>
    expect(inEnglish(await planned())).toMatchObject({
      exception: {
        code: "ACKNOWLEDGEMENT_UNMATCHED",
        findings: [{ field: "reference", theirs: "42", text: "It refers to interchange 42." }],
      },
    }));
});
