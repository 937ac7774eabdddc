import { z } from "zod";
import { readAuditSettings } from "./config.ts";
import { auditEntries, auditHead, unchainedEntries } from "./journal/audit/audit.ts";
import { type AuditAnchor, verifyChain } from "./journal/audit/audit-chain.ts";
import { openDatabase } from "./journal/database.ts";

/**
 * Checks the audit trail of the journal: `npm run audit:verify [-- <seq>:<hash> …]`, each argument an end of the trail that was
 * noted elsewhere. Needs SUTURE_DATABASE_URL and SUTURE_AUDIT_SECRET as the sidecar has them; other settings are left alone.
 * Exits 0 when it is intact, 1 at a break, 64 when an argument is wrong, 78 when a setting is.
 */
const { settings, problems } = readAuditSettings(process.env);
if (!settings) end(78, problems.map(({ name, message }) => `${name} ${message}`).join("\n"));
const anchor = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/)
  .transform((text): AuditAnchor => {
    const [seq, hash = ""] = text.split(":");
    return { seq: Number(seq), hash };
  });
const given = z.array(anchor).safeParse(process.argv.slice(2));
if (!given.success) end(64, "An end of the trail is given as <number>:<64 hexadecimal digits>.");

const database = openDatabase(settings.SUTURE_DATABASE_URL, () => undefined);
const secret = settings.SUTURE_AUDIT_SECRET ?? null;
const verdict = await verifyChain(auditEntries(database), await auditHead(database), given.data, secret);
const unchained = await unchainedEntries(database);
await database.end();
if (unchained > 0)
  console.log(`${unchained} entries are older than the chain; nothing can be said about them.`);
if (verdict.unsigned > 0 && secret !== null)
  console.log(
    `${verdict.unsigned} entries were made before there was a secret; whoever can write could have made them.`,
  );
if (verdict.broken)
  end(1, `The audit trail is broken at entry ${verdict.broken.seq}: ${verdict.broken.what}.`);
console.log(`The audit trail is intact: ${verdict.entries} entries.`);

function end(code: number, text: string): never {
  console.error(text);
  process.exit(code);
}
