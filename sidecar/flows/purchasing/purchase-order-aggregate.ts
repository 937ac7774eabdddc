import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** Returns the aggregate of a purchase order. Its documents are processed in order of arrival. */
export function orderAggregate(connection: ConnectionProfile, orderNumber: string): string {
  return `order/${connection.code}/${orderNumber}`;
}
