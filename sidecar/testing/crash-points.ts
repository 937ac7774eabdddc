import { AsyncLocalStorage } from "node:async_hooks";
import type { Publisher } from "../broker/publisher.ts";
import type { Subscription } from "../engine/ports/broker.ts";
import type { Intake } from "../engine/ports/intake.ts";
import type { Odoo } from "../engine/ports/odoo.ts";
import type { Database } from "../journal/database.ts";
import type { Journal } from "../journal/journal.ts";

/**
 * The points at which a crash could lose a message or apply a document twice. The points of a commit are directly before the
 * statement is sent to PostgreSQL and after its result has arrived. The points of sending data (a response, a publication, an
 * acknowledgement) are before it is sent and after it has left the process.
 */
export const CRASH_POINTS = [
  "inbox-commit:before",
  "inbox-commit:after",
  "answer:before",
  "answer:after",
  "publish:before",
  "publish:after",
  "confirm:after",
  "mark-commit:before",
  "mark-commit:after",
  "decode-commit:before",
  "decode-commit:after",
  "odoo-call:before",
  "odoo-response:after",
  "settle-commit:before",
  "settle-commit:after",
  "ack:before",
  "ack:after",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
type Query = (...args: unknown[]) => unknown;
type Commit = "inbox" | "mark" | "decode" | "settle";

/** Ends the process without any cleanup if a test has set this crash point, otherwise does nothing. */
export type Crash = (point: CrashPoint) => void;

/** The delay in milliseconds after which sent data has left the process but its receiver has hardly had time to react. */
const ON_THE_WIRE_MS = 20;

/** Creates a function that kills the process when the crash point `wanted` is reached for the `nth` time. */
export function crashAt(wanted: CrashPoint, nth: number): Crash {
  let passed = 0;
  return (point) => {
    if (point !== wanted) return;
    passed += 1;
    if (passed === nth) process.kill(process.pid, "SIGKILL");
  };
}

/**
 * Returns functions that wrap components of the sidecar with the crash points, so that the components themselves know nothing
 * about them.
 */
export function withCrashPoints(crash: Crash) {
  const during = new AsyncLocalStorage<Commit>();
  const committing = async (commit: () => unknown) => {
    const name = during.getStore();
    if (name) crash(`${name}-commit:before`);
    const result = await commit();
    if (name) crash(`${name}-commit:after`);
    return result;
  };
  const soon = (point: CrashPoint) => void setTimeout(() => crash(point), ON_THE_WIRE_MS);
  return {
    database: (database: Database): Database => {
      const wrapped = new WeakSet<object>();
      database.on("connect", (client) => {
        if (wrapped.has(client)) return;
        wrapped.add(client);
        const query = client.query.bind(client) as Query;
        const passing: Query = (...args) =>
          args[0] === "commit" ? committing(() => query(...args)) : query(...args);
        client.query = passing as typeof client.query;
      });
      // Outside a transaction, each statement is its own commit.
      const query = database.query.bind(database) as Query;
      const alone: Query = (...args) => committing(() => query(...args));
      database.query = alone as typeof database.query;
      return database;
    },
    journal: (journal: Journal): Journal => ({
      ...journal,
      insertMessages: (...args) => during.run("inbox", () => journal.insertMessages(...args)),
      relayOnce: (...args) => during.run("mark", () => journal.relayOnce(...args)),
      decodeTogether: (...args) => during.run("decode", () => journal.decodeTogether(...args)),
      settle: (...args) => during.run("settle", () => journal.settle(...args)),
    }),
    intake: (intake: Intake): Intake => {
      return async (arrival) => {
        const accepted = await intake(arrival);
        crash("answer:before");
        soon("answer:after");
        return accepted;
      };
    },
    publisher: (publisher: Publisher): Publisher => ({
      ...publisher,
      publish: async (...args) => {
        crash("publish:before");
        const confirmed = publisher.publish(...args);
        // The frames leave the process at the end of this turn; the broker's confirm arrives later.
        setImmediate(() => crash("publish:after"));
        await confirmed;
        crash("confirm:after");
      },
    }),
    odoo: (odoo: Odoo): Odoo => ({
      ...odoo,
      apply: async (batch) => {
        crash("odoo-call:before");
        const results = await odoo.apply(batch);
        crash("odoo-response:after");
        return results;
      },
    }),
    subscription: (subscription: Subscription): Subscription => ({
      ...subscription,
      handle: async (messages, stopping) => {
        const result = await subscription.handle(messages, stopping);
        crash("ack:before");
        soon("ack:after");
        return result;
      },
    }),
  };
}
