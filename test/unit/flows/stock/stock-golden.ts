import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import type { Term } from "../../../../sidecar/terms/term.ts";
import { afterwards, consumed, type DepartmentSetup, ehr, stockPlan } from "../billing/departments.ts";
import { sentence } from "../english.ts";
import { fixtures, readJson } from "../golden.ts";

/** Golden pairs of stock movements: the document of an EHR's message, and the department's stock after it. */

/** The secret of the fixtures' pseudonyms. */
const pseudonym = createPseudonym("the fixtures' secret, known to all who read this");

const connection: ConnectionProfile = {
  ...ehr,
  format: { ...ehr.format, options: { encounter: { costCentre: ["ZCC-1"] } } },
};

export type StockOutcome = { readonly document: unknown; readonly odoo: unknown };

/** Returns the results of a fixture's message, for the records of `before.json`. */
export function stockOutcome(fixture: string): StockOutcome {
  const before = readJson(fixture, "before.json") as DepartmentSetup;
  const bytes = readFileSync(join(fixtures, fixture, "message.hl7"));
  const { documents, problem } = hl7v2.decode(bytes, { connection, duplicateOfOther: false, pseudonym });
  const [decoded, ...others] = documents;
  if (problem || !decoded || others.length > 0) throw new Error("A fixture holds one sound message.");
  if ("problem" in decoded) {
    const { code, findings } = decoded.problem;
    return { document: { problem: decoded.problem }, odoo: held(code, findings, before) };
  }
  const { document } = decoded;
  if (document.type !== "StockMovement") throw new Error("The message moves no stock.");
  const plan = stockPlan(document, before);
  if ("exception" in plan)
    return { document, odoo: held(plan.exception.code, plan.exception.findings, before) };
  if (!("operations" in plan)) throw new Error("The movement is neither carried out nor held.");
  const says = [sentence(plan.note), ...(plan.changes ?? []).map(({ text }) => sentence(text))];
  return {
    document,
    odoo: {
      exchange: { state: "done", reason_code: null, says },
      consume_stock: consumed(plan),
      on_hand: afterwards(before, plan).quants,
    },
  };
}

function held(code: string, findings: readonly { readonly text: Term }[], before: DepartmentSetup) {
  return {
    exchange: { state: "attention", reason_code: code, says: findings.map(({ text }) => sentence(text)) },
    consume_stock: null,
    on_hand: before.quants,
  };
}
