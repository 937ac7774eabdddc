import { runner } from "node-pg-migrate";
import pg from "pg";

export type Database = pg.Pool;
/** A pool of connections, or one client inside a transaction, that runs the journal's statements. */
export type Queryable = Pick<pg.PoolClient, "query">;

/**
 * Timeouts in milliseconds for opening a connection, waiting for a lock, a statement, and an idle transaction. When one
 * of them expires, the caller receives an error, and nothing was stored. Without them, callers would wait while memory
 * fills up. The client's own timeout (`query_timeout`) applies if the server does not respond at all.
 */
const TIMEOUTS = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 15_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  query_timeout: 45_000,
};

/**
 * Opens a pool of connections to the journal. The pool replaces a lost connection and passes its error to `onError`.
 */
export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  timeouts: Partial<typeof TIMEOUTS & { max: number }> = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    application_name: "suture",
    keepAlive: true,
    ...TIMEOUTS,
    ...timeouts,
  });
  pool.on("error", onError);
  return pool;
}

/** Applies the journal's migrations. Sidecars that start at the same time wait for each other. */
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

/** The numbers of the PostgreSQL advisory locks that the sidecars use, listed in one place to keep them unique. */
export const ADVISORY_LOCKS = { relay: 7_340_002, audit: 7_340_003, retention: 7_340_004 };

/** Runs `work` in one transaction: commits if it resolves, rolls back and rethrows if it rejects. */
export async function transaction<T>(
  database: Database,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await connected(database);
  try {
    const result = await within(client, () => work(client));
    release(client);
    return result;
  } catch (error) {
    release(client, error instanceof NotRolledBack);
    throw error instanceof NotRolledBack ? error.cause : error;
  }
}

/**
 * Runs `work` with one client, with which it may take session-level locks and run several transactions. If `work`
 * rejects, the client is discarded, which releases its locks.
 */
export async function session<T>(database: Database, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await connected(database);
  try {
    const result = await work(client);
    release(client);
    return result;
  } catch (error) {
    release(client, true);
    throw error instanceof NotRolledBack ? error.cause : error;
  }
}

/**
 * The error for a transaction that could not be rolled back because its client is broken. `cause` is the error because
 * of which the transaction was to be rolled back.
 */
class NotRolledBack extends Error {}

/**
 * Runs `work` in a transaction of the given client: commits if `work` resolves, or rolls back and rethrows the error if
 * it rejects.
 */
export async function within<T>(client: Queryable, work: () => Promise<T>): Promise<T> {
  try {
    await client.query("begin");
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      throw new NotRolledBack("the transaction could not be rolled back", { cause: error });
    });
    throw error;
  }
}

async function connected(database: Database): Promise<pg.PoolClient> {
  const client = await database.connect();
  // A connection that breaks between two queries emits an event, which would end the process without a listener. The
  // next query, and so the transaction, fails in any case.
  client.on("error", ignore);
  return client;
}

const ignore = (): void => {};

function release(client: pg.PoolClient, broken = false): void {
  client.off("error", ignore);
  client.release(broken);
}
