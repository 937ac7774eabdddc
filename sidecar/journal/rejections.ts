import { v7 as uuid } from "uuid";
import type { Queryable } from "./database.ts";

export type Rejection = {
  readonly connection: string | null;
  readonly transport: string;
  readonly remote: string | null;
  readonly status: number;
  readonly reason: string;
  readonly size: number | null;
  /** The first bytes; only from a sender who has shown its key, so that strangers fill no disk. */
  readonly excerpt: Uint8Array | null;
  readonly traceId: string;
};

/** Keeps the evidence of something turned away at the door. */
export async function insertRejection(client: Queryable, rejection: Rejection): Promise<void> {
  await client.query(
    `insert into rejection (id, connection, transport, remote, status, reason, size, excerpt, trace_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      uuid(),
      rejection.connection,
      rejection.transport,
      rejection.remote,
      rejection.status,
      rejection.reason,
      rejection.size,
      rejection.excerpt,
      rejection.traceId,
    ],
  );
}
