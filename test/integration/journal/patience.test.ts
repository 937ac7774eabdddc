import pg from "pg";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { createIntake } from "../../../sidecar/engine/receive/intake.ts";
import { isJournalUnreachable } from "../../../sidecar/engine/resilience/failures.ts";
import { type Database, openDatabase } from "../../../sidecar/journal/database.ts";
import { asJournalFailure } from "../../../sidecar/journal/failures.ts";
import { createJournal } from "../../../sidecar/journal/journal.ts";
import { admitted, createAdmission } from "../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../sidecar/limits/limits.ts";
import { digestOf, newApiKey } from "../../../sidecar/security/keys.ts";
import { ediRoutes } from "../../../sidecar/transports/https/in/edi.ts";
import { useJournal } from "../../support/journal.ts";
import { recordedLog } from "../../support/log.ts";
import { readingOf } from "../../support/reading.ts";
import { tinyConnection, tinyFormat } from "../../support/tiny.ts";

const store = useJournal();
const open: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.end();
});

/** The partners' endpoint, on a journal with the given time limits. */
async function door(patience: Parameters<typeof openDatabase>[2]) {
  const database: Database = openDatabase(store.url, () => {}, patience);
  open.push(database);
  const journal = createJournal(database);
  const log = recordedLog();
  const key = newApiKey();
  await store.journal.addKey("tiny", digestOf(key), {
    beginning: "sk_test",
    replace: true,
    actor: "operator",
  });
  const admission = createAdmission({ bodies: 50, bytes: 1_000_000 });
  const intake = admitted(
    createIntake({ journal, cut: readingOf([tinyFormat()]).cut, onStored: () => {}, log }),
    createAdmission({ bodies: 50, bytes: 1_000_000 }),
  );
  const connections = createConnections({ version: "1", connections: [tinyConnection()] });
  const app = createApp(
    [
      ediRoutes({
        intake,
        journal,
        connections,
        maximumBytes: 1000,
        admission,
        limits: NO_LIMITS,
        publicUrl: null,
      }),
    ],
    log,
  );
  const post = (identity: string) =>
    request(app)
      .post("/v1/edi/tiny")
      .set("x-api-key", key)
      .set("content-type", "text/plain")
      .send(`tiny ${identity}\n1 a\n`);
  return { post, admission, database };
}

/** Locks the table of messages, like a slow disk or maintenance. */
async function holder() {
  const client = new pg.Client({ connectionString: store.url });
  await client.connect();
  open.push({ end: () => client.end() });
  await client.query("begin");
  await client.query("lock table message in access exclusive mode");
  return () => client.query("rollback");
}

const stored = async (identity: string) =>
  (await store.database.query("select 1 from message where identity = $1", [identity])).rowCount;

describe("a journal that cannot store messages", () => {
  it("makes senders repeat, never accepts, and stores the repetition", async () => {
    const { post, admission } = await door({ lock_timeout: 100 });
    const letGo = await holder();
    const answers = await Promise.all(["a", "b", "c"].map((identity) => post(identity)));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(answers[0]?.headers["retry-after"]).toBe("5");
    await letGo();
    expect(await stored("a")).toBe(0);
    expect((await post("a")).status).toBe(202);
    expect(await stored("a")).toBe(1);
    await eventually("nothing is in memory", () => admission.observe().bodies === 0);
  });

  it("has a limited number of waiting senders: without a connection they get an error", async () => {
    const { post, database } = await door({ max: 2, connectionTimeoutMillis: 200 });
    const held = [await database.connect(), await database.connect()];
    const answers = await Promise.all(["d", "e", "f", "g"].map((identity) => post(identity)));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    for (const client of held) client.release();
    expect(await stored("d")).toBe(0);
    expect((await post("d")).status).toBe(202);
    expect(await stored("d")).toBe(1);
    expect(database.waitingCount).toBe(0);
  });

  it("reports an error that is never blamed on a message", async () => {
    const database = openDatabase(store.url, () => {}, { statement_timeout: 50 });
    open.push(database);
    const error = await database.query("select pg_sleep(5)").catch((reason: unknown) => reason);
    expect(isJournalUnreachable(asJournalFailure(error))).toBe(true);
  });
});
