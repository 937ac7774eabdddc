import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readX12 } from "../../../sidecar/codecs/x12/read.ts";
import { dayIn } from "../../../sidecar/documents/days.ts";
import type { CanonicalDocument } from "../../../sidecar/documents/document.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import type {
  AppliedDocument,
  Flow,
  FlowInput,
  OdooRecord,
  Plan,
  Snapshot,
} from "../../../sidecar/flows/flow.ts";
import type { MappedTransaction } from "../../../sidecar/formats/x12/mapper.ts";
import { x12Options } from "../../../sidecar/formats/x12/options.ts";
import { inboundX12, outboundX12 } from "../../../sidecar/formats/x12/registry.ts";
import type { Term } from "../../../sidecar/terms/term.ts";
import { inEnglish, sentence } from "./english.ts";
import { idOf, type LineSetup, type OdooSetup, type OrderSetup, profile, snapshotOf } from "./northfield.ts";

/** Golden pairs: the document of a fixture's message, and the resulting records in Odoo. Nothing here writes a file. */

export const fixtures = fileURLToPath(new URL("../../../fixtures", import.meta.url));

/** Returns the number of the order to which a document refers. */
const STRANGER = "P77777";

/** The records in Odoo after a message was processed. */
export type Afterwards = {
  readonly exchange: {
    readonly state: "done" | "attention";
    readonly reason_code: string | null;
    readonly says: unknown;
  };
  readonly order: unknown;
  readonly bill: unknown;
  readonly acknowledged: unknown;
};

export type Outcome = { readonly document: unknown; readonly odoo: Afterwards };

/**
 * Returns the results of a fixture's message. With `amid`, the snapshot also contains the records of another document of the batch,
 * an order of the same items.
 */
export function outcomeOf(fixture: string, amid?: string): Outcome {
  const own = readBefore(fixture);
  const strangers = amid === undefined ? [] : (readBefore(amid).orders ?? []);
  const before = {
    ...own,
    orders: [...(own.orders ?? []), ...strangers.map((order) => ({ ...order, name: STRANGER }))],
  };
  const [mapped, ...others] = mapMessage(fixture);
  if (mapped === undefined || others.length > 0) throw new Error("A fixture holds one transaction set.");
  if ("problem" in mapped) {
    const { code, findings } = mapped.problem;
    return { document: inEnglish(mapped), odoo: attention(before, code, findings) };
  }
  const [document, ...more] = mapped.documents;
  if (document === undefined || more.length > 0) throw new Error("A fixture holds one document.");
  return { document, odoo: after(before, planOf(document, before)) };
}

/** The fixture with the order that the vendor has before its changes. */
const SENT_ORDER = "40-850-order-as-it-goes-to-the-supplier";

type Dispatched = { readonly document: CanonicalDocument; readonly segments: string };

/**
 * Returns the document that a trigger from Odoo creates from a fixture, and its segments: an order (850) or, if the fixture has a
 * request for one, a change of the order in the fixture `SENT_ORDER` (860).
 */
export function dispatchOf(fixture: string, version = "004010"): Dispatched {
  const isChange = /^\d+-860-/.test(fixture);
  const trigger = {
    type: "OutboxTrigger" as const,
    key: "order-dispatch/1",
    event: isChange ? "order.changed" : "order.confirmed",
    model: "purchase.order",
    id: 12,
    number: "P00012",
    ...(isChange && { document: readJson(fixture, "request.json") }),
  };
  const output = readJson(SENT_ORDER, "document.json") as CanonicalDocument;
  const sent: AppliedDocument = { id: "1", input: trigger, output, changes: [] };
  const plan = planOf(trigger, readBefore(fixture), isChange ? [sent] : []);
  if (!("send" in plan)) throw new Error(`The document is not sent: ${JSON.stringify(plan)}`);
  const { document } = plan.send;
  const written = outboundX12[document.type]?.write(document, x12Options.parse({}), version);
  if (written === undefined || "problem" in written) throw new Error("The document cannot be written.");
  return { document, segments: `${written.segments.map((each) => `${each.join("*")}~`).join("\n")}\n` };
}

export function readText(fixture: string, name: string): string {
  return readFileSync(join(fixtures, fixture, name), "utf8");
}

export function readJson(fixture: string, name: string): unknown {
  return JSON.parse(readText(fixture, name));
}

