import { v7 as uuid } from "uuid";
import type { RefusalJournal, Rejection } from "../engine/ports/journal/access.ts";
import type { Clock, Log } from "../engine/ports/runtime.ts";
import { siteOf } from "../security/networks.ts";

/** The storage for evidence of refused requests. */
export type RefusalBook = Pick<RefusalJournal, "insertRejection"> & {
  /** Stores the numbers of attempts counted since the last time, and forgets entries whose minute is over. */
  flush(): Promise<void>;
  /** Stores the numbers a last time, and stops storing them automatically. */
  close(): Promise<void>;
};

type Page = {
  readonly since: number;
  rows: number;
  /** The ID of the last stored row, to which further attempts are added. */
  id: string;
  /** The number of attempts since the number was last stored. */
  more: number;
  lastAt: Date;
};

const MINUTE_MS = 60_000;
const FLUSH_MS = 10_000;
/**
 * The maximum number of rows that are stored per minute for each entry. Several rows are stored if they contain an excerpt of a
 * frame, because each excerpt is a separate piece of evidence.
 */
const ROWS_A_MINUTE = { bare: 1, withExcerpt: 10 };
/**
 * The maximum number of entries with an address and a connection. Beyond it, attempts that need a new entry are counted without
 * them, so that memory remains limited.
 */
const MOST_PAGES = 10_000;

/**
 * Creates the storage for evidence of refusals. For each address, reason and connection, it stores one row per minute (several if
 * they contain excerpts) with the number of attempts, so that a sender that is refused a thousand times per second cannot fill
 * the journal. The first attempt is stored immediately. If the process is killed, only the attempts counted in the last seconds
 * are lost.
 */
export function createRefusalBook(
  journal: Pick<RefusalJournal, "insertRejection" | "countAttempts">,
  clock: Clock,
  log: Log,
): RefusalBook {
  const pages = new Map<string, Page>();
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();

  async function flush(): Promise<void> {
    const counted = [...pages.values()].filter(({ more }) => more > 0).map((page) => ({ ...page, page }));
    for (const { page } of counted) page.more = 0;
    const repeated = counted.map(({ id, more, lastAt }) => ({ id, attempts: more, lastAt }));
    if (repeated.length > 0)
      await journal.countAttempts(repeated).catch((error: unknown) => {
        log.warn({ error: String(error) }, "the number of refused attempts could not be stored");
        for (const { page, more } of counted) page.more += more;
      });
    const now = clock().getTime();
    for (const [key, page] of pages) if (isOver(page, now) && page.more === 0) pages.delete(key);
  }

  async function write(page: Page, rejection: Rejection): Promise<void> {
    page.rows += 1;
    page.id = uuid();
    await journal.insertRejection(rejection, page.id).catch((error: unknown) => {
      page.rows -= 1;
      throw error;
    });
  }

  return {
    insertRejection: async (given) => {
      const now = clock();
      const isNew = !pages.has(keyOf(given));
      const rejection =
        isNew && pages.size >= MOST_PAGES ? { ...given, remote: null, connection: null } : given;
      const key = keyOf(rejection);
      let page = pages.get(key);
      // An entry whose minute is over is retained until its count has been stored.
      if (page === undefined || (isOver(page, now.getTime()) && page.more === 0)) {
        page = { since: now.getTime(), rows: 0, id: "", more: 0, lastAt: now };
        pages.set(key, page);
      }
      page.lastAt = now;
      if (page.rows < (rejection.excerpt === null ? ROWS_A_MINUTE.bare : ROWS_A_MINUTE.withExcerpt))
        await write(page, rejection);
      else page.more += 1;
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

const isOver = ({ since }: Page, now: number): boolean => now - since >= MINUTE_MS;

const keyOf = ({ transport, connection, remote, reason, status }: Rejection): string =>
  JSON.stringify([transport, connection, remote && siteOf(remote), reason, status]);
