import { readFileSync } from "node:fs";
import { join } from "node:path";
import { billing as billingFormat } from "../../../../sidecar/formats/billing/format.ts";
import type { DecodedDocument } from "../../../../sidecar/formats/format.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { apply, type BillingDocument, type Policy, planOf } from "../billing/billing-documents.ts";
import { fixtures } from "../golden.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/** Golden pairs of billing: the document of an event after the previous ones, and the resulting entries. */

/** The secret of the fixtures' pseudonyms. */
const pseudonym = createPseudonym("the fixtures' secret, known to all who read this");

export type MoneyOutcome = { readonly document: unknown; readonly odoo: unknown };

type Before = { readonly policy: Policy; readonly events: readonly unknown[] };

/** Returns the results of a fixture's event after the events in `before.json`. */
export function moneyOutcome(fixture: string): MoneyOutcome {
  const text = (name: string) => readFileSync(join(fixtures, fixture, name), "utf8");
  const { policy, events } = JSON.parse(text("before.json")) as Before;
  const ledger = createLedger();
  apply(
    ledger,
    events.map((event) => documentOf(JSON.stringify(event))),
    policy,
  );
  const document = documentOf(text("message.json"));
  return { document, odoo: afterwards(document, ledger, policy) };
}

function documentOf(event: string): BillingDocument {
  const { documents } = billingFormat.decode(Buffer.from(event), { pseudonym });
  const [decoded] = documents as readonly DecodedDocument[];
  if (decoded === undefined || !("document" in decoded)) throw new Error(JSON.stringify(documents));
  return decoded.document as BillingDocument;
}

function afterwards(document: BillingDocument, ledger: Ledger, policy: Policy) {
  const plan = planOf(document, ledger, policy);
  if ("exception" in plan) {
    const says = plan.exception.findings.map(({ text }) => text);
    return {
      exchange: { state: "attention", reason_code: plan.exception.code, says },
      done: null,
      books: ledger.books(),
    };
  }
  if ("defer" in plan) {
    const { code, text, behind } = plan.defer;
    return {
      exchange: { state: "held", reason_code: code, says: [text], behind },
      done: null,
      books: ledger.books(),
    };
  }
  if (!("operations" in plan)) throw new Error("Billing is sent nothing by these flows.");
  ledger.carryOut(plan);
  const [operation] = plan.operations;
  return {
    exchange: {
      state: "done",
      reason_code: null,
      says: [plan.note, ...(plan.changes ?? []).map(({ text }) => text)],
    },
    done: operation?.op === "do" ? { verb: operation.verb, arguments: operation.arguments } : null,
    books: ledger.books(),
  };
}
