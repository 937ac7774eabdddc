import { runner } from "node-pg-migrate";
import pg from "pg";

export type Database = pg.Pool;
/** A pool, or one client inside a transaction: what every operation of the journal runs on. */
export type Queryable = Pick<pg.PoolClient, "query">;

/**
 * How long the journal may wait, in milliseconds: for a connection, a lock, a statement, or in an idle transaction. A caller that
 * waits longer is told that nothing was stored, instead of being kept waiting while memory fills up. The client's own limit is
 * for a server that does not answer at all.
 */
const PATIENCE = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 15_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  query_timeout: 45_000,
};

/** A pool of connections to the journal. A lost connection is replaced by the pool; its error is only reported. */
export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  patience: Partial<typeof PATIENCE & { max: number }> = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    application_name: "suture",
    keepAlive: true,
    ...PATIENCE,
    ...patience,
  });
  pool.on("error", onError);
  return pool;
}

/** Brings the journal's tables up to date. Sidecars that start together wait for each other. */
export async function migrate(url: string, log: (message: string) => void): Promise<void> {
  await runner({
    databaseUrl: url,
    dir: new URL("migrations", import.meta.url).pathname,
    direction: "up",
    migrationsTable: "migration",
    count: Number.POSITIVE_INFINITY,
    advisoryLockMode: "wait",
    logger: { debug: () => {}, info: log, warn: log, error: log },
  });
}

/** Advisory locks of the journal: one place, so that two never mean different things. */
export const ADVISORY_LOCKS = { relay: 7_340_002, audit: 7_340_003, retention: 7_340_004 };

/** Runs `work` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. */
export async function transaction<T>(
  database: Database,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await database.connect();
  // A connection that breaks between two queries says so by an event; unheard, it would end the process. The next query
  // fails then, and with it the transaction.
  client.on("error", ignore);
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    release(client);
    return result;
  } catch (error) {
    const clean = await client.query("rollback").then(
      () => true,
      () => false,
    );
    release(client, !clean);
    throw error;
  }
}

const ignore = (): void => {};

function release(client: pg.PoolClient, broken = false): void {
  client.off("error", ignore);
  client.release(broken);
}
