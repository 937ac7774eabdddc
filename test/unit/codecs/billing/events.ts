/** Events as the billing system sends them, written by hand, with the given values. */

type Members = Readonly<Record<string, unknown>>;

export const event = (type: string, data: unknown, given: Members = {}): Members => ({
  type,
  id: "evt_0001",
  timestamp: "2026-11-20T08:15:30.120Z",
  data,
  ...given,
});

export const invoiceLine = (given: Members = {}): Members => ({
  id: "1",
  chargeCode: "36415",
  department: "LAB",
  revenueAccount: "4100",
  quantity: "2",
  unitPrice: "12.50",
  amount: "25.00",
  ...given,
});

export const issuedData = (given: Members = {}): Members => ({
  number: "INV-2026-0042",
  issueDate: "2026-11-19",
  dueDate: "2026-12-19",
  currency: "USD",
  payer: { kind: "organization", id: "AETNA-07" },
  account: "ACC 778/1",
  encounter: "V-100234",
  lines: [invoiceLine(), invoiceLine({ id: "2", department: "RAD", amount: "-5.00", taxAmount: "0.40" })],
  taxTotal: "0.40",
  total: "20.40",
  ...given,
});

export const voidedData = (given: Members = {}): Members => ({
  number: "INV-2026-0042",
  date: "2026-11-21",
  reason: "WRONG_PAYER",
  ...given,
});

export const confirmedData = (given: Members = {}): Members => ({
  id: "PAY-9",
  invoiceNumber: "INV-2026-0042",
  amount: "20.40",
  currency: "USD",
  date: "2026-11-20",
  method: "ach",
  payer: { kind: "organization", id: "AETNA-07" },
  ...given,
});

export const refundedData = (given: Members = {}): Members =>
  confirmedData({ id: "REF-1", paymentId: "PAY-9", amount: "5.40", ...given });

/** Each type of event with valid data. */
export const soundEvents: readonly (readonly [type: string, data: Members])[] = [
  ["invoice.issued", issuedData()],
  ["invoice.voided", voidedData()],
  ["payment.confirmed", confirmedData()],
  ["payment.refunded", refundedData()],
];

export const bytesOf = (content: unknown): Uint8Array => Buffer.from(JSON.stringify(content));
