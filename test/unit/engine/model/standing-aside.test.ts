import { describe, expect, it } from "vitest";
import { standsAside } from "../../../../sidecar/engine/model/standing-aside.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { applier } from "../apply/applier.ts";

describe("a document that waits", () => {
  it.each([
    ["waiting", "INVOICE_BEFORE_RECEIPT", true],
    ["waiting", "CONFLICT", false],
    ["attention", "INVOICE_BEFORE_RECEIPT", false],
    ["queued", null, false],
  ] as const)("in state %s because of %s: stands aside %s", (state, reasonCode, expected) => {
    expect(standsAside({ state, reasonCode })).toBe(expected);
  });

  it("for the receipt of its goods does not hold what arrives later", async () => {
    const waiting = { state: "waiting", reasonCode: "INVOICE_BEFORE_RECEIPT" } as const;
    const invoice = queuedDocument({ number: "1", aggregate: "order/1", ...waiting });
    const test = applier([invoice, queuedDocument({ number: "2", aggregate: "order/1" })]);
    await test.run();
    expect(test.odoo.applied).toEqual(["2"]);
    expect(test.state("1")).toBe("waiting");
  });
});
