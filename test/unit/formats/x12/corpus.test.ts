import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { reasons } from "../../../../sidecar/documents/reason-codes.ts";
import type { MappedTransaction } from "../../../../sidecar/formats/x12/mapper.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { replyForm } from "../../../../sidecar/formats/x12/replies/reply-form.ts";

/** An independent check with public messages. */

const checkout = fileURLToPath(new URL("../../../../", import.meta.url));
const folder = join(process.env.SUTURE_CORPUS ?? resolve(checkout, "../shared/corpus"), "x12");

/** The expected result of each: a document, or the reason of an exception. */
const expected: Readonly<Record<string, string>> = {
  "004010__FA997__pass__1.edi": "Acknowledgement",
  // Its lines have no unit (IT103), and units are never guessed.
  "004010__IN810__pass__1.edi": "UNKNOWN_UNIT",
  "004010__PR855__pass__1.edi": "OrderResponse",
  "004010__X348_SC810_Aerospace_Industry_Invoice__pass__basic-invoice.edi": "Invoice",
  "004010__X348_SC810_Aerospace_Industry_Invoice__pass__credit-card-invoice.edi": "Invoice",
  "004010__X358_SC855_Aerospace_Industry_Purchase_Order_Acknowledgment__pass__basic-po-ack-accepted.edi":
    "OrderResponse",
  "004010__X358_SC855_Aerospace_Industry_Purchase_Order_Acknowledgment__pass__basic-po-ack-rejected.edi":
    "OrderResponse",
  "004010__X358_SC855_Aerospace_Industry_Purchase_Order_Acknowledgment__pass__po-ack-minor-changes.edi":
    "OrderResponse",
  "004010__X358_SC855_Aerospace_Industry_Purchase_Order_Acknowledgment__pass__po-ack-ship-details.edi":
    "OrderResponse",
  "005010__X230_FA997_Functional_Acknowledgment_for_Health_Care_Insurance__pass__response-to-functional-group-containing-837s.edi":
    "Acknowledgement",
  "005010__X231A1_FA999_Implementation_Acknowledgment_for_Health_Care_Insurance__pass__response-to-functional-group-containing-3-837s.edi":
    "Acknowledgement",
};

function mapAll(name: string): MappedTransaction[] {
  return readX12(readFileSync(join(folder, name)))
    .flatMap(({ groups }) => groups)
    .flatMap(({ transactions }) => transactions)
    .flatMap((transaction) => inboundX12[transaction.code]?.map(transaction, { currency: "USD" }) ?? []);
}

const resultOf = (mapped: MappedTransaction) =>
  "documents" in mapped ? mapped.documents.map(({ type }) => type) : [mapped.problem.code];

describe.skipIf(!existsSync(folder))("public samples (skipped without the corpus)", () => {
  test.each(Object.entries(expected))("%s is %s", (name, what) => {
    const results = mapAll(name).flatMap(resultOf);
    expect(new Set(results)).toEqual(new Set([what]));
  });

  const everything = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".edi")) : [];

  test.each(everything)("of %s never make a mapper throw", (name) => {
    for (const mapped of mapAll(name)) {
      const known = "documents" in mapped || Object.hasOwn(reasons, mapped.problem.code);
      expect(known).toBe(true);
    }
  });

  test.each([
    ["997", "X230_FA997"],
    ["999", "X231A1_FA999"],
  ] as const)("the %s of health care conforms to its guide", (kind, part) => {
    const name = Object.keys(expected).find((each) => each.includes(part)) ?? "";
    const [group] = readX12(readFileSync(join(folder, name)))[0]?.groups ?? [];
    const { version, convention } = replyForm(kind, "005010X222A1");
    expect([group?.version, group?.transactions[0]?.convention]).toEqual([version, convention]);
  });

  test("an order response with every kind of change is read correctly", () => {
    const name = Object.keys(expected).find((each) => each.includes("minor-changes")) ?? "";
    const [mapped] = mapAll(name);
    const [document] = mapped !== undefined && "documents" in mapped ? mapped.documents : [];
    expect(document).toMatchObject({
      orderReference: "XX-1234",
      response: "detail",
      lines: [
        {
          id: "1",
          parts: [
            { status: "price-changed", price: { amount: "9" } },
            { status: "date-changed", date: "2017-05-20" },
            { status: "quantity-changed", quantity: { value: "20", unit: "C62" } },
            { status: "substituted", substitute: { ids: [{ scheme: "maker", id: "XX-1234-A" }] } },
          ],
        },
        { id: "2", parts: [{ status: "accepted" }] },
        { id: "3", parts: [{ status: "rejected" }] },
      ],
    });
  });
});
