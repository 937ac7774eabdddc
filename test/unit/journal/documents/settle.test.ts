import { describe, expect, it } from "vitest";
import { isJournalUnreachable } from "../../../../sidecar/engine/resilience/failures.ts";
import { isOutdated } from "../../../../sidecar/journal/documents/settle.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";

const isUnreachable = (error: unknown) => isJournalUnreachable(asJournalFailure(error));

describe("a late outcome", () => {
  it.each([
    // state and revision in the journal; state and revision of the outcome; whether the outcome is too late
    ["queued", 1, "done", 2, false],
    ["queued", 3, "waiting", 2, false],
    ["done", 2, "waiting", 2, true],
    ["done", 2, "attention", 2, true],
    ["done", 2, "done", 2, true],
    ["dismissed", 2, "attention", 2, true],
    ["dismissed", 2, "done", 2, false],
    ["done", 2, "attention", 3, false],
  ] as const)("%s at %i, then %s at %i: too late %s", (state, at, next, revision, late) => {
    expect(isOutdated({ state, revision: at }, { state: next, revision })).toBe(late);
  });
});

describe("the journal is unreachable", () => {
  const failure = (code: string, message = "x") => Object.assign(new Error(message), { code });
  it.each([
    "08006",
    "53100",
    "53300",
    "55P03",
    "57014",
    "57P01",
    "40P01",
    "58030",
    "25006",
    "28P01",
    "XX000",
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
  ])("when PostgreSQL reports %s", (code) => expect(isUnreachable(failure(code))).toBe(true));
  it.each([
    "timeout exceeded when trying to connect",
    "Connection terminated unexpectedly",
    "Query read timeout",
  ])("when the client reports %s", (message) => expect(isUnreachable(new Error(message))).toBe(true));
  it.each(["22P05", "23505", "42703"])("and not when it reports %s", (code) =>
    expect(isUnreachable(failure(code))).toBe(false),
  );
  it("and not when something else fails", () => {
    expect([isUnreachable(new Error("bug")), isUnreachable("text")]).toEqual([false, false]);
  });
});
