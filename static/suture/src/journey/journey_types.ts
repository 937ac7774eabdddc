/** The values of `integration_state`: the state of a document's exchange with partners. */
export type IntegrationState = "none" | "in_progress" | "retrying" | "attention" | "changed" | "synced";

/** The values of `suture.exchange.state`. */
export type ExchangeState =
  | "queued"
  | "processing"
  | "waiting"
  | "held"
  | "attention"
  | "staged"
  | "done"
  | "dismissed";

/** A record in Odoo, such as the receipt that a step comes from. */
export type RecordLink = { model: string; id: number; name: string };

/** A past or future event of a document. Texts are translated; instants are ISO 8601 in UTC. */
export type JourneyStep = {
  /** The ID of the exchange to which the step belongs, or 0 if there is none. */
  id: number;
  /** A Font Awesome class, such as "fa-paper-plane". */
  icon: string;
  title: string;
  detail: string | false;
  /** The state of the exchange, or "expected" for a future milestone. */
  state: ExchangeState | "expected";
  /** The tone of the state: "success", "info", "warning", "danger" or "muted". */
  tone: string;
  /** The label of the state. It is empty for finished and future steps. */
  state_label: string;
  at: string | false;
  /** The date (YYYY-MM-DD) of a step whose time of day is unknown. */
  day?: string;
  by: string | false;
  lines: string[];
  reason: string | false;
  suggestion: string | false;
  next_attempt_at: string | false;
  link: RecordLink | false;
};

/** The result of `get_integration_journey`, with steps in chronological order. */
export type Journey = {
  state: IntegrationState;
  label: string;
  note: string | false;
  /** Whether the user can open the exchanges of the steps. */
  can_open: boolean;
  /** A sentence about whom to ask for a decision. It is empty if none is needed or the user can decide. */
  who?: string;
  steps: JourneyStep[];
};
