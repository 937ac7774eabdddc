import type { Configuration } from "../connection.ts";
import type { Backlog } from "../health.ts";

/** Maintains the journal itself, and the sidecars that share it. */

/** What retention removes, and from which rows. `flow` '' stands for messages that no flow accepted. */
export type RetentionTask =
  | { readonly what: "bodies" | "contents"; readonly flow: string; readonly days: number }
  | {
      readonly what: "deliveries" | "events" | "rejections" | "steps" | "documents" | "messages";
      readonly days: number;
    };

export type UpkeepJournal = {
  /** Returns the journal's time, which all sidecars share. */
  time(): Promise<Date>;
  ping(): Promise<void>;
  backlog(): Promise<Backlog>;
  /** Removes one batch of a task. @returns how many rows changed; null when another sidecar is at it */
  retainOnce(task: RetentionTask, limit: number): Promise<number | null>;
  /** Returns the configuration as Odoo last gave it; null before the first contact. */
  loadConfiguration(): Promise<Configuration | null>;
  saveConfiguration(configuration: Configuration): Promise<void>;
};

/** A sidecar's membership among those that share the journal. */
export type Membership = {
  /** Reports this sidecar as running and removes those that are not. @returns the ids of all, longest running first */
  beat(): Promise<string[]>;
  /** Signs off. */
  leave(): Promise<void>;
};
