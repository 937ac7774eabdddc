import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { withClock } from "../../../../dev/environment/clock.ts";
import { auditEntries, auditHead } from "../../../../sidecar/journal/audit/audit.ts";
import { type AuditAnchor, verifyChain } from "../../../../sidecar/journal/audit/audit-chain.ts";
import { createJournal } from "../../../../sidecar/journal/journal.ts";
import { useJournal } from "../../../support/journal.ts";

const test = useJournal();
const SECRET = "the secret of the audit log, 32 chars+";

const verify = async (secret: string | null = SECRET, anchors: readonly AuditAnchor[] = []) =>
  verifyChain(auditEntries(test.database), await auditHead(test.database), anchors, secret);

/** Acts as the owner of the tables, whom the triggers do not stop. */
async function tamper(sql: string): Promise<void> {
  await test.database.query(
    `alter table audit disable trigger user; ${sql}; alter table audit enable trigger user`,
  );
}

async function append(count: number, secret: string | null = SECRET): Promise<void> {
  const journal = createJournal(test.database, secret);
  for (let index = 1; index <= count; index++)
    await journal.audit({
      actor: "operator",
      action: "message.replay",
      subject: `m${index}`,
      detail: { z: index, a: { y: [1, "ä\u2028"], x: 0.5, left: undefined } },
    });
}

const head = async (): Promise<AuditAnchor> => (await auditHead(test.database)) ?? { seq: 0, hash: "" };

beforeEach(async () => {
  await tamper("truncate audit, audit_head");
});

describe("an unchanged audit log", () => {
  it.each([SECRET, null])("is intact, with the secret %j", async (secret) => {
    await append(5, secret);
    expect(await verify(secret)).toEqual({ entries: 5, unsigned: secret === null ? 5 : 0, broken: null });
    expect(await verify(secret, [await head()])).toMatchObject({ broken: null });
  });

  it("is intact when it is empty", async () => {
    expect(await verify()).toEqual({ entries: 0, unsigned: 0, broken: null });
  });

  it("is one chain, also after concurrent appends", async () => {
    await Promise.all([append(15), append(15), append(15)]);
    expect(await verify()).toEqual({ entries: 45, unsigned: 0, broken: null });
  });

  it("can begin before the secret was set; that part counts as unsigned", async () => {
    await append(3, null);
    await append(2);
    expect(await verify()).toEqual({ entries: 5, unsigned: 3, broken: null });
  });
});

describe("a manual statement on the audit log", () => {
  it.each([
    ["update", "update audit set actor = 'nobody'"],
    ["delete", "delete from audit"],
    ["truncate", "truncate audit"],
  ])("is refused: %s", async (_what, sql) => {
    await append(2);
    await expect(test.database.query(sql)).rejects.toThrow("appended to, never changed");
    expect(await verify()).toMatchObject({ entries: 2, broken: null });
  });
});

