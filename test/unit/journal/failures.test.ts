import { describe, expect, it } from "vitest";
import { isJournalUnreachable, isRefusedByJournal } from "../../../sidecar/engine/resilience/failures.ts";
import { asJournalFailure, withJournalFailures } from "../../../sidecar/journal/failures.ts";

const failure = (code: string) => Object.assign(new Error("failed"), { code });
const kindOf = (error: unknown) => {
  const known = asJournalFailure(error);
  return isJournalUnreachable(known) ? "unreachable" : isRefusedByJournal(known) ? "refused" : "neither";
};

describe("a failure of the journal", () => {
  it.each([
    ["08006", "unreachable"], // connection failure
    ["28P01", "unreachable"], // password
    ["3D000", "unreachable"], // no such database
    ["40001", "unreachable"], // serialization
    ["40P01", "unreachable"], // deadlock
    ["42501", "unreachable"], // rights
    ["42P01", "unreachable"], // no such table
    ["42703", "refused"], // no such column: a bug in Suture, so a retry does not help
    ["55000", "unreachable"], // object not in the required state
    ["EBADF", "unreachable"],
    ["53100", "unreachable"], // disk full
    ["53300", "unreachable"], // too many connections
    ["55P03", "unreachable"], // lock timeout
    ["57014", "unreachable"], // statement timeout
    ["57P03", "unreachable"], // starting up
    ["58030", "unreachable"], // I/O
    ["25006", "unreachable"], // read only
    ["25P03", "unreachable"], // idle in transaction
    ["XX001", "unreachable"], // corrupted
    ["ECONNREFUSED", "unreachable"],
    ["EPIPE", "unreachable"],
    ["ENOTFOUND", "unreachable"],
    ["54000", "refused"], // larger than an index allows
    ["22021", "refused"], // characters
    ["22P05", "refused"], // untranslatable
    ["23505", "refused"], // unique
    ["23514", "refused"], // check
    ["21000", "refused"], // cardinality
    ["42804", "refused"], // types
    ["25P02", "refused"], // in a failed transaction
    ["0A000", "refused"], // not supported
    ["P0001", "refused"], // raised by a trigger
    ["", "neither"],
    ["ERR_SOMETHING", "neither"],
  ])("%s: %s", (code, expected) => {
    expect(kindOf(failure(code))).toBe(expected);
  });

  it.each([
    [new Error("Connection terminated unexpectedly"), "unreachable"],
    [new Error("timeout exceeded when trying to connect"), "unreachable"],
    [new TypeError("ours"), "neither"],
    ["54000", "neither"],
  ])("%s: %s", (error, expected) => {
    expect(kindOf(error)).toBe(expected);
  });
});

describe("the journal's operations", () => {
  const operations = (error: unknown) =>
    withJournalFailures({ ping: (): Promise<void> => Promise.reject(error) });

  it("reject with a failure that the engine knows, with PostgreSQL's error as its cause", async () => {
    const cause = failure("57P01");
    await expect(operations(cause).ping()).rejects.toMatchObject({
      name: "JournalFailure",
      kind: "unreachable",
      cause,
    });
  });

  it("reject with any other error unchanged", async () => {
    const error = new TypeError("ours");
    await expect(operations(error).ping()).rejects.toBe(error);
  });
});
