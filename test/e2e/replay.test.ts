import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { dryRunAnswer } from "../../sidecar/api/dry-run.ts";
import { compact, dayFromNow } from "../support/days.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { invoice, orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const gloves = { item: "NF-1001", code: "HM-10040", price: 9.4 };
const unknownItem = "HM-NO-SUCH";

type DocumentView = {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly reasonCode: string | null;
  readonly document: Canonical;
  readonly original?: Canonical;
  readonly corrections: readonly {
    number: number;
    by: string;
    reason: string;
    changes: { pointer: string }[];
  }[];
  readonly versions: readonly { id: string; version: number; key: string; state: string }[];
  readonly steps: readonly { name: string; detail: string | null }[];
};
type Canonical = {
  readonly type: string;
  readonly lines: readonly { readonly item: { readonly ids: readonly { scheme: string; id: string }[] } }[];
};
type PreviewView = {
  readonly preview: {
    readonly outcome: string;
    readonly reasonCode?: string;
    readonly behind?: string;
    readonly note?: string;
    readonly changes?: readonly { model: string; field: string; from: unknown; to: unknown }[];
  };
};
type Problem = { readonly type: string; readonly errors?: readonly { pointer: string; detail: string }[] };

const documentsOf = async ({ settled }: World, id: string, ...states: string[]) =>
  (await settled(id, ...states)).documents;
const read = async ({ sidecar }: World, id: string) =>
  (await sidecar.operator<DocumentView>("GET", `/v1/documents/${id}`)).body;
const act = <T>({ sidecar }: World, id: string, action: string, body: object = {}) =>
  sidecar.operator<T & Problem>("POST", `/v1/documents/${id}/${action}`, body);

async function linesOf({ odoo }: World, order: PlacedOrder): Promise<(readonly [number, string])[]> {
  const lines = await odoo.searchRead<{ product_qty: number; date_planned: string }>(
    "purchase.order.line",
    [["order_id", "=", order.id]],
    ["product_qty", "date_planned"],
  );
  return lines.map((line) => [line.product_qty, line.date_planned.slice(0, 10)] as const);
}

/** A day later than orders ask for. */
const promised = dayFromNow(4);

/** An order of ten and the supplier's answer that eight come a day later than asked, for an item of that number. */
async function answered(at: World, code: string): Promise<{ order: PlacedOrder; message: string }> {
  const order = await placeOrder(at.odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });
  return { order, message: onlyMessage(await at.post(answer(order, code, at.control()))) };
}

function answer(order: PlacedOrder, code: string, control: number): string {
  const answers = [["IQ", "8", "BX", "067", compact(promised)]];
  const line = { line: 1, quantity: 10, price: gloves.price, item: code, answers };
  return orderResponse(order.name, [line], { control });
}

const mended = (document: Canonical): Canonical =>
  JSON.parse(JSON.stringify(document).replaceAll(unknownItem, gloves.code)) as Canonical;

