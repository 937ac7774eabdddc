import { createHash } from "node:crypto";
import { describe, exchangeEvent } from "../model/exceptions.ts";
import { say } from "../model/terms.ts";
import { newTraceId } from "../model/trace.ts";
import { type MissingNumber, missingKey, type NumberJournal } from "../ports/journal/numbers.ts";
import type { Log } from "../ports/runtime.ts";
import type { NewDocument, NewEvent } from "../records.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 30_000;

/** For how long a number may be missing before it is reported. Files that are sent at the same time can overtake each other. */
export const LATEST_MINUTES = 60;

/**
 * Starts the loop that, on the leading sidecar, raises an exception for each file of a partner that has not arrived although a later
 * one has, on connections whose partner numbers its files consecutively.
 */
export function startMissingNumbers(
  parts: {
    readonly journal: NumberJournal;
    readonly leads: () => boolean;
    /** Returns whether the clock is reliable enough to report numbers as missing. */
    readonly isTimeSure: () => boolean;
    readonly log: Log;
  },
  intervalMs = INTERVAL_MS,
): Loop {
  const { journal, leads, isTimeSure, log } = parts;
  return startLoop(
    "missing numbers",
    intervalMs,
    async () => {
      if (!leads() || !isTimeSure()) return "idle";
      const raised = await journal.raiseMissing(LATEST_MINUTES, missingException, exceptionEvent);
      if (raised > 0) log.warn({ files: raised }, "files of partners are missing");
      return "idle";
    },
    log,
  );
}

/** Returns the exception for a missing number. It has no message, because none has arrived. */
export function missingException(missing: MissingNumber): NewDocument {
  const key = missingKey(missing);
  const number = String(missing.number);
  const text = say("number-missing", { number, later: { instant: missing.noticedAt.toISOString() } });
  const finding = { code: "FILE_MISSING", field: "number", theirs: number, text } as const;
  return {
    messageId: null,
    direction: "inbound",
    connection: missing.connection,
    flow: null,
    lane: "standard",
    code: null,
    type: null,
    number,
    key,
    contentHash: createHash("sha256").update(key).digest("hex"),
    aggregate: `missing/${key}`,
    input: null,
    controlReference: number,
    traceId: newTraceId(),
    state: "attention",
    ...describe("FILE_MISSING", [finding]),
  };
}

const exceptionEvent = (document: NewDocument): NewEvent =>
  exchangeEvent("exchange.exception", document, { state: "attention", reasonCode: "FILE_MISSING" });
