import type { AcknowledgementState, DocumentState } from "../engine/records.ts";

/**
 * How far a business document has come between us and the partner: what has happened, from confirming an order to paying its
 * bill. This table is the only source of these rules. Odoo computes `integration_stage` and the badge from it, and
 * `docs/states.md` is generated from it.
 */
export type Stage =
  | "none"
  | "sent"
  | "delivered"
  | "acknowledged"
  | "confirmed"
  | "shipped"
  | "received"
  | "invoiced"
  | "paid"
  | "cancelled";

/** The labels of a document's badge in Odoo (`integration_state`), for documents. */
export const badges = {
  none: "Not sent",
  in_progress: "On its way",
  retrying: "Retrying",
  attention: "Needs attention",
  changed: "Changed, not sent",
  synced: "In sync",
} as const;

/** The badges that follow from a stage. */
export type Badge = "none" | "in_progress" | "synced";

/** The exchanges that prove that a stage is reached. All given conditions must hold; each lists the accepted values. */
export type Evidence = {
  readonly direction: "inbound" | "outbound";
  /** Types of canonical documents, also such that no format reads yet. */
  readonly document_type?: readonly string[];
  readonly state?: readonly DocumentState[];
  readonly acknowledgement?: readonly AcknowledgementState[];
};

type StageEntry = {
  readonly label: string;
  /** Whether the partner's part is open ("in_progress") or settled ("synced"), if no exchange needs attention or waits. */
  readonly badge: Badge;
  /** The exchanges of which one suffices. Empty if only records in Odoo prove the stage. */
  readonly evidence: readonly Evidence[];
};

/** The stages, from the first to the last. The highest one that is proven applies. */
export const stages = {
  none: { label: "Not exchanged", badge: "none", evidence: [] },
  sent: {
    label: "Sent",
    badge: "in_progress",
    evidence: [
      {
        direction: "outbound",
        state: ["queued", "processing", "waiting", "held", "attention", "staged", "done"],
      },
    ],
  },
  delivered: {
    label: "Delivered",
    badge: "in_progress",
    evidence: [
      { direction: "outbound", state: ["done"] },
      {
        direction: "outbound",
        acknowledgement: ["accepted", "accepted_with_errors", "rejected", "overdue"],
        state: ["processing", "waiting", "held", "attention", "done"],
      },
    ],
  },
  acknowledged: {
    label: "Acknowledged",
    badge: "in_progress",
    evidence: [
      {
        direction: "outbound",
        acknowledgement: ["accepted", "accepted_with_errors"],
        state: ["processing", "waiting", "held", "attention", "done"],
      },
    ],
  },
  confirmed: {
    label: "Confirmed",
    badge: "synced",
    evidence: [{ direction: "inbound", document_type: ["OrderResponse"], state: ["done"] }],
  },
  shipped: {
    label: "Shipped",
    badge: "synced",
    evidence: [{ direction: "inbound", document_type: ["DespatchAdvice"], state: ["done"] }],
  },
  received: { label: "Received", badge: "synced", evidence: [] },
  invoiced: { label: "Invoiced", badge: "synced", evidence: [] },
  paid: { label: "Paid", badge: "synced", evidence: [] },
  cancelled: { label: "Cancelled", badge: "synced", evidence: [] },
} as const satisfies Readonly<Record<Stage, StageEntry>>;

/** An event in the life of a document: what happens, the mark that the history and the timeline show, and the stage that it proves. */
export type StageEvent = { readonly event: string; readonly mark: string; readonly stage: Stage };

/** The events in their usual order, for people. */
export const stageEvents: readonly StageEvent[] = [
  {
    event: "An order is confirmed in Odoo and queued",
    mark: "Queued for sending to the partner",
    stage: "sent",
  },
  {
    event: "The document is valid and written in the partner's format",
    mark: "On its way to the partner",
    stage: "sent",
  },
  { event: "The partner's transport accepted it", mark: "Sent to the partner", stage: "delivered" },
  {
    event: "The partner acknowledged the message (997, 999, CONTRL, MDN)",
    mark: "Received by the partner",
    stage: "acknowledged",
  },
  {
    event: "A response of the partner was applied (855)",
    mark: "Answered by the partner",
    stage: "confirmed",
  },
  {
    event: "A despatch advice of the partner was applied (856)",
    mark: "Shipped by the partner",
    stage: "shipped",
  },
  { event: "All goods were received in Odoo", mark: "Received", stage: "received" },
  { event: "All quantities are on bills (810, or entered in Odoo)", mark: "Billed", stage: "invoiced" },
  { event: "All bills are paid", mark: "Paid", stage: "paid" },
  { event: "The document was cancelled in Odoo, or reversed", mark: "Cancelled", stage: "cancelled" },
];

/**
 * The badge that follows from the state of a linked exchange. The worst one applies, in this order. The badge of a finished
 * exchange follows from the stage; a dismissed exchange does not count.
 */
export const exchangeBadges = {
  attention: ["attention", "staged"],
  retrying: ["waiting", "held"],
  in_progress: ["queued", "processing"],
} as const satisfies Readonly<Record<string, readonly DocumentState[]>>;