describe("an order response with an unknown item", () => {
  it("is previewed, corrected, applied with the correction, and applied again on request", async () => {
    const at = world();
    const { order, message } = await answered(at, unknownItem);
    const [found] = await documentsOf(at, message, "attention");
    const id = found?.id ?? "";
    const before = await linesOf(at, order);

    // As it is, a person is needed; nothing is tried.
    const asIs = await act<PreviewView>(at, id, "preview");
    expect([asIs.status, asIs.body.preview]).toMatchObject([
      200,
      { outcome: "exception", reasonCode: "UNKNOWN_ITEM" },
    ]);

    // A correction is previewed first: Odoo does not change.
    const arrived = (await read(at, id)).document;
    const document = mended(arrived);
    const seen = (await act<PreviewView>(at, id, "preview", { document })).body.preview;
    expect(seen.outcome).toBe("would-apply");
    expect(seen.changes).toContainEqual(
      expect.objectContaining({ model: "purchase.order.line", field: "product_qty", from: 10, to: 8 }),
    );
    expect(await linesOf(at, order)).toEqual(before);
    expect((await read(at, id)).state).toBe("attention");

    // Then it is submitted: the original is stored next to it.
    const reason = "The supplier mistyped the item; confirmed by telephone.";
    const made = await act(at, id, "corrections", { document, reason });
    expect([made.status, made.body]).toMatchObject([202, { id, correction: 1 }]);
    await documentsOf(at, message, "done");
    const after = await linesOf(at, order);
    expect(after).toEqual([[8, promised]]);
    const kept = await read(at, id);
    expect([kept.original, kept.document]).toEqual([arrived, document]);
    expect(kept.corrections).toMatchObject([{ number: 1, by: "operator", reason }]);
    expect(kept.corrections[0]?.changes).toMatchObject([
      { pointer: "/lines/0/item/ids/0/id", from: unknownItem, to: gloves.code },
    ]);
    expect(kept.steps.map(({ name }) => name)).toContain("corrected");

    // What is done is a duplicate …
    const again = await at.sidecar.operator<{ status: string }>("POST", `/v1/messages/${message}/replay`);
    expect([again.status, again.body.status]).toEqual([202, "duplicate"]);
    expect((await act<PreviewView>(at, id, "preview")).body.preview.outcome).toBe("duplicate");
    expect((await act(at, id, "corrections", { document, reason })).status).toBe(409);
    expect((await act(at, id, "dismissal", { reason })).status).toBe(409);

    // … unless a new version is requested. It does not undo what a buyer has changed since.
    const change = (vals: object) =>
      at.odoo.call("purchase.order.line", "write", { ids: order.lineIds, vals });
    const [applied] = await at.odoo.searchRead<object>(
      "purchase.order.line",
      [["id", "in", order.lineIds]],
      ["product_qty", "price_unit", "date_planned"],
    );
    const { id: _, ...known } = { id: 0, ...applied };
    const wish = { asNewVersion: true, reason: "Applied to the wrong order at first." };
    const path = `/v1/messages/${message}/replay`;
    const dryRun = async () =>
      dryRunAnswer.parse((await at.sidecar.operator("POST", path, { ...wish, dryRun: true })).body).documents;
    await change({ product_qty: 10 });
    expect(await dryRun()).toMatchObject([
      { id, preview: { outcome: "exception", reasonCode: "ORDER_CHANGED" } },
    ]);
    expect((await linesOf(at, order))[0]?.[0]).toBe(10);
    // Odoo recomputes price and date with the quantity, so the buyer restores all three.
    await change(known);
    expect(await dryRun()).toMatchObject([{ id, preview: { outcome: "would-apply" } }]);
    const anew = await at.sidecar.operator<{ status: string; newVersions: string[] }>("POST", path, wish);
    expect(anew.body).toMatchObject({ status: "accepted", newVersions: [expect.any(String)] });
    await documentsOf(at, message, "done");
    expect(await linesOf(at, order)).toEqual(after);
    const versions = (await read(at, id)).versions.map(({ version, key, state }) => [version, key, state]);
    expect(versions).toEqual([
      [1, kept.key, "done"],
      [2, `${kept.key}~v2`, "done"],
    ]);
    const keys = await at.odoo.searchRead("suture.idempotency.key", [["key", "like", kept.key]], ["key"]);
    expect(keys).toHaveLength(2);
  });

  it("refuses a correction that is not a complete and valid document of its type", async () => {
    const at = world();
    const { order, message } = await answered(at, unknownItem);
    const [found] = await documentsOf(at, message, "attention");
    const id = found?.id ?? "";
    const { document } = await read(at, id);
    const good = mended(document);
    const bad: readonly (readonly [object, number, string])[] = [
      [{ document: good }, 400, ""],
      [{ document: good, reason: "x", asNewVersions: true }, 400, ""],
      [{ document: { ...good, patient: "ZZTEST" }, reason: "x" }, 422, "/patient"],
      [{ document: { ...good, lines: "none" }, reason: "x" }, 422, "/lines"],
      [{ document: { ...good, orderReference: "P\0" }, reason: "x" }, 422, "/orderReference"],
      [{ document: { ...good, type: "Invoice" }, reason: "x" }, 422, "/issueDate"],
      [{ document, reason: "nothing is corrected" }, 422, ""],
      [{ document: good, reason: "not finished", asNewVersion: true }, 409, ""],
    ];
    for (const [body, status, pointer] of bad) {
      const refused = await act(at, id, "corrections", body);
      expect([refused.status, body]).toEqual([status, body]);
      if (status === 422) expect(refused.body.errors?.map((each) => each.pointer)).toContain(pointer);
      expect(JSON.stringify(refused.body)).not.toContain("ZZTEST");
    }
    const still = await read(at, id);
    expect([still.state, still.corrections]).toEqual(["attention", []]);
    expect((await linesOf(at, order))[0]?.[0]).toBe(10);
    const dropped = await act(at, id, "dismissal", { reason: "The supplier sent another one." });
    expect([dropped.status, dropped.body]).toMatchObject([200, { status: "dismissed" }]);
  });
});

