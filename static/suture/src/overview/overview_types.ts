// The result of `suture.overview.get_overview`. Instants are in ISO 8601 format in UTC. The domain of a figure selects the
// records behind it.

export type Domain = (string | [string, string, unknown])[];
/** The name of a section in `overviewSections`. */
export type SectionName = string;
export type PeriodName = "today" | "week" | "month";

export type FlowFigures = {
  arrived: number;
  done: number;
  moving: number;
  waiting: number;
  attention: number;
  late: number;
};
export type FlowRow = FlowFigures & {
  /** The ID of the flow, or false for documents without a flow. */
  id: number | false;
  name: string;
  help: string;
  direction: string;
  before: number;
  /** The number of documents received in each part of the period. */
  series: number[];
  /** The 95th percentile of the seconds from receipt to completion, or null if no document was finished. */
  p95: number | null;
  domains: Record<keyof FlowFigures, Domain>;
};
export type FlowsData = {
  rows: FlowRow[];
  totals: FlowFigures & { before: number; domains: Record<keyof FlowFigures, Domain> };
  /** The start of each part of the period. */
  edges: string[];
};

export type Amount = { currency_id: number; amount: number; count: number; domain: Domain };
export type Reason = Amount & { reason: string };
export type MoneyData = {
  stuck: Amount[];
  reasons: Reason[];
  /**
   * The amounts of each figure that a module adds, by the figure's name in `moneyFigures`. They are null if the user cannot see
   * the figure.
   */
  [figure: string]: (Amount | Reason)[] | null;
};

export type BreakerState = "closed" | "open" | "half-open";
export type Breaker = {
  target: string;
  state: BreakerState;
  since: string | null;
  next_attempt_at: string | null;
};
export type Lane = {
  lane: string;
  documents: number | null;
  oldest_seconds: number | null;
  queued: number | null;
  calls: number | null;
  partitions: number | null;
};
export type Sidecar = {
  id: number;
  instance: string;
  version: string;
  started_at: string | null;
  told_at: string;
  silent: boolean;
  lanes?: Lane[];
  dead_letters?: number | null;
  waiting_for_odoo?: number | null;
  breakers: Breaker[];
  parts?: Record<string, boolean>;
};
export type ConnectionRow = {
  id: number;
  name: string;
  code: string;
  last_contact_at: string | null;
  last_inbound_at: string | null;
  last_outbound_at: string | null;
  reachable: boolean;
  unreachable_since: string | null;
  next_attempt_at: string | null;
  trouble: string | null;
  /** The reason why the sidecar does not serve the connection, or null if it does. */
  not_served: string | null;
};
export type KeyRow = {
  id: number;
  name: string;
  user: string;
  expires_at: string | null;
  days_left: number | null;
};
export type HealthData = {
  sidecars: Sidecar[];
  connections: ConnectionRow[];
  keys: KeyRow[];
  /** Sentences that describe how the catalogues of Odoo and the sidecar differ. */
  differences: string[];
};

export type Answer = {
  section: SectionName;
  sections: SectionName[];
  period: PeriodName;
  told_at: string;
  company_id: number | null;
  companies: { id: number; name: string }[];
  data: object;
};
