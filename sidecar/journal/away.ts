/**
 * What a failure of the journal says: "away": the journal is not there, or not at work, and whatever was asked of it may be
 * asked again; "refused": it will not take these values, however often they come.
 */
export type JournalFailure = "away" | "refused";

/** By the beginning of PostgreSQL's condition (SQLSTATE), the longest that fits; what is not here is "refused". */
const CONDITIONS: Readonly<Record<string, JournalFailure>> = {
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
/** What the system says of sockets and names, and our client of its connection. */
const SYSTEM = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|EMFILE|ENFILE|EBADF|EIO)/;
const MESSAGES =
  /Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error/;

/** Says whether a failure is the journal's own, and would not be there with the journal in good health. */
export function isJournalAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return SYSTEM.test(codeOf(error)) || MESSAGES.test(error.message) || conditionOf(error) === "away";
}

/** Says whether the journal, in good health, will not take what it was given: asking again changes nothing. */
export function isRefusedByJournal(error: unknown): boolean {
  return error instanceof Error && !isJournalAway(error) && conditionOf(error) === "refused";
}

function conditionOf(error: Error): JournalFailure | null {
  const code = codeOf(error);
  if (!/^[0-9A-Z]{5}$/.test(code) || SYSTEM.test(code)) return null;
  for (let length = 5; length >= 2; length -= 1) {
    const found = CONDITIONS[code.slice(0, length)];
    if (found) return found;
  }
  return "refused";
}

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");