describe("an invoice", () => {
  it("is previewed with its lines, and creates no bill until it is applied", async () => {
    const at = world();
    const order = await placeOrder(at.odoo, { supplier, lines: [{ item: gloves.item, quantity: 4 }] });
    const number = `INV-${at.control()}`;
    const line = { line: 1, quantity: 4, price: gloves.price, item: unknownItem };
    const message = onlyMessage(
      await at.post(invoice(number, order.name, [line], 3760, { control: at.control() })),
    );
    const [found] = await documentsOf(at, message, "attention");
    const id = found?.id ?? "";
    const document = mended((await read(at, id)).document);
    const { preview } = (await act<PreviewView>(at, id, "preview", { document })).body;
    expect(preview.outcome).toBe("would-apply");
    const valuesOf = (model: string, field: string) =>
      preview.changes?.filter((each) => each.model === model && each.field === field).map(({ to }) => to);
    expect(valuesOf("account.move", "amount_total")).toEqual([37.6]);
    expect(valuesOf("account.move.line", "quantity")).toEqual([4]);
    expect(await at.odoo.searchRead("account.move", [["ref", "=", number]], ["id"])).toEqual([]);
    await act(at, id, "corrections", { document, reason: "Mistyped." });
    await documentsOf(at, message, "done");
    expect(await at.odoo.searchRead("account.move", [["ref", "=", number]], ["id"])).toHaveLength(1);
  });
});

describe("from Odoo", () => {
  const exchangeOf = async (at: World, message: string, state: string) => {
    const fields = ["state", "preview", "payload", "message_key"];
    const [exchange] = await eventually(`the exchange is ${state}`, async () => {
      const domain = [["message_id", "=", message]];
      const rows = await at.odoo.searchRead<{
        id: number;
        state: string;
        payload: Canonical;
        preview: object;
      }>("suture.exchange", domain, fields);
      return rows[0]?.state === state && rows;
    });
    return exchange ?? { id: 0, payload: { type: "", lines: [] }, preview: {} };
  };

  it("a preview is requested and shown, and a correction likewise", async () => {
    const at = world();
    const { order, message } = await answered(at, unknownItem);
    await documentsOf(at, message, "attention");
    const exchange = await exchangeOf(at, message, "attention");
    await at.odoo.call("suture.exchange", "action_preview", { ids: [exchange.id] });
    const shown = await eventually("the preview is there", async () => {
      const [row] = await at.odoo.searchRead<{ preview: { outcome: string } | false; state: string }>(
        "suture.exchange",
        [["id", "=", exchange.id]],
        ["preview", "state"],
      );
      return row?.preview && row;
    });
    expect(shown).toMatchObject({
      state: "attention",
      preview: { outcome: "exception", reasonCode: "UNKNOWN_ITEM" },
    });
    const document = mended(exchange.payload);
    await at.odoo.call("suture.exchange", "correct_document", {
      ids: [exchange.id],
      document: { ...document, comment: "not a field" },
      reason: "Mistyped.",
    });
    // The sidecar refuses it with a reason, and the exchange is an exception again.
    await eventually("the refusal is told", async () => {
      const domain = [
        ["model", "=", "suture.exchange"],
        ["res_id", "=", exchange.id],
        ["body", "like", "Comment: Documents of this type have no such field."],
      ];
      return (await at.odoo.searchRead("mail.message", domain, ["id"])).length > 0;
    });
    await exchangeOf(at, message, "attention");
    await at.odoo.call("suture.exchange", "correct_document", {
      ids: [exchange.id],
      document,
      reason: "Mistyped.",
    });
    await documentsOf(at, message, "done");
    expect((await linesOf(at, order))[0]?.[0]).toBe(8);
  });

  it("a held order response can pass the one before it", async () => {
    const at = world();
    const { order, message } = await answered(at, unknownItem);
    const [first] = await documentsOf(at, message, "attention");
    const later = onlyMessage(await at.post(answer(order, gloves.code, at.control())));
    const [held] = await documentsOf(at, later, "held");
    const waits = (await act<PreviewView>(at, held?.id ?? "", "preview")).body.preview;
    expect([waits.outcome, waits.behind]).toEqual(["would-wait", first?.id]);
    expect((await act(at, first?.id ?? "", "precedence")).status).toBe(409);
    expect((await act(at, held?.id ?? "", "precedence")).status).toBe(202);
    await documentsOf(at, later, "done");
    expect((await linesOf(at, order))[0]?.[0]).toBe(8);
    expect((await read(at, first?.id ?? "")).state).toBe("attention");
    expect((await read(at, held?.id ?? "")).steps.map(({ name }) => name)).toContain("let pass");
  });
});
