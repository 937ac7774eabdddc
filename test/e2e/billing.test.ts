import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type BillingSender, billingSender } from "../support/billing-sender.ts";
import {
  type BookedInvoice,
  type BookedPayment,
  balance,
  bookedInvoices,
  bookedPayments,
  type Entry,
  entriesOf,
} from "../support/ledger-book.ts";
import { world } from "../support/world.ts";
import {
  confirmedData,
  event,
  invoiceLine,
  issuedData,
  refundedData,
  voidedData,
} from "../unit/codecs/billing/events.ts";

/** Numbers that no other run uses; the letter identifies the invoice. */
const run = randomUUID().slice(0, 8);
const bill = (letter: string) => `BI-${run}-${letter}`;
const pay = (letter: string) => `PAY-${run}-${letter}`;
const refund = (letter: string) => `REF-${run}-${letter}`;

const eventBody = (type: string, data: object) =>
  JSON.stringify(event(type, data, { id: `evt_${randomUUID()}` }));
const evergreen = { kind: "organization", id: "EVERGREEN" };
const clinic = (quantity: string, unitPrice: string, amount: string, more: object = {}) =>
  invoiceLine({ department: "DEP-CLE", revenueAccount: "4100", quantity, unitPrice, amount, ...more });
const laboratory = (quantity: string, unitPrice: string, amount: string, more: object = {}) =>
  clinic(quantity, unitPrice, amount, { id: "2", department: "DEP-LAB", revenueAccount: "4200", ...more });

const issued = (letter: string, lines: object[], total: string, more: object = {}) =>
  eventBody(
    "invoice.issued",
    issuedData({ number: bill(letter), payer: evergreen, lines, taxTotal: "0", total, ...more }),
  );
const paid = (letter: string, amount: string) =>
  eventBody(
    "payment.confirmed",
    confirmedData({ id: pay(letter), invoiceNumber: bill(letter), amount, payer: evergreen }),
  );
const refunded = (letter: string, amount: string) =>
  eventBody(
    "payment.refunded",
    refundedData({
      id: refund(letter),
      paymentId: pay(letter),
      invoiceNumber: bill(letter),
      amount,
      payer: evergreen,
    }),
  );

/** Eight invoices: the events before all of them, the invoice, and the events afterwards. */
const invoices = {
  A: issued("A", [clinic("2", "125.00", "250.00"), laboratory("3", "12.50", "37.50")], "287.50"),
  B: issued("B", [clinic("1", "0.10", "0.10"), laboratory("1", "0.20", "0.20")], "0.30"),
  C: issued("C", [clinic("3", "33.3333", "100.00")], "100.00", {
    payer: { kind: "organization", id: "PRAIRIE" },
  }),
  D: issued("D", [clinic("1", "75.25", "75.25")], "75.25", { payer: { kind: "patient", id: `ACC-${run}` } }),
  E: issued("E", [clinic("4", "49.99", "199.96")], "199.96"),
  F: issued("F", [clinic("0.125", "80.00", "10.00"), laboratory("1", "-2.50", "-2.50")], "7.50"),
  G: issued("G", [clinic("1", "40.00", "40.00", { taxAmount: "6.00" })], "46.00", { taxTotal: "6.00" }),
  H: issued("H", [laboratory("10", "6.66", "66.60")], "66.60"),
} as const;
const numbers = Object.keys(invoices).map(bill);
const withdrawal = eventBody("invoice.voided", voidedData({ number: bill("H"), date: "2026-11-20" }));

type Exchange = {
  readonly document_number: string;
  readonly document_type: string;
  readonly state: string;
  readonly note: string;
  readonly reason_code: string;
  readonly reason: string;
};

const exchangesOf = (some: readonly string[]) =>
  world().odoo.searchRead<Exchange>(
    "suture.exchange",
    [["document_number", "in", some]],
    ["document_number", "document_type", "state", "note", "reason_code", "reason"],
    { order: "id" },
  );

