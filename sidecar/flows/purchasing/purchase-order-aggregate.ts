import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** Gives the key under which everything about one purchase order stays in its order of arrival. */
export function orderAggregate(connection: ConnectionProfile, orderNumber: string): string {
  return `order/${connection.code}/${orderNumber}`;
}
