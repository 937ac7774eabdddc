import { JournalFailure, type JournalFailureKind } from "../engine/resilience/failures.ts";

/** The meaning of PostgreSQL's error codes (SQLSTATE) by their longest listed prefix; a code that is not listed means "refused". */
const CONDITIONS: Readonly<Record<string, JournalFailureKind>> = {
  "08": "away", // connection
  "28": "away", // who may connect
  "3D": "away", // the database is not there
  "25006": "away", // a standby
  "25P03": "away", // a transaction that was ended for standing still
  "40": "away", // lost against another transaction
  "42501": "away", // rights, and tables that are not there: of the installation, never of a value
  "42P01": "away",
  "53": "away", // out of disk, memory or connections
  "55": "away", // not in the state for it: a lock took too long, a set-up under way
  "57014": "away", // a statement took too long
  "57P": "away", // shutdown and start-up
  "58": "away", // I/O
  XX: "away", // internal, corrupted
  "21": "refused", // cardinality
  "22": "refused", // data
  "23": "refused", // constraints
  "42": "refused",
  "54": "refused", // larger than a limit of the program, such as that of an index
};
/** Errors of sockets and name resolution, and of our client's connection. */
const SYSTEM = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|EMFILE|ENFILE|EBADF|EIO)/;
const MESSAGES =
  /Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error/;

/** Returns what an error of PostgreSQL, its client or the network means; null for an error of another kind. */
export function failureOf(error: unknown): JournalFailureKind | null {
  if (!(error instanceof Error)) return null;
  if (SYSTEM.test(codeOf(error)) || MESSAGES.test(error.message)) return "away";
  return meaningOf(codeOf(error));
}

/** Returns the error as the engine knows it: a JournalFailure where its meaning is known, else the error itself. */
export function asJournalFailure<Failure>(error: Failure): Failure | JournalFailure {
  const kind = failureOf(error);
  return kind === null ? error : new JournalFailure(kind, (error as Error).message, error);
}

/** Returns the same operations, which reject with the errors that the engine knows. */
export function withJournalFailures<Operations extends object>(operations: Operations): Operations {
  const wrapped = Object.entries(operations).map(([name, operation]) => [
    name,
    (...given: unknown[]) =>
      operation(...given).catch((error: unknown) => {
        throw asJournalFailure(error);
      }),
  ]);
  return Object.fromEntries(wrapped) as Operations;
}

function meaningOf(code: string): JournalFailureKind | null {
  if (!/^[0-9A-Z]{5}$/.test(code)) return null;
  for (let length = 5; length >= 2; length -= 1) {
    const found = CONDITIONS[code.slice(0, length)];
    if (found) return found;
  }
  return "refused";
}

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");
