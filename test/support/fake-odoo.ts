import type { FieldChange } from "../../sidecar/engine/ports/dry-run.ts";
import type { ApplyItem, ApplyResult, Odoo } from "../../sidecar/engine/ports/odoo.ts";
import type { OdooRecord, ReadRequest } from "../../sidecar/flows/flow.ts";

/**
 * A fake of Odoo's gateway. Like the real one, it remembers the keys of applied documents and reports duplicates and conflicts.
 * Tests can determine the results and failures of its calls.
 */
export type FakeOdoo = Pick<Odoo, "read" | "apply" | "preview"> & {
  /** The calls of `apply`, each as the list of its documents' numbers. */
  readonly calls: (string | null)[][];
  readonly reads: Readonly<Record<string, ReadRequest>>[];
  /** The numbers of the applied documents, in order. */
  readonly applied: (string | null)[];
  /** The keys of applied documents, with the hash of the content that was applied. */
  readonly known: Map<string, string>;
  /** Called before each call. If it throws, the call fails. */
  before: (call: "read" | "apply" | "preview", numbers: readonly (string | null)[]) => void;
  /** Returns the result for a document with an unknown key. If it returns undefined, the document is applied. */
  override: (item: ApplyItem) => (Pick<ApplyResult, "status"> & Partial<ApplyResult>) | undefined;
  /** The changes that a dry run reports for a document with an unknown key. */
  changes: FieldChange[];
  /** The calls of `preview`, each as the list of its documents' keys. */
  readonly previews: string[][];
  /** The records that reads return, by the name of the read. */
  records: Record<string, OdooRecord[]>;
};

export function fakeOdoo(): FakeOdoo {
  const odoo: FakeOdoo = {
    calls: [],
    reads: [],
    applied: [],
    known: new Map(),
    before: () => {},
    override: () => undefined,
    records: {},
    changes: [],
    previews: [],
    async read(requests) {
      odoo.reads.push(requests);
      odoo.before("read", []);
      return Object.fromEntries(Object.keys(requests).map((name) => [name, answer(odoo, name, requests)]));
    },
    async apply(batch) {
      const numbers = batch.map(({ exchange }) => exchange.document.number);
      odoo.calls.push(numbers);
      odoo.before("apply", numbers);
      return batch.map((item) => applyOne(odoo, item));
    },
    async preview(batch) {
      odoo.previews.push(batch.map(({ key }) => key));
      odoo.before(
        "preview",
        batch.map(({ exchange }) => exchange.document.number),
      );
      return batch.map((item) => {
        const { key, status, reason } = { ...judge(odoo, item) };
        return { key, status, reason, changes: status === "applied" ? odoo.changes : [] };
      });
    },
  };
  return odoo;
}

function answer(odoo: FakeOdoo, name: string, requests: Readonly<Record<string, ReadRequest>>): OdooRecord[] {
  if (name !== "applied.keys") return odoo.records[name.replace(/^\d+\./, "")] ?? [];
  const keys = (requests[name]?.domain[0]?.[2] ?? []) as unknown as readonly string[];
  return keys.flatMap((key, index) => {
    const hash = odoo.known.get(key);
    return hash === undefined ? [] : [{ id: index + 1, key, content_hash: hash }];
  });
}

/** Returns the result for an item, without applying it. */
function judge(odoo: FakeOdoo, item: ApplyItem): ApplyResult {
  const result = { key: item.key, records: [], reason: null };
  const hash = odoo.known.get(item.key);
  if (hash !== undefined)
    return { ...result, status: hash === item.contentHash ? "duplicate" : "conflicting" };
  const override = odoo.override(item);
  return { ...result, status: "applied", ...override };
}

function applyOne(odoo: FakeOdoo, item: ApplyItem): ApplyResult {
  const result = judge(odoo, item);
  if (result.status !== "applied" || odoo.override(item)) return result;
  odoo.known.set(item.key, item.contentHash);
  odoo.applied.push(item.exchange.document.number);
  return result;
}
