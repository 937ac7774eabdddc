/**
 * Says whether a failure is the journal's own, and would not be there with the journal in good health. PostgreSQL: connection
 * exceptions (08…), a transaction that lost against another (40…), out of disk or memory (53…), a lock or statement that took
 * too long (55P03, 57014), shutdown and start-up (57P…), I/O (58…), a standby or an ended transaction (25006, 25P03); sockets that fail; timeouts of the client.
 */
export function isJournalAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(08|40|53|55P03|57P|57014|58|25006|25P03|ECONN|ETIMEDOUT|EPIPE)/.test(code) ||
    /Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error/.test(
      error.message,
    )
  );
}
