/**
 * PostgreSQL's conditions that are the server's own: connection (08), who may connect (28), the database is not there (3D), lost against another
 * transaction (40), out of disk or memory (53), a lock or a statement took too long (55P03, 57014), shutdown and start-up (57P), I/O (58),
 * a standby or an ended transaction (25006, 25P03), internal (XX). Then what the system says of sockets and names.
 */
const CODES =
  /^(08|28|3D|40|53|55P03|57P|57014|58|25006|25P03|XX|ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|EMFILE)/;
const MESSAGES =
  /Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error/;

/** Says whether a failure is the journal's own, and would not be there with the journal in good health. */
export function isJournalAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return CODES.test("code" in error ? String(error.code) : "") || MESSAGES.test(error.message);
}
