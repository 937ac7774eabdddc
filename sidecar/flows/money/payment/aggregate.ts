import type { ConnectionProfile } from "../../../documents/connection-profile.ts";

/** Returns the aggregate of a payment. Its documents are processed in order of arrival. */
export function paymentAggregate(connection: ConnectionProfile, number: string): string {
  return `payment/${connection.code}/${number}`;
}

/**
 * Returns the aggregate of a refund. It differs from that of the payment, because a refund that arrives first would otherwise
 * block the payment.
 */
export function refundAggregate(connection: ConnectionProfile, number: string): string {
  return `refund/${connection.code}/${number}`;
}
