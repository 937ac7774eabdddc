import type { Configuration } from "../connection.ts";
import type { Backlog } from "../health.ts";

/** The journal's operations for maintenance, and the membership of the sidecars that share the journal. */

/**
 * One kind of data that retention removes, and its retention period in days. `flow` is the code of the flow whose data
 * is removed; '' stands for messages that no flow accepted.
 */
export type RetentionTask =
  | { readonly what: "bodies" | "contents"; readonly flow: string; readonly days: number }
  | {
      readonly what:
        | "body chunks"
        | "stored bodies"
        | "deliveries"
        | "events"
        | "rejections"
        | "steps"
        | "documents"
        | "messages";
      readonly days: number;
    };

export type UpkeepJournal = {
  /** Returns the current time of the journal's database server, which all sidecars use. */
  time(): Promise<Date>;
  ping(): Promise<void>;
  backlog(): Promise<Backlog>;
  /**
   * Removes one batch of a task's expired data, at most `limit` rows.
   * @returns the number of rows changed, or null if another sidecar is running retention
   */
  retainOnce(task: RetentionTask, limit: number): Promise<number | null>;
  /** Returns the configuration last received from Odoo, or null before the first contact. */
  loadConfiguration(): Promise<Configuration | null>;
  /**
   * Stores a configuration. `changed` are the codes of the connections that were switched on or got other identifiers; their
   * messages with unknown identifiers are marked to be decoded again.
   * @returns the number of these messages
   */
  saveConfiguration(configuration: Configuration, changed?: readonly string[]): Promise<number>;
};

/**
 * Something that a version of the sidecar can do with received documents, by a name that never changes: a flow that processes them
 * ("flow/order-response"), or a message that a format reads ("x12/855"). An exception concerns it if its document has one of these
 * types, or one of these codes in this format.
 */
export type Capability = {
  readonly name: string;
  readonly types: readonly string[];
  readonly codes: readonly { readonly format: string; readonly code: string }[];
};

/** What a version of the sidecar can do that no earlier one could, and the number of messages that are decoded again for it. */
export type Gained = { readonly gained: readonly string[]; readonly messages: number };

export type CapabilityJournal = {
  /**
   * Records what this version of the sidecar can do with received documents. Messages with exceptions for unsupported documents
   * that no earlier version could process are marked to be decoded again, each once.
   */
  recordCapabilities(capabilities: readonly Capability[]): Promise<Gained>;
};

/** A sidecar's membership in the group of sidecars that share the journal. */
export type Membership = {
  /**
   * Records that this sidecar is running, and removes sidecars that are not running any more.
   * @returns the ids of all running sidecars, longest running first
   */
  beat(): Promise<string[]>;
  /** Removes this sidecar from the group. */
  leave(): Promise<void>;
};
