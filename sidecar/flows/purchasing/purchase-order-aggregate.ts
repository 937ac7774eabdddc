import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** Returns the aggregate of a purchase order: its documents are worked in their order of arrival. */
export function orderAggregate(connection: ConnectionProfile, orderNumber: string): string {
  return `order/${connection.code}/${orderNumber}`;
}
