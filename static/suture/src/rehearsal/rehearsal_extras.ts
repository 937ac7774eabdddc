import { registry } from "@web/core/registry";

/** What an extra of the rehearsal gets: the connection's record, and how to ask the sidecar. */
export type RehearsalExtraProps = {
  record: { data: Record<string, unknown> };
  ask: (method: string, args: unknown[]) => Promise<void>;
  isWaiting: boolean;
};

/** Components beside the test file, which modules add. */
export const rehearsalExtras = registry.category("suture_rehearsal_extras");
