import { describe, expect, it } from "vitest";
import { reasons } from "../../../../sidecar/documents/reason-codes.ts";
import {
  afterFailure,
  applied,
  deferred,
  exceptionOutcome,
  failedInside,
  held,
  refusedByOdoo,
  whileOpen,
} from "../../../../sidecar/engine/apply/outcomes.ts";
import type { ApplyResult } from "../../../../sidecar/engine/ports/odoo.ts";
import type { Outcome } from "../../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const now = new Date("2026-11-20T10:00:00Z");
const time = { now, random: () => 0.5 };
const at = (ms: number) => new Date(now.getTime() + ms);
const document = queuedDocument({ number: "1", attempts: 2, revision: 4, receivedAt: at(-3600_000) });
const result = (given: Partial<ApplyResult>): ApplyResult => ({
  key: document.key,
  status: "rejected",
  records: [],
  reason: null,
  ...given,
});
const finding = {
  code: "UNKNOWN_ITEM",
  field: "item",
  text: textTerm("Line 1: the item X is not known."),
} as const;
const wait = (giveUpAfterSeconds: number) =>
  ({
    defer: {
      code: "INVOICE_BEFORE_RECEIPT",
      afterSeconds: 600,
      giveUpAfterSeconds,
      otherwise: "INVOICE_UNMATCHED",
      text: textTerm("Not received."),
    },
  }) as const;

const cases: readonly (readonly [what: string, outcome: Outcome, expected: object])[] = [
  [
    "Odoo known to be away",
    whileOpen(document, time),
    {
      state: "waiting",
      target: "odoo",
      attempts: 2,
      nextAttemptAt: at(30_000),
      reasonCode: "ODOO_UNAVAILABLE",
    },
  ],
  [
    "Odoo found to be away",
    afterFailure(document, new OdooFailure("unavailable", textTerm("no answer")), time),
    {
      state: "waiting",
      target: "odoo",
      attempts: 3,
      nextAttemptAt: at(4000),
      reasonCode: "ODOO_UNAVAILABLE",
    },
  ],
  [
    "a lock in Odoo",
    afterFailure(document, new OdooFailure("conflict", textTerm("locked")), time),
    { state: "waiting", target: "record", attempts: 3, nextAttemptAt: at(1000), reasonCode: "CONFLICT" },
  ],
  [
    "refused by Odoo",
    afterFailure(document, new OdooFailure("refused", textTerm("No such field.")), time),
    { state: "attention", target: null, attempts: 3, reasonCode: "ODOO_REJECTED" },
  ],
  [
    "stale",
    refusedByOdoo(document, result({ status: "stale" }), time),
    { state: "waiting", target: "record", attempts: 3, reasonCode: "CONFLICT" },
  ],
  [
    "conflicting",
    refusedByOdoo(document, result({ status: "conflicting" }), time),
    { state: "attention", reasonCode: "DUPLICATE_CONTENT_DIFFERS" },
  ],
  [
    "rejected for a reason of ours",
    refusedByOdoo(document, result({ reason: { code: "PERIOD_LOCKED", message: "March." } }), time),
    { state: "attention", attempts: 3, reasonCode: "PERIOD_LOCKED" },
  ],
  [
    "refused because the person who decided lacks a right",
    refusedByOdoo(document, result({ reason: { code: "ACCESS_MISSING", message: "Stan may not." } }), time),
    { state: "attention", attempts: 3, reasonCode: "ACCESS_MISSING" },
  ],
  [
    "rejected for a reason that is none of ours",
    refusedByOdoo(document, result({ reason: { code: "constructor", message: "x" } }), time),
    { state: "attention", attempts: 3, reasonCode: "ODOO_REJECTED" },
  ],
  [
    "too early",
    deferred(document, wait(7200), { now: time.now, isSure: true }),
    {
      state: "waiting",
      target: "record",
      attempts: 3,
      nextAttemptAt: at(600_000),
      reasonCode: "INVOICE_BEFORE_RECEIPT",
    },
  ],
  [
    "too early for too long",
    deferred(document, wait(3599), { now: time.now, isSure: true }),
    { state: "attention", reasonCode: "INVOICE_UNMATCHED" },
  ],
  [
    "too early for too long, by a clock that is not sure",
    deferred(document, wait(3599), { now: time.now, isSure: false }),
    { state: "waiting", reasonCode: "INVOICE_BEFORE_RECEIPT" },
  ],
  [
    "a person is needed",
    exceptionOutcome(document, {
      exception: { code: "UNKNOWN_ITEM", findings: [finding], suggestion: textTerm("Ask.") },
    }),
    { state: "attention", attempts: 3, reasonCode: "UNKNOWN_ITEM", suggestion: "Ask.", findings: [finding] },
  ],
  ["a fault of ours", failedInside(document), { state: "attention", reasonCode: "INTERNAL_ERROR" }],
  ["an earlier one is open", held(document, "id-0"), { state: "held", heldBehind: "id-0" }],
  [
    "applied",
    applied(document, notePlan("1"), []),
    {
      state: "done",
      reported: true,
      attempts: 3,
      reasonCode: null,
      reason: null,
      findings: [],
      target: null,
    },
  ],
];

describe("the outcome of a document", () => {
  it.each(cases)("%s", (_what, outcome, expected) => {
    expect(inEnglish(outcome)).toMatchObject({
      id: document.id,
      revision: 5,
      ...(inEnglish(expected) as object),
    });
    expect(outcome.step.name).not.toBe("");
  });

  it.each(cases.filter(([, { state }]) => state === "attention"))("%s: explains what happened", (_w, one) => {
    const reason = reasons[one.reasonCode as keyof typeof reasons];
    expect(inEnglish(one.reason)).toContain(reason.sentence);
    expect(one.suggestion).toBeTruthy();
    expect(one.nextAttemptAt).toBeUndefined();
  });

  it.each(cases.filter(([, { state }]) => state === "waiting"))(
    "%s: shows the time of the next attempt",
    (_w, one) => {
      expect(one.nextAttemptAt?.getTime()).toBeGreaterThan(now.getTime());
      expect(one.reason).toBeTruthy();
    },
  );

  it("contains Odoo's message and each finding", () => {
    const { reason } = refusedByOdoo(
      document,
      result({ reason: { code: "x", message: "March is locked." } }),
      time,
    );
    expect(inEnglish(reason)).toContain("March is locked.");
    const asked = exceptionOutcome(document, { exception: { code: "UNKNOWN_ITEM", findings: [finding] } });
    expect(inEnglish(asked.reason)).toContain(inEnglish(finding.text));
  });
});

describe("the records of an applied document", () => {
  const records = [
    { ref: "bill", model: "account.move", id: 7, name: "BILL/7" },
    { ref: null, model: "purchase.order", id: 3, name: "P00003" },
  ];
  it.each([
    [{ ref: "bill" }, [{ model: "account.move", id: 7, name: "BILL/7" }]],
    [{ model: "purchase.order", id: 3 }, [{ model: "purchase.order", id: 3, name: "P00003" }]],
    [{ model: "purchase.order", id: 4 }, [{ model: "purchase.order", id: 4 }]],
    [{ ref: "unknown" }, []],
  ])("%j is shown as %j", (link, expected) => {
    expect(applied(document, { ...notePlan("1"), links: [link] }, records).links).toEqual(expected);
  });
});
