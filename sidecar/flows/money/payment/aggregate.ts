import type { ConnectionProfile } from "../../../documents/connection-profile.ts";

/** Returns the aggregate of the payment with this number. */
export function paymentAggregate(connection: ConnectionProfile, number: string): string {
  return `payment/${connection.code}/${number}`;
}

/**
 * Returns the aggregate of the refund with this number. It differs from the aggregate of the payment, because otherwise a refund
 * that arrives first would block the payment for which it waits.
 */
export function refundAggregate(connection: ConnectionProfile, number: string): string {
  return `refund/${connection.code}/${number}`;
}
