import type { OdooClient } from "../clients/odoo.ts";

/** An exchange as Odoo returns it. Empty values are `false`. */
export type ExchangeRow = {
  readonly id: number;
  readonly direction: "inbound" | "outbound";
  readonly document_type: string | false;
  readonly document_code: string | false;
  readonly document_number: string | false;
  readonly state: string;
  readonly reason_code: string | false;
  readonly reason: string | false;
  readonly note: string | false;
  readonly attempts: number;
  readonly acknowledgement: string;
  readonly trace_id: string | false;
  readonly res_model: string | false;
  readonly res_id: number;
};

const FIELDS = [
  "direction",
  "document_type",
  "document_code",
  "document_number",
  "state",
  "reason_code",
  "reason",
  "note",
  "attempts",
  "acknowledgement",
  "trace_id",
  "res_model",
  "res_id",
] as const satisfies (keyof ExchangeRow)[];

/** The states that do not change automatically. */
const SETTLED: readonly string[] = ["done", "attention", "staged", "dismissed"];

export const isSettled = ({ state }: ExchangeRow): boolean => SETTLED.includes(state);

/** Returns the exchanges for the deliveries with these trace IDs, in the order in which they were created. */
export function inboundExchanges(odoo: OdooClient, traceIds: readonly string[]): Promise<ExchangeRow[]> {
  const domain = [
    ["direction", "=", "inbound"],
    ["trace_id", "in", traceIds],
  ];
  return odoo.searchRead("suture.exchange", domain, FIELDS, { order: "id" });
}

/** Returns the exchanges for the billing triggers about the encounters with these pseudonyms. */
export function triggerExchanges(odoo: OdooClient, encounters: readonly string[]): Promise<ExchangeRow[]> {
  const domain = [
    ["direction", "=", "outbound"],
    ["document_number", "in", encounters],
  ];
  return odoo.searchRead("suture.exchange", domain, FIELDS, { order: "id" });
}

/** Returns the exchanges for the orders that we sent to the vendor. */
export function outboundExchanges(odoo: OdooClient, orderIds: readonly number[]): Promise<ExchangeRow[]> {
  const domain = [
    ["direction", "=", "outbound"],
    ["res_model", "=", "purchase.order"],
    ["res_id", "in", orderIds],
  ];
  return odoo.searchRead("suture.exchange", domain, FIELDS, { order: "id" });
}
