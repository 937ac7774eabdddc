import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RemittanceAdvice, remittanceAdvice } from "../../../sidecar/documents/remittance-advice.ts";
import { validator } from "../../../sidecar/formats/mapping.ts";
import { fixtureDocument } from "./document-fixtures.ts";

const typical = fixtureDocument<"RemittanceAdvice">("remittance-advice/typical");
const everything = fixtureDocument<"RemittanceAdvice">("remittance-advice/everything");
const read = validator(remittanceAdvice);
const findings = (document: RemittanceAdvice) => {
  const result = read(document);
  return "problem" in result ? result.problem.findings.map(({ code, field }) => `${code} ${field}`) : [];
};

/** Returns cents as an amount. */
const amount = (cents: number) =>
  `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

describe("a remittance advice", () => {
  test.each([
    ["pays less than the sum of its lines", { ...typical, amount: "1440.49" }, ["OUT_OF_BALANCE amount"]],
    [
      "adds what an adjustment takes off",
      { ...typical, amount: "1450.50", adjustments: [{ code: "WO", amount: "10.00" }] },
      ["OUT_OF_BALANCE amount"],
    ],
    [
      "does not explain a cent of a line",
      {
        ...everything,
        lines: everything.lines.map((line) => ({ ...line, ...(line.unpaid && { unpaid: "19.99" }) })),
      },
      ["OUT_OF_BALANCE lines.0.paid"],
    ],
  ])("that %s is out of balance", (_what, document, expected) =>
    expect(findings(document)).toEqual(expected),
  );

  test("says in words which amount it is", () => {
    const result = read({ ...typical, amount: "1" });
    expect("problem" in result && result.problem.findings[0]?.text).toMatchObject({
      term: "format.out-of-balance",
      parameters: { path: { term: "place.field", parameters: { field: { label: "Amount" } } } },
    });
  });

  test.each(["1,5", "", "x", "1e3"])("with %o for an amount is refused, and not out of balance", (paid) => {
    const lines = typical.lines.map((line) => ({ ...line, paid }));
    expect(findings({ ...typical, lines })).toEqual([
      "SCHEMA_INVALID lines.0.paid",
      "SCHEMA_INVALID lines.1.paid",
    ]);
  });

  test("is in balance to the cent, whatever its amounts are", () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 });
    const line = fc.record({
      paid: cents,
      discount: cents,
      unpaid: cents,
      adjusted: fc.array(cents, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(cents, { maxLength: 3 }),
        cents,
        (lines, provider, off) => {
          const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
          const adjustments = (all: readonly number[]) =>
            all.map((one) => ({ code: "45", amount: amount(one) }));
          const total = sum(lines.map(({ paid }) => paid)) - sum(provider);
          const document: RemittanceAdvice = {
            ...typical,
            amount: amount(total),
            adjustments: adjustments(provider),
            lines: lines.map(({ paid, discount, unpaid, adjusted }, at) => ({
              invoiceReference: String(at),
              invoiced: amount(paid + discount + unpaid + sum(adjusted)),
              paid: amount(paid),
              discount: amount(discount),
              unpaid: amount(unpaid),
              adjustments: adjustments(adjusted),
            })),
          };
          expect(findings(document)).toEqual([]);
          if (off !== 0)
            expect(findings({ ...document, amount: amount(total + off) })).toEqual(["OUT_OF_BALANCE amount"]);
        },
      ),
    );
  });
});
