import { JournalFailure, type JournalFailureKind } from "../engine/resilience/failures.ts";

/**
 * The meaning of PostgreSQL's error codes (SQLSTATE), by the longest listed prefix. A code that is not listed means
 * "refused".
 */
const CONDITIONS: Readonly<Record<string, JournalFailureKind>> = {
  "08": "unreachable", // connection
  "28": "unreachable", // authorization of the connection
  "3D": "unreachable", // the database does not exist
  "25006": "unreachable", // the server is a standby
  "25P03": "unreachable", // the transaction was ended because it was idle
  "40": "unreachable", // the transaction lost against a concurrent one
  "42501": "unreachable", // missing privileges and tables: a fault of the installation, never of a value
  "42P01": "unreachable",
  "53": "unreachable", // out of disk space, memory or connections
  "55": "unreachable", // object not in the required state: a lock timeout, or a setup in progress
  "57014": "unreachable", // statement timeout
  "57P": "unreachable", // shutdown and startup
  "58": "unreachable", // I/O
  XX: "unreachable", // internal error, corruption
  "21": "refused", // cardinality
  "22": "refused", // data
  "23": "refused", // constraints
  "42": "refused",
  "54": "refused", // a limit of the program was exceeded, such as the size of an index row
};
/**
 * Patterns for the codes of socket and name resolution errors, and for the messages of errors in the PostgreSQL
 * client's connection.
 */
const SYSTEM = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|EMFILE|ENFILE|EBADF|EIO)/;
const MESSAGES =
  /Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error/;

/**
 * Returns the kind of an error from PostgreSQL, its client or the network, or null for an error of any other origin.
 */
export function failureOf(error: unknown): JournalFailureKind | null {
  if (!(error instanceof Error)) return null;
  if (SYSTEM.test(codeOf(error)) || MESSAGES.test(error.message)) return "unreachable";
  return meaningOf(codeOf(error));
}

/** Converts an error to a JournalFailure if its kind is known (see `failureOf`), and otherwise returns it unchanged. */
export function asJournalFailure<Failure>(error: Failure): Failure | JournalFailure {
  const kind = failureOf(error);
  return kind === null ? error : new JournalFailure(kind, (error as Error).message, error);
}

/**
 * Wraps operations so that they reject with a JournalFailure if the kind of an error is known (see `failureOf`), and
 * otherwise with the error itself.
 */
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
