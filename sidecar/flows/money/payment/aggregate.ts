import type { ConnectionProfile } from "../../../documents/connection-profile.ts";

/** Gives the key under which everything that tells of one payment stays in its order of arrival. */
export function paymentAggregate(connection: ConnectionProfile, number: string): string {
  return `payment/${connection.code}/${number}`;
}

/** Gives the key of a refund. It is not its payment's: a refund that came first would hold back what it waits for. */
export function refundAggregate(connection: ConnectionProfile, number: string): string {
  return `refund/${connection.code}/${number}`;
}
