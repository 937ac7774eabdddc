/** How a document stands with the systems around Odoo; the values of `integration_state`. */
export type IntegrationState = "none" | "in_progress" | "retrying" | "attention" | "synced";

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

/** A record that a step comes from, e.g. the receipt. */
export type RecordLink = { model: string; id: number; name: string };

/** One thing that happened, or is still to happen, to a document. Texts come translated; instants are ISO 8601, UTC. */
export type JourneyStep = {
  /** The exchange that the step belongs to; 0 when it has none. */
  id: number;
  /** A Font Awesome class, e.g. "fa-paper-plane". */
  icon: string;
  title: string;
  detail: string | false;
  /** "expected": a milestone that is still to come. */
  state: ExchangeState | "expected";
  /** The colour of the state: "success", "info", "warning", "danger" or "muted". */
  tone: string;
  /** What the state is called; empty where it goes without saying. */
  state_label: string;
  at: string | false;
  by: string | false;
  lines: string[];
  reason: string | false;
  suggestion: string | false;
  next_attempt_at: string | false;
  link: RecordLink | false;
};

/** What `get_integration_journey` answers, steps in the order of time. */
export type Journey = {
  state: IntegrationState;
  label: string;
  note: string | false;
  /** Whether this user may open the exchanges behind the steps. */
  can_open: boolean;
  steps: JourneyStep[];
};