describe("someone who bypasses that", () => {
  const SEQS = [1, 4, 8];

  it.each([
    ["the actor", "actor = 'somebody else'"],
    ["the action", "action = 'nothing'"],
    ["the subject", "subject = 'another'"],
    ["the time", "at = at - interval '1 millisecond'"],
    ["the detail", "detail = jsonb_set(detail, '{a,x}', '0.6')"],
    ["the hash", "hash = repeat('a', 64)"],
    ["the link", "prev_hash = repeat('a', 64)"],
    ["the number", "seq = seq + 100"],
    ["the number away", "seq = null"],
    ["the signature's kind", "algorithm = 'sha256'"],
  ])("and edits %s of any entry is detected", async (_what, change) => {
    await append(8);
    const unnoticed: number[] = [];
    for (const seq of SEQS) {
      await test.database.query("create table kept as select * from audit");
      await tamper(`update audit set ${change} where seq = ${seq}`);
      if ((await verify()).broken === null) unnoticed.push(seq);
      await tamper(
        "delete from audit; insert into audit overriding system value select * from kept; drop table kept",
      );
    }
    expect(unnoticed).toEqual([]);
    expect(await verify()).toMatchObject({ entries: 8, broken: null });
  });

  it.each(SEQS)("and deletes entry %i is detected there", async (seq) => {
    await append(8);
    await tamper(`delete from audit where seq = ${seq}`);
    expect((await verify()).broken).toMatchObject({ seq });
  });

  it("and deletes an entry and closes the gap is detected", async () => {
    await append(8);
    await tamper(
      "delete from audit where seq = 4; update audit set seq = -seq where seq > 4; update audit set seq = -seq - 1 where seq < 0",
    );
    expect((await verify()).broken).toMatchObject({ seq: 4 });
  });

  it.each([
    [1, 2],
    [3, 7],
    [7, 8],
  ])("and swaps entries %i and %i is detected", async (one, other) => {
    await append(8);
    await tamper(
      `update audit set seq = -1 where seq = ${one}; update audit set seq = ${one} where seq = ${other}; update audit set seq = ${other} where seq = -1`,
    );
    expect((await verify()).broken).toMatchObject({ seq: one });
  });

  it.each([
    ["the last entry", 7],
    ["all entries but one", 1],
    ["all entries", 0],
  ])("and truncates %s is detected", async (_what, left) => {
    await append(8);
    await tamper(`delete from audit where seq > ${left}`);
    expect((await verify()).broken).toEqual({
      seq: left + 1,
      what: "the log ends here, but its head names entry 8",
    });
  });

  it("and truncates the log together with its recorded end is detected by any end recorded elsewhere", async () => {
    await append(5);
    const early = await test.database.query("select * from audit_head");
    await append(3);
    const anchor = await head();
    const { seq, hash, algorithm, signature } = early.rows[0];
    await tamper("delete from audit where seq > 5");
    await test.database.query("update audit_head set seq = $1, hash = $2, algorithm = $3, signature = $4", [
      seq,
      hash,
      algorithm,
      signature,
    ]);
    expect(await verify()).toMatchObject({ broken: null }); // from inside the journal nothing shows
    expect((await verify(SECRET, [anchor])).broken).toMatchObject({ seq: 6 });
  });

  it("and recreates the whole log without the secret is detected", async () => {
    await append(4);
    await tamper("truncate audit, audit_head");
    await append(4, null);
    expect((await verify()).broken?.what).toContain("not signed");
    await tamper("truncate audit, audit_head");
    await append(4, "a secret of somebody else's making");
    expect((await verify()).broken).toMatchObject({ seq: 1 });
  });

  it("and adds an entry at the end is detected", async () => {
    await append(4);
    await append(1, null);
    expect((await verify()).broken).toMatchObject({
      seq: 5,
      what: "the entry is not signed, but earlier ones are",
    });
  });
});

describe("npm run audit:verify", () => {
  const script = fileURLToPath(new URL("../../../../sidecar/audit-verify.ts", import.meta.url));
  const run = (args: readonly string[] = []) =>
    new Promise<{ code: number; text: string }>((resolve) => {
      const settings = { SUTURE_DATABASE_URL: test.url, SUTURE_AUDIT_SECRET: SECRET };
      const env = withClock({ PATH: process.env.PATH, ...settings });
      execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, text: stdout + stderr }),
      );
    });

  it("reports that the log is intact, or where it is broken", async () => {
    await append(3);
    const anchor = await head();
    expect(await run([`${anchor.seq}:${anchor.hash}`])).toEqual({
      code: 0,
      text: "The audit log is intact: 3 entries.\n",
    });
    await tamper("delete from audit where seq = 2");
    expect(await run()).toEqual({
      code: 1,
      text: "The audit log is broken at entry 2: the entry is missing; 3 follows.\n",
    });
    expect(await run(["nonsense"])).toMatchObject({ code: 64 });
  });
});
