import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { type Database, migrate, openDatabase } from "../../sidecar/journal/database.ts";
import { createJournal, type Journal } from "../../sidecar/journal/journal.ts";
import { illegalTransitions, watchTransitions } from "./transitions.ts";

export type TestJournal = { readonly database: Database; readonly journal: Journal; readonly url: string };

/**
 * Creates a journal in a separate database for the tests of a file. Fails if the tests caused a transition that the table of
 * transitions does not contain.
 */
export function useJournal(): TestJournal {
  const name = `journal_test_${randomUUID().replaceAll("-", "")}`;
  const made: { database?: Database; journal?: Journal; url?: string } = {};
  beforeAll(async () => {
    await administer(`create database ${name}`);
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${name}`;
    made.url = url.href;
    await migrate(url.href, () => {});
    made.database = openDatabase(url.href, () => {});
    await watchTransitions(made.database);
    made.journal = createJournal(made.database);
  });
  afterAll(async () => {
    const illegal = made.database ? await illegalTransitions(made.database) : [];
    await made.database?.end();
    await administer(`drop database if exists ${name} with (force)`);
    if (illegal.length > 0) throw new Error(`the table of states does not have: ${illegal.join(", ")}`);
  });
  const ready = <K extends keyof typeof made>(part: K): NonNullable<(typeof made)[K]> => {
    const value = made[part];
    if (value === undefined) throw new Error("the journal is there only inside the tests");
    return value;
  };
  return {
    get database() {
      return ready("database");
    },
    get journal() {
      return ready("journal");
    },
    get url() {
      return ready("url");
    },
  };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