/** The file names products by our item number and units by their name. */
type LineInFile = Omit<LineSetup, "product" | "unit"> & { readonly product: string; readonly unit: string };
type OrderInFile = Omit<OrderSetup, "lines"> & { readonly lines: readonly LineInFile[] };
type BeforeFile = Omit<OdooSetup, "orders"> & {
  readonly orders: readonly OrderInFile[];
  /** The policy of the connection where it differs from the default. Unless it says otherwise, vendors may reduce lines. */
  readonly policy?: Readonly<Record<string, unknown>>;
};

type Before = OdooSetup & Pick<BeforeFile, "policy">;

function readBefore(fixture: string): Before {
  const before = readJson(fixture, "before.json") as BeforeFile;
  const orders = before.orders.map((order): OrderSetup => {
    const lines = order.lines.map((line) => ({
      ...line,
      product: idOf(line.product),
      unit: idOf(line.unit),
    }));
    return { ...order, lines };
  });
  return { ...before, orders };
}

function mapMessage(fixture: string): MappedTransaction[] {
  return readX12(readFileSync(join(fixtures, fixture, "message.x12")))
    .flatMap(({ groups }) => groups)
    .flatMap(({ transactions }) => transactions)
    .flatMap((transaction) => {
      if (transaction.issues.length > 0) throw new Error("The fixture's message has errors of its own.");
      return inboundX12[transaction.code]?.map(transaction, { currency: profile.currency }) ?? [];
    });
}

function planOf(input: FlowInput, before: Before, history: readonly AppliedDocument[] = []): Plan {
  const flow = flows.find((each: Flow) => each.accepts(input));
  if (flow === undefined) throw new Error("No flow takes the document.");
  const connection = { ...profile, timeZone: before.timeZone ?? profile.timeZone };
  const policy = flow.policy
    .strip()
    .parse({ quantity_decrease_percent: 100, ...connection.policy, ...before.policy });
  const context = { connection, policy, today: "2026-11-21", history };
  return inEnglish(flow.plan(input, snapshotOf(before), context));
}

function after(before: OdooSetup, plan: Plan): Afterwards {
  if ("exception" in plan) return attention(before, plan.exception.code, plan.exception.findings);
  if (!("operations" in plan)) throw new Error("The document is neither applied nor held.");
  const snapshot = written(snapshotOf(before), plan);
  const bill = plan.operations.find((each) => each.op === "do");
  return {
    exchange: {
      state: "done",
      reason_code: null,
      says: [sentence(plan.note), ...(plan.changes ?? []).map(({ text }) => sentence(text))],
    },
    order: orderIn(snapshot, before.timeZone),
    bill: bill === undefined ? null : bill.arguments,
    acknowledged: plan.confirms ?? [],
  };
}

function attention(
  before: OdooSetup,
  code: string,
  findings: readonly { readonly text: Term }[],
): Afterwards {
  return {
    exchange: { state: "attention", reason_code: code, says: findings.map(({ text }) => sentence(text)) },
    order: orderIn(snapshotOf(before), before.timeZone),
    bill: null,
    acknowledged: [],
  };
}

/** Returns the snapshot after the writes of the plan, as the gateway would apply them. */
export function written(snapshot: Snapshot, plan: Extract<Plan, { operations: unknown }>): Snapshot {
  const values = (model: string, id: number) =>
    plan.operations.flatMap((each) =>
      each.op === "write" && each.model === model && each.id === id ? [each.values] : [],
    );
  const update = (model: string, found: readonly OdooRecord[] = []) =>
    found.map((record): OdooRecord => Object.assign({ ...record }, ...values(model, record.id)));
  return {
    ...snapshot,
    orders: update("purchase.order", snapshot.orders),
    lines: update("purchase.order.line", snapshot.lines),
  };
}

function orderIn(snapshot: Snapshot, timeZone?: string) {
  const [order] = snapshot.orders ?? [];
  const others = (snapshot.orders ?? []).filter(({ name }) => name === STRANGER).map(({ id }) => id);
  const own = (snapshot.lines ?? []).filter(({ order_id }) => !others.includes(order_id as number));
  const lines = own.map((line) => ({
    line: line.suture_line_number,
    product_qty: line.product_qty,
    price_unit: line.price_unit,
    expected: dayIn(String(line.date_planned), timeZone),
  }));
  return { name: order?.name, partner_ref: order?.partner_ref, lines };
}
