import { registry } from "@web/core/registry";

/** The props of an additional test: the connection's record, and a function that sends the request to the sidecar. */
export type RehearsalExtraProps = {
  record: { data: Record<string, unknown> };
  ask: (method: string, args: unknown[]) => Promise<void>;
  isWaiting: boolean;
};

/** The registry of additional tests, shown next to the test file, which modules extend. */
export const rehearsalExtras = registry.category("suture_rehearsal_extras");
