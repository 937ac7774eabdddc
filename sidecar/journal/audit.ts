import type { Queryable } from "./database.ts";

/** Notes who did what by hand. */
export async function audit(
  client: Queryable,
  entry: { actor: string; action: string; subject: string; detail?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await client.query("insert into audit (actor, action, subject, detail) values ($1, $2, $3, $4)", [
    entry.actor,
    entry.action,
    entry.subject,
    JSON.stringify(entry.detail ?? {}),
  ]);
}
