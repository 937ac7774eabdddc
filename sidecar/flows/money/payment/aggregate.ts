import type { ConnectionProfile } from "../../../documents/connection-profile.ts";

/** Returns the aggregate of a payment: its documents are worked in their order of arrival. */
export function paymentAggregate(connection: ConnectionProfile, number: string): string {
  return `payment/${connection.code}/${number}`;
}

/** Returns the aggregate of a refund. It differs from the payment's: a refund that arrives first would block what it waits for. */
export function refundAggregate(connection: ConnectionProfile, number: string): string {
  return `refund/${connection.code}/${number}`;
}
