import { describe, expect, it } from "vitest";
import { applied } from "../../../../sidecar/engine/apply/outcomes.ts";
import { settle } from "../../../../sidecar/engine/apply/settling.ts";
import type { Document, Outcome } from "../../../../sidecar/engine/records.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan } from "../../../support/tiny.ts";

const failure = (code: string) => asJournalFailure(Object.assign(new Error(`failed: ${code}`), { code }));
const documents = ["1", "2", "3"].map((number) => queuedDocument({ number }));
const outcomes = documents.map((document) => ({
  document,
  outcome: applied(document, notePlan(document.number ?? "") as never, []),
}));

/** Settles outcomes. `refuse` decides which of them the journal refuses. */
async function enter(refuse: (outcome: Outcome) => Error | null) {
  const entered: [string, Document["state"]][] = [];
  const log = recordedLog();
  const numberOf = (id: string) => documents.find((one) => one.id === id)?.number ?? "";
  const journal = {
    settle: async (outcomes: readonly Outcome[]) => {
      for (const outcome of outcomes) {
        const error = refuse(outcome);
        if (error) throw error;
      }
      entered.push(...outcomes.map(({ id, state }) => [numberOf(id), state] as [string, Document["state"]]));
      return new Set(outcomes.map(({ id }) => id));
    },
  };
  const outcome = await settle({ journal, onSettled: () => {}, log }, outcomes).then(
    () => "done",
    (error: Error) => error.message,
  );
  return { entered, outcome, log };
}

const isSecond = ({ id }: Outcome) => id === documents[1]?.id;

describe("an outcome that the journal refuses", () => {
  it("becomes an exception; the others are recorded", async () => {
    const { entered, outcome } = await enter((one) =>
      isSecond(one) && one.state === "done" ? failure("54000") : null,
    );
    expect(outcome).toBe("done");
    expect(entered).toEqual([
      ["1", "done"],
      ["2", "attention"],
      ["3", "done"],
    ]);
  });

  it("and whose exception is refused too stays as it was: those after it continue", async () => {
    const { entered, outcome, log } = await enter((one) => (isSecond(one) ? failure("23514") : null));
    expect(outcome).toBe("done");
    expect(entered).toEqual([
      ["1", "done"],
      ["3", "done"],
    ]);
    expect(log.entries.filter(({ level }) => level === "error")).toHaveLength(3);
  });

  it("is not blamed while the journal is unreachable", async () => {
    const { entered, outcome } = await enter((one) => (isSecond(one) ? failure("57P03") : null));
    expect([entered, outcome]).toEqual([[], "failed: 57P03"]);
  });
});
