import { z } from "zod";
import { readAuditSettings } from "./config/read.ts";
import { auditEntries, auditHead, unchainedEntries } from "./journal/audit/audit.ts";
import { type AuditAnchor, verifyChain } from "./journal/audit/audit-chain.ts";
import { openDatabase } from "./journal/database.ts";

/**
 * Verifies the journal's audit log: `npm run audit:verify [-- <seq>:<hash> …]`. Each argument is a head of the log (the number
 * and hash of its last entry) that was stored elsewhere. Requires the settings SUTURE_DATABASE_URL and, if the sidecar has one,
 * SUTURE_AUDIT_SECRET; ignores all others. Exits with 0 if the log is intact, 1 if it is broken, 64 if an argument is invalid,
 * and 78 if a setting is invalid.
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
if (!given.success) end(64, "Each argument must be <number>:<64 hexadecimal digits>.");

const database = openDatabase(settings.SUTURE_DATABASE_URL, () => undefined);
const secret = settings.SUTURE_AUDIT_SECRET ?? null;
const report = await verifyChain(auditEntries(database), await auditHead(database), given.data, secret);
const unchained = await unchainedEntries(database);
await database.end();
if (unchained > 0) console.log(`${unchained} entries are older than the chain and cannot be verified.`);
if (report.unsigned > 0 && secret !== null)
  console.log(
    `${report.unsigned} entries were written before a secret was set; anyone with write access could have forged them.`,
  );
if (report.broken) end(1, `The audit log is broken at entry ${report.broken.seq}: ${report.broken.what}.`);
console.log(`The audit log is intact: ${report.entries} entries.`);

function end(code: number, text: string): never {
  console.error(text);
  process.exit(code);
}
