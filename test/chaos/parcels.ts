import { createHash, randomUUID } from "node:crypto";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { adt } from "../support/hl7-text.ts";
import { orderResponse } from "../support/x12-text.ts";
import { confirmedData, event, invoiceLine, issuedData } from "../unit/codecs/billing/events.ts";
import type { Sent } from "./oracle.ts";

export type Door = "edi" | "edi-amqp" | "webhook" | "billing-amqp" | "mllp" | "ehr-amqp";

/** An incoming message, with its required effect. */
export type Parcel = Sent & {
  readonly door: Door;
  readonly body: string;
  /** A webhook's ID; without meaning at the other endpoints. */
  readonly id: string;
};

type Alone = Pick<Sent, "aggregate" | "position">;
const ALONE: Alone = { aggregate: null, position: 0 };
const DAY_MS = 86_400_000;

/** The item of every order, by the vendor's number, and its price on the order. */
export const ORDERED = {
  item: "NF-1001",
  theirs: "HM-10040",
  quantity: 10,
  cents: 1000,
  unit: "BX",
} as const;
/** Each response raises the price by this much: well within the connection's tolerance. */
const RAISE_CENTS = 5;

/** Returns the price that the response at this position states: the price on the order shows which one was applied last. */
export function priceAfter(position: number): string {
  const cents = ORDERED.cents + RAISE_CENTS * (position + 1);
  return (cents / 100).toFixed(2);
}

/** An order response (855) that raises the price of an order's only line. */
export function answer(order: string, position: number, door: "edi" | "edi-amqp"): Parcel {
  const { quantity, theirs, unit } = ORDERED;
  const price = priceAfter(position);
  const line = { line: 1, quantity, price: Number(price), item: theirs, unit };
  const body = orderResponse(order, [{ ...line, answers: [["IA", String(quantity), unit]] }], {
    control: newControlNumber(),
  });
  return {
    mark: answerMark(order, price),
    kind: "answer",
    expected: "applied",
    aggregate: order,
    position,
    door,
    body,
    id: "",
  };
}
export const answerMark = (order: string, price: string | number): string =>
  `${order}: ${Number(price).toFixed(2)}`;

/** Reports about an encounter: first its discharge, then discharges on later and later days. */
export function encounter(code: string, position: number, door: "mllp" | "ehr-amqp"): Parcel {
  const day = dischargeDay(position);
  const body = adt(position === 0 ? "A03" : "A08", {
    control: `${code}.${position}`,
    pv1: { 19: `${code}^^^NFH`, 44: "20251201083000", 45: `${day.replaceAll("-", "")}094500-0600` },
    more: [`ZCC|${code}`],
  });
  return {
    mark: encounterMark(code, day),
    kind: "encounter",
    expected: "applied",
    aggregate: code,
    position,
    door,
    body,
    id: "",
  };
}
export const encounterMark = (code: string, day: string): string => `${code}: ${day}`;

const dischargeDay = (position: number): string =>
  new Date(Date.UTC(2026, 0, 1) + position * DAY_MS).toISOString().slice(0, 10);

/** A payer's invoice, posted under its number. */
export function invoice(number: string, amount: string, door: "webhook" | "billing-amqp"): Parcel {
  const line = invoiceLine({
    department: "DEP-CLE",
    revenueAccount: "4100",
    quantity: "1",
    unitPrice: amount,
    amount,
  });
  const data = issuedData({
    number,
    payer: { kind: "organization", id: "EVERGREEN" },
    lines: [line],
    taxTotal: "0",
    total: amount,
  });
  return { ...billed("invoice", "invoice.issued", data), mark: number, door };
}

/** A partial payment of an invoice. */
export function payment(
  number: string,
  invoiceNumber: string,
  amount: string,
  door: "webhook" | "billing-amqp",
): Parcel {
  const payer = { kind: "organization", id: "EVERGREEN" };
  const data = confirmedData({ id: number, invoiceNumber, amount, payer });
  return { ...billed("payment", "payment.confirmed", data), mark: number, door };
}

function billed(kind: string, type: string, data: object) {
  const id = `evt_${randomUUID()}`;
  const body = JSON.stringify(event(type, data, { id }));
  return { kind, expected: "applied" as const, ...ALONE, body, id };
}

/** A dispense of one piece of an item from Clinic West. Its number has 20 characters at most. */
export function dispense(number: string, item: string, door: "mllp" | "ehr-amqp"): Parcel {
  const rxd = `RXD|1|${item}^Test item^L|20261120101500-0600|1|EA||RX-${number}`;
  const body = dispenseText(number, [rxd]);
  return { mark: number, kind: "dispense", expected: "applied", ...ALONE, door, body, id: "" };
}

function dispenseText(number: string, lines: readonly string[]): string {
  return [
    `MSH|^~\\&|EHR|NORTHFIELD|SUTURE|NORTHFIELD|20261120101700-0600||RDS^O13^RDS_O13|${number}|P|2.5.1`,
    "PID|1||MRN-0001^^^NORTHFIELD^MR||ZZTEST^PATIENT||19000101|U",
    "PV1|1|I|DEP-CLW^101^1^NFH||||||||||||||||V-100234^^^NFH",
    `ORC|RE|ORD-${number}^EHR|DSP-${number}^PHARM`,
    ...lines,
    "",
  ].join("\r");
}

/** Messages that can only become exceptions. Their marks are in the keys of their exchanges. */
export const malformed: readonly ((number: string) => Parcel)[] = [
  () => {
    const control = newControlNumber();
    const body = orderResponse(`P-NONE-${control}`, [], { control }).replace(/SE\*\d+\*/, "SE*99*");
    return { ...bad(String(control).padStart(9, "0")), door: "edi", body };
  },
  (number) => ({ ...bad(number), door: "mllp", body: dispenseText(number, []) }),
  () => {
    const id = `evt_${randomUUID()}`;
    const data = confirmedData({ amount: undefined });
    return {
      ...bad(id),
      door: "webhook",
      body: JSON.stringify(event("payment.confirmed", data, { id })),
      id,
    };
  },
  (number) => {
    const body = `no interchange ${number}`;
    return { ...bad(createHash("sha256").update(body).digest("hex")), door: "edi-amqp", body };
  },
];

const bad = (mark: string) => ({ mark, kind: "malformed", expected: "exception", ...ALONE, id: "" }) as const;

/** A response that accepts an order unchanged: it is shown, and changes nothing. Identified by its control number. */
export function agreement(order: string): Parcel {
  const control = newControlNumber();
  const body = orderResponse(order, [], { control }, "AT");
  const mark = String(control).padStart(9, "0");
  return { mark, kind: "agreement", expected: "applied", ...ALONE, door: "edi", body, id: "" };
}

/** A report about an encounter that was never completed: it is only recorded. `filler` sets its length. */
export function notice(number: string, door: "mllp" | "ehr-amqp", filler = ""): Parcel {
  const body = adt("A08", {
    control: number,
    pv1: { 19: `${number}^^^NFH` },
    more: filler === "" ? [] : [`ZZZ|${filler}`],
  });
  return { mark: number, kind: "notice", expected: "applied", ...ALONE, door, body, id: "" };
}
