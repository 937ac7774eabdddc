import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** Returns the aggregate of the purchase order with this number. */
export function orderAggregate(connection: ConnectionProfile, orderNumber: string): string {
  return `order/${connection.code}/${orderNumber}`;
}