/** What Odoo shows of these numbers, once there are so many and all are in the state. */
const shown = (some: readonly string[], count: number, state: string) =>
  eventually(
    `${count} exchanges are ${state}`,
    async () => {
      const found = await exchangesOf(some);
      return found.length === count && found.every((exchange) => exchange.state === state) && found;
    },
    120,
  );

async function accepted(sender: BillingSender, bodies: readonly string[]): Promise<void> {
  const answers = await Promise.all(bodies.map((body) => sender.webhook(body)));
  expect(answers.map(({ status, body }) => [status, body.messages[0]?.status])).toEqual(
    bodies.map(() => [202, "accepted"]),
  );
}

describe("a day of billing", () => {
  const sender = billingSender(inject("environment"));
  const early = [pay("B"), pay("E"), refund("E")];
  const later = [pay("A"), pay("C"), pay("G"), refund("G")];
  let held: Exchange[] = [];
  let byLetter = new Map<string, BookedInvoice>();
  let payments: BookedPayment[] = [];
  let entries: Entry[] = [];

  beforeAll(async () => {
    const twice = paid("B", "0.30");
    await accepted(sender, [
      refunded("E", "50.01"),
      paid("E", "199.96"),
      twice,
      paid("B", "0.30"),
      withdrawal,
    ]);
    await sender.publish([paid("B", "0.30")]);
    held = await shown([...early, bill("H")], 6, "held");

    await Promise.all([accepted(sender, Object.values(invoices)), sender.publish([invoices.F])]);
    await shown([...early, ...numbers], 15, "done");
    await Promise.all([
      accepted(sender, [
        paid("A", "287.50"),
        paid("C", "100.00"),
        paid("G", "46.00"),
        refunded("G", "46.00"),
      ]),
      sender.publish([paid("C", "100.00"), paid("A", "287.50")]),
    ]);
    await shown(later, 6, "done");

    const { odoo } = world();
    const booked = await eventually("every invoice is in sync", async () => {
      const found = await bookedInvoices(odoo, numbers);
      return found.every(({ integration_state }) => integration_state === "synced") && found;
    });
    expect(booked.map(({ number }) => number)).toEqual(numbers);
    byLetter = new Map(booked.map((invoice) => [invoice.number.slice(-1), invoice]));
    payments = await bookedPayments(odoo, [...early, ...later]);
    const credits = await odoo.searchRead<{ id: number }>(
      "account.move",
      [["reversed_entry_id", "in", booked.map(({ id }) => id)]],
      ["id"],
    );
    expect(credits).toHaveLength(1);
    const moves = [...booked, ...credits].map(({ id }) => id);
    entries = await entriesOf(odoo, [...moves, ...payments.map(({ moveId }) => moveId)]);
  });

  it("holds documents that arrive before their invoice, and shows what they wait for", () => {
    const firsts = held.filter(({ reason_code }) => reason_code === "INVOICE_UNMATCHED");
    // The payment that came three times waits once; the others are held behind its first telling.
    expect(firsts.map(({ document_number }) => document_number).sort()).toEqual([bill("H"), ...early].sort());
    const first = held.find(({ document_number }) => document_number === pay("E"));
    expect(first?.reason).toContain(
      `Invoice ${bill("E")}, to which ${pay("E")} refers, has not arrived yet.`,
    );
  });

  it("posts every invoice once, with the exact open amount", () => {
    const books = [...byLetter].map(([letter, { payer, total, tax, open }]) => [
      letter,
      payer,
      total,
      tax,
      open,
    ]);
    expect(books).toEqual([
      ["A", "Evergreen Health Plan", 28750, 0, 0],
      ["B", "Evergreen Health Plan", 30, 0, 0],
      ["C", "Prairie Mutual Insurance", 10000, 0, 0],
      ["D", "Patients (collective debtor)", 7525, 0, 7525],
      ["E", "Evergreen Health Plan", 19996, 0, 5001],
      ["F", "Evergreen Health Plan", 750, 0, 750],
      ["G", "Evergreen Health Plan", 4600, 600, 4600],
      ["H", "Evergreen Health Plan", 6660, 0, 0],
    ]);
    expect([...byLetter.values()].map(({ state }) => state)).toEqual(Array(8).fill("posted"));
    expect(byLetter.get("H")?.payment_state).toBe("reversed");
  });

  it("registers every payment and every refund once, on its invoice", () => {
    const of = (letter: string) => [byLetter.get(letter)?.id];
    expect(
      payments.map(({ number, type, amount, invoiceIds, refundOf }) => [
        number,
        type,
        amount,
        invoiceIds,
        refundOf,
      ]),
    ).toEqual([
      [pay("A"), "inbound", 28750, of("A"), null],
      [pay("B"), "inbound", 30, of("B"), null],
      [pay("C"), "inbound", 10000, of("C"), null],
      [pay("E"), "inbound", 19996, of("E"), null],
      [pay("G"), "inbound", 4600, of("G"), null],
      [refund("E"), "outbound", 5001, of("E"), pay("E")],
      [refund("G"), "outbound", 4600, of("G"), pay("G")],
    ]);
  });

  it("posts balanced entries with the right revenue and receivable accounts", () => {
    const moves = [...new Set(entries.map(({ moveId }) => moveId))];
    expect(moves).toHaveLength(8 + 1 + 7);
    const unbalanced = moves.filter((move) => balance(entries.filter(({ moveId }) => moveId === move)) !== 0);
    expect(unbalanced).toEqual([]);
    const on = (code: string) => balance(entries.filter(({ account }) => account === code));
    // A and B are divided between the accounts; H was cancelled.
    expect(on("411000")).toBe(-(25000 + 10 + 10000 + 7525 + 19996 + 1000 + 4000));
    expect(on("412000")).toBe(-(3750 + 20 - 250));
    expect(balance(entries.filter(({ receivable }) => receivable))).toBe(7525 + 5001 + 750 + 4600);
  });

  it("shows the history of an invoice in plain words", async () => {
    const id = byLetter.get("B")?.id;
    const journey = await world().odoo.call<{
      state: string;
      steps: { title: string; detail: string; state: string }[];
    }>("account.move", "get_integration_journey", { ids: [id] });
    expect(journey.state).toBe("synced");
    expect(journey.steps.map(({ title }) => title).sort()).toEqual([
      "Patient billing issued this invoice",
      "Payment of 0.30 USD registered",
      "Payment of 0.30 USD registered (reported again)",
      "Payment of 0.30 USD registered (reported again)",
    ]);
    expect(journey.steps.map(({ detail }) => detail)).toContain(
      `Invoice ${bill("B")} was posted: 0.30 USD, due on 12/19/2026.`,
    );
    const once = journey.steps.find(({ title }) => title === "Payment of 0.30 USD registered");
    expect(once?.detail).toBe(`Payment ${pay("B")} of 0.30 USD was registered (ach, 11/20/2026).`);
  });

  it("turns a payment above the open amount into an exception, and registers nothing", async () => {
    const number = pay("over");
    const data = confirmedData({ id: number, invoiceNumber: bill("F"), amount: "7.51", payer: evergreen });
    await accepted(sender, [eventBody("payment.confirmed", data)]);
    const [exchange] = await shown([number], 1, "attention");
    expect(exchange?.reason_code).toBe("PAYMENT_OVER");
    expect(exchange?.reason).toContain(`only 7.50 USD is still due on invoice ${bill("F")}.`);
    expect(await bookedPayments(world().odoo, [number])).toEqual([]);
    const [invoice] = await bookedInvoices(world().odoo, [bill("F")]);
    expect([invoice?.open, invoice?.integration_state]).toEqual([750, "attention"]);
  });
});
