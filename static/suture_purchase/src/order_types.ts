import type { Domain } from "@suture/lib/suture";

// The data of the section "orders" of `suture.overview.get_overview`.

export type SupplierRow = {
  id: number;
  name: string;
  orders: number;
  answered: number;
  unanswered: number;
  answer_seconds: number | null;
  fill_rate: number | null;
  domains: { orders: Domain; answered: Domain; unanswered: Domain };
};
export type OldestOrder = { id: number; name: string; partner: string; sent_at: string };
export type OrdersData = {
  unanswered: { count: number; oldest: OldestOrder | null; ages: number[]; domain: Domain };
  suppliers: SupplierRow[];
};
