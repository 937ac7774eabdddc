import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Requisition } from "../../../../sidecar/documents/requisition.ts";
import { cloudEvents } from "../../../../sidecar/formats/cloudevents/format.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { fixtures, readJson } from "../golden.ts";
import { asker, madeOrders, type RequisitionSetup, requisitionPlan } from "./requisitions.ts";

/** Every requisition results in its document and the expected orders. A missing file fails. */

const folders = readdirSync(fixtures)
  .filter((name) => /^7\d-requisition-/.test(name))
  .sort();

function documentOf(name: string): Requisition {
  const bytes = readFileSync(join(fixtures, name, "message.json"));
  const context = { connection: asker, duplicateOfOther: false, pseudonym: createPseudonym("x".repeat(32)) };
  const [decoded] = cloudEvents.decode(bytes, context).documents;
  if (decoded === undefined || !("document" in decoded) || decoded.document.type !== "Requisition")
    throw new Error(`${name} holds no sound requisition.`);
  return decoded.document;
}

function afterwards(document: Requisition, setup: RequisitionSetup) {
  const plan = requisitionPlan(document, setup);
  if ("exception" in plan) {
    const says = plan.exception.findings.map(({ text }) => text);
    return {
      exchange: { state: "attention", reason_code: plan.exception.code, says },
      orders: [],
      notes: [],
    };
  }
  if (!("operations" in plan)) throw new Error("A requisition is ordered or held.");
  const notes = plan.operations.flatMap((each) => (each.op === "notify" ? [each.body] : []));
  const says = [plan.note, ...(plan.changes ?? []).map(({ text }) => text)];
  return { exchange: { state: "done", reason_code: null, says }, orders: madeOrders(plan), notes };
}

describe("requisitions", () => {
  test("there are fixtures", () => expect(folders.length).toBeGreaterThan(5));

  test.each(folders)("%s", (name) => {
    const document = documentOf(name);
    expect(document).toEqual(readJson(name, "document.json"));
    const before = readJson(name, "before.json") as RequisitionSetup;
    expect(afterwards(document, before)).toEqual(readJson(name, "expected/odoo.json"));
  });
});
