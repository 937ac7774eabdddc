import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { outcome } from "../../dev/environment/command.ts";
import { CHECKOUT } from "../../dev/environment/place.ts";
import { JOURNAL, postgresUrl } from "../../dev/environment/postgres.ts";
import { sidecarSettings } from "../../dev/environment/sidecar.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Counts } from "./oracle.ts";
import type { Stage } from "./stage.ts";

const ENTRIES = 30;
const COMMAND = "audit:verify";

/** What someone with write access to the journal's tables could do. `$1` is a random entry, `$2` the one after it. */
const TAMPERINGS: Readonly<Record<string, readonly string[]>> = {
  edit: [
    "update audit set actor = actor || '.' where id = $1",
    "update audit set at = at + interval '1 second' where id = $1",
    `update audit set detail = detail || '{"more": true}' where id = $1`,
  ],
  delete: ["delete from audit where id = $1"],
  reorder: [
    `update audit a set actor = b.actor, action = b.action, subject = b.subject, detail = b.detail, at = b.at
     from audit b where (a.id = $1 and b.id = $2) or (a.id = $2 and b.id = $1)`,
  ],
  truncate: ["delete from audit where id > $1", "delete from audit where id >= $1 or id > 0"],
};

export const audit: ChaosTest = {
  number: 9,
  title: "the audit log edited, deleted from, reordered, truncated",
  run: (stage) => tampering(stage, stage.scaled(5)),
};

async function tampering(stage: Stage, attempts: number): Promise<Result> {
  if (!hasCommand()) return nothingToVerify();
  await stage.restartSidecars();
  await makeEntries(stage);
  const client = new pg.Client({ connectionString: postgresUrl(stage.place, JOURNAL, "postgres") });
  await client.connect();
  const counts = { sent: 0, applied: 0 };
  const misses: string[] = [];
  const check = async (what: string, intact: boolean) => {
    const { code, stdout, stderr } = await verify(stage);
    if ((code === 0) !== intact)
      misses.push(`${what}: ${COMMAND} ended with ${code}. ${stdout}${stderr}`.trim().slice(0, 300));
    return (code === 0) === intact;
  };
  try {
    // The owner of the table can disable its triggers: what counts is that the chain reveals it.
    await client.query("set session_replication_role = replica");
    await client.query("drop table if exists audit_kept");
    await client.query("create table audit_kept as select * from audit");
    await check("untouched", true);
    for (const [kind, statements] of Object.entries(TAMPERINGS))
      for (const sql of statements)
        for (let attempt = 0; attempt < attempts; attempt += 1) {
          stage.tell(`${kind}: trial ${attempt + 1} of ${attempts}`);
          const changed = await tamper(client, stage, sql);
          if (changed === 0) misses.push(`${kind}: nothing was changed by ${sql}`);
          counts.sent += 1;
          if (await check(`${kind} (${sql.replaceAll(/\s+/g, " ").slice(0, 60)})`, false))
            counts.applied += 1;
          await restore(client);
        }
    await check("restored", true);
  } finally {
    await client.query("drop table if exists audit_kept");
    await client.end();
  }
  const lost = counts.sent - counts.applied;
  return {
    counts: { ...NOUGHT, ...counts, lost },
    misses,
    figures: { detected: `${counts.applied} of ${counts.sent}` },
  };
}

const NOUGHT: Counts = { sent: 0, applied: 0, duplicated: 0, lost: 0, inverted: 0, exceptions: 0 };

function hasCommand(): boolean {
  const text = readFileSync(join(CHECKOUT, "package.json"), "utf8");
  return COMMAND in (JSON.parse(text) as { scripts: Record<string, string> }).scripts;
}

function nothingToVerify(): Result {
  return { counts: NOUGHT, misses: [`no audit chain yet: there is no command ${COMMAND}`], figures: {} };
}

/** Creates new keys for a vendor that takes no part: each is recorded in the audit log. */
async function makeEntries(stage: Stage): Promise<void> {
  const { operatorToken } = stage.environment.sidecar;
  const { url } = stage.firstDoors();
  for (let index = 0; index < ENTRIES; index += 1) {
    const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/v1/connections/edi-summit/keys`, {
      method: "POST",
      headers,
      body: "{}",
    });
    if (!answer.ok) throw new Error(`No key was created: ${answer.status}`);
  }
}

async function tamper(client: pg.Client, { chance }: Stage, sql: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>("select id from audit order by id desc limit $1", [
    ENTRIES,
  ]);
  const at = chance.below(rows.length - 2) + 1;
  const [entry, next] = [rows[at]?.id, rows[at - 1]?.id];
  const values = sql.includes("$2") ? [entry, next] : [entry];
  return (await client.query(sql, values)).rowCount ?? 0;
}

async function restore(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query("delete from audit");
  await client.query("insert into audit overriding system value select * from audit_kept");
  await client.query("commit");
}

/** Runs the command as an operator does, with the sidecar's settings that it needs. */
async function verify({ place }: Stage) {
  const needed = Object.entries(sidecarSettings(place)).filter(([name]) =>
    /^SUTURE_(DATABASE_URL|AUDIT_SECRET)(_FILE)?$/.test(name),
  );
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...Object.fromEntries(needed) };
  return outcome("npm", ["run", "-s", COMMAND], { cwd: CHECKOUT, env });
}
