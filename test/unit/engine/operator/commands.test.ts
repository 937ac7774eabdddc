import { describe, expect, it } from "vitest";
import { englishLines } from "../../../../sidecar/catalogue/terms.ts";
import type { Candidate } from "../../../../sidecar/engine/dry-run/preview.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { type CommandParts, createCommands } from "../../../../sidecar/engine/operator/commands.ts";
import type { DryRunResult, Preview } from "../../../../sidecar/engine/ports/dry-run.ts";
import type { ExchangeReport, OutboxRow } from "../../../../sidecar/engine/ports/odoo.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import type { Term } from "../../../../sidecar/terms/term.ts";
import { asWords, type Words } from "../../../../sidecar/terms/words.ts";
import { recordedLog } from "../../../support/log.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { tinyConnection, tinyDocument, tinyFlow } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

/** Returns a refusal in English. */
const read = (refusal: Term | Words | null) => refusal && englishLines(asWords(refusal));

const row = (event: string, given: Readonly<Record<string, unknown>> = {}): OutboxRow => ({
  id: 1,
  key: `${event}/odoo/tiny/7/1`,
  kind: "command",
  event,
  connection: "tiny",
  model: "suture.exchange",
  resId: 7,
  number: "P00007",
  messageKey: "tiny/a/1",
  arguments: { by: "Ann", ...given },
  traceId: "",
});
const unread: DryRunResult = { outcome: "unreadable", format: null, messages: [], more: 0 };
const preview: Preview = { outcome: "would-apply", note: [textTerm("Noted.")], changes: [] };

const FILE = { kind: "file" as const, separator: "*", lines: [] };

/** Executes commands about one document, and records the journal's calls by operation. */
function commands(document: Document | null, given: Partial<CommandParts["journal"]> = {}) {
  const asked: Record<string, unknown[][]> = {};
  const note =
    <T>(name: string, answer: T) =>
    async (...args: unknown[]) => {
      asked[name] = [...(asked[name] ?? []), args];
      return answer;
    };
  const reports: ExchangeReport[] = [];
  const log = recordedLog();
  const answers: object[] = [];
  const trial = async (): Promise<DryRunResult | Term> => unread;
  const world = {
    preview: async (_candidates: readonly Candidate[]) => [preview],
    trial,
    reportFails: null as OdooFailure | null,
  };
  const carryOut = createCommands({
    sourceFiles: async ({ number }) => (number === "gone" ? null : FILE),
    journal: {
      documentByKey: async (key) => (key === "tiny/a/1" ? document : null),
      replay: note("replay", ["id"]),
      dismiss: note("dismiss", true),
      reopen: note("reopen", null),
      accept: note("accept", null),
      letPass: note("letPass", true),
      acceptNumber: note("acceptNumber", true),
      enterVersions: note("enterVersions", ["new"]),
      showAgain: note("showAgain", undefined),
      audit: note("audit", undefined),
      correct: note("correct", { id: "id", number: 1 }),
      correctionAsked: async () => null,
      ...given,
    },
    odoo: {
      report: async (rows) => {
        if (world.reportFails) throw world.reportFails;
        reports.push(...rows);
      },
      reportRehearsal: async (told) => {
        if (world.reportFails) throw world.reportFails;
        answers.push(told);
      },
    },
    testFiles: { rehearse: () => world.trial() },
    keyCommand: async ({ event }) => ({ term: `operator.${event}` }),
    connections: createConnections({ version: "1", connections: [tinyConnection()] }),
    flows: [tinyFlow()],
    preview: (candidates) => world.preview(candidates),
    log,
  });
  return { carryOut, asked, reports, answers, world, log };
}

const troubled = queuedDocument({ key: "tiny/a/1", state: "attention", number: "1", aggregate: "tiny/a" });
const inState = (state: Document["state"]) => ({ ...troubled, state });

describe("a command from Odoo's work queue", () => {
  it("to retry is executed, and recorded with the person", async () => {
    const { carryOut, asked } = commands(troubled);
    expect(await carryOut(row("replay"))).toBeNull();
    expect(asked.replay).toEqual([[{ messageKey: "tiny/a/1" }, "Ann", 1]]);
    expect(asked.audit).toMatchObject([[{ actor: "Ann", action: "document.replay", subject: troubled.id }]]);
    expect(await carryOut({ ...row("replay"), arguments: {} })).toBeNull();
    expect(asked.replay?.[1]).toEqual([{ messageKey: "tiny/a/1" }, "a user of Odoo", 1]);
  });

  it("to retry a finished document makes Odoo show that it is done", async () => {
    const { carryOut, asked } = commands(inState("done"), { replay: async () => [] });
    expect(await carryOut(row("replay"))).toBeNull();
    expect(asked.showAgain).toEqual([[troubled.id]]);
  });

  it("to dismiss is executed with its reason", async () => {
    const { carryOut, asked } = commands(troubled);
    expect(await carryOut(row("dismiss", { reason: "Not ours" }))).toBeNull();
    expect(asked.dismiss).toEqual([["tiny/a/1", "Ann", "Not ours", "dismiss/odoo/tiny/7/1"]]);
  });

  it("to close an exception whose matter is settled names the cause, and only while its reason is the same", async () => {
    const { carryOut, asked } = commands(inState("attention"));
    const closing = { cause: "order-cancelled", document: "P00012", reason_code: "PRICE_VARIANCE" };
    expect(await carryOut(row("dismiss", { reason: "Closed.", by: "Suture", closing }))).toBeNull();
    const note = { term: "closed.order-cancelled", parameters: { document: "P00012" } };
    expect(asked.dismiss?.[0]?.[4]).toEqual({ note, reasonCode: "PRICE_VARIANCE" });
    expect(asked.showAgain).toBeUndefined();
  });

  it("to close an exception that has changed meanwhile reports it again", async () => {
    const { carryOut, asked } = commands(inState("queued"), { dismiss: async () => false });
    const closing = { cause: "superseded", document: "EX000002", reason_code: "PRICE_VARIANCE" };
    expect(await carryOut(row("dismiss", { closing }))).toBeNull();
    expect(asked.showAgain).toHaveLength(1);
  });

  it.each([
    ["an unknown cause", { cause: "looks-fine", document: "P00012", reason_code: "PRICE_VARIANCE" }],
    ["a cause by inheritance", { cause: "toString", document: "P00012", reason_code: "PRICE_VARIANCE" }],
    ["no reason code", { cause: "superseded", document: "P00012" }],
    ["null", null],
  ])("to close an exception for %s is refused", async (_what, closing) => {
    const { carryOut, asked } = commands(inState("attention"));
    expect(read(await carryOut(row("dismiss", { closing })))).toMatch(/does not support this cause/);
    expect(asked.dismiss).toBeUndefined();
  });

  it("to undo a dismissal, or to accept findings, is executed once per row of the outbox", async () => {
    const { carryOut, asked } = commands(inState("dismissed"));
    expect(await carryOut(row("reopen", { reason: "Mistake" }))).toBeNull();
    const decision = { messageKey: "tiny/a/1", actor: "Ann" };
    expect(asked.reopen).toEqual([[{ ...decision, reason: "Mistake", request: "reopen/odoo/tiny/7/1" }]]);
    const findings = [{ code: "PRICE_VARIANCE", field: "price", ours: "4", theirs: "5" }];
    expect(await carryOut(row("accept", { findings: [...findings, "nonsense", null] }))).toBeNull();
    expect(asked.accept).toEqual([[{ ...decision, reason: "", request: "accept/odoo/tiny/7/1" }, findings]]);
  });

  it("to let it pass is executed; repeated, it has no effect", async () => {
    expect(await commands(troubled).carryOut(row("pass"))).toBeNull();
    const again = commands(inState("queued"), { letPass: async () => false });
    expect(await again.carryOut(row("pass"))).toBeNull();
  });

  it("to accept a repeated number is executed; if there is none, the exchange is reported again", async () => {
    const { carryOut, asked } = commands(troubled);
    expect(await carryOut(row("accept_number"))).toBeNull();
    expect(asked).toEqual({ acceptNumber: [["tiny/a/1", "Ann"]] });
    const late = commands(troubled, { acceptNumber: async () => false });
    expect(await late.carryOut(row("accept_number"))).toBeNull();
    expect(Object.keys(late.asked)).toEqual(["showAgain"]);
  });

  it("to correct continues with the corrected document, once per row of the outbox", async () => {
    const { carryOut, asked } = commands(troubled);
    const document = tinyDocument("2", "a");
    expect(await carryOut(row("correct", { document, reason: "Mistyped" }))).toBeNull();
    expect(asked.correct).toMatchObject([
      [
        {
          documentId: troubled.id,
          content: document,
          reason: "Mistyped",
          actor: "Ann",
          request: "correct/odoo/tiny/7/1",
        },
      ],
    ]);
    const before = commands(inState("done"), { correctionAsked: async () => ({ id: "id", number: 1 }) });
    expect(await before.carryOut(row("correct", { document, reason: "Mistyped" }))).toBeNull();
    expect(before.asked.correct).toBeUndefined();
  });

  it("to enter it as a new version is executed once", async () => {
    const wish = row("replay", { as_new_version: true, reason: "Lost" });
    const { carryOut, asked } = commands(inState("done"));
    expect(await carryOut(wish)).toBeNull();
    expect(asked.enterVersions).toEqual([[[troubled.id], "Ann", "Lost"]]);
    const again = commands(inState("done"), { enterVersions: async () => [] });
    expect(await again.carryOut(wish)).toBeNull();
  });

  it("to preview is answered by a report that changes nothing else", async () => {
    const { carryOut, reports, asked } = commands(troubled);
    expect(await carryOut(row("preview"))).toBeNull();
    expect(reports).toEqual([
      { document: troubled, outcome: null, doneAt: null, preview, previewRequest: row("preview").key },
    ]);
    expect(asked.audit).toMatchObject([[{ action: "document.preview" }]]);
  });

  it("to show the file is answered by a report that changes nothing else, and audited", async () => {
    const { carryOut, asked, reports, world } = commands(troubled);
    expect(await carryOut(row("file"))).toBeNull();
    expect(reports).toEqual([{ document: troubled, outcome: null, doneAt: null, shownFile: FILE }]);
    expect(asked.audit).toEqual([[{ actor: "Ann", action: "document.file", subject: troubled.id }]]);
    world.reportFails = new OdooFailure("conflict", textTerm("busy"));
    expect(read(await carryOut(row("file")))).toMatch(/busy/);
    const gone = commands({ ...troubled, number: "gone" });
    expect(read(await gone.carryOut(row("file")))).toMatch(/no longer stored/);
    expect(gone.asked.audit).toBeUndefined();
  });

  it("to preview a correction or an acceptance has no other effect", async () => {
    const seen: Candidate[] = [];
    const price = { code: "PRICE_VARIANCE", field: "price", theirs: "5", text: textTerm("Dear.") } as const;
    const inQuestion = { ...troubled, findings: [{ ...price, acceptable: true }] };
    const { carryOut, asked, world } = commands(inQuestion);
    world.preview = async (candidates) => {
      seen.push(...candidates);
      return [preview];
    };
    expect(await carryOut(row("preview", { document: tinyDocument("9", "b") }))).toBeNull();
    expect(await carryOut(row("preview", { findings: [price] }))).toBeNull();
    expect(await carryOut(row("preview", { findings: [{ ...price, theirs: "6" }] }))).toBeNull();
    expect(seen).toMatchObject([
      { document: { input: tinyDocument("9", "b"), aggregate: "tiny/b" }, moved: true },
      { document: { input: troubled.input, accepted: [{ theirs: "5" }] } },
      { document: { accepted: [] } },
    ]);
    expect(asked.correct).toBeUndefined();
    expect(read(await carryOut(row("preview", { document: { type: "Ode" } })))).toMatch(/^Type: /);
  });

  const document = tinyDocument("2", "a");
  it.each<[string, Document | null, OutboxRow, Partial<CommandParts["journal"]>, RegExp]>([
    ["nobody knows", troubled, row("explode"), {}, /“explode”/],
    ["is no wish at all", troubled, row("constructor"), {}, /“constructor”/],
    ["is about nothing we hold", null, row("replay"), {}, /does not contain/],
    ["tries what was dismissed", inState("dismissed"), row("replay"), {}, /dismissed/],
    ["dismisses what is done", inState("done"), row("dismiss"), {}, /nothing to dismiss/],
    ["corrects what is done", inState("done"), row("correct", { document, reason: "x" }), {}, /new version/],
    [
      "corrects with nonsense",
      troubled,
      row("correct", { document: { type: "Ode" }, reason: "x" }),
      {},
      /^Type: /,
    ],
    [
      "accepts what is no longer so",
      troubled,
      row("accept"),
      { accept: async () => "changed" },
      /have changed in the meantime/,
    ],
    ["undoes too late", troubled, row("reopen"), { reopen: async () => "overtaken" }, /later document/],
    ["corrects nothing", troubled, row("correct", { document: troubled.input, reason: "x" }), {}, /Nothing/],
    [
      "lets pass what is not waiting for another",
      troubled,
      row("pass"),
      { letPass: async () => false },
      /not waiting/,
    ],
    [
      "asks for a version without a reason",
      inState("done"),
      row("replay", { as_new_version: true }),
      {},
      /reason/,
    ],
    [
      "asks for a version of what is not finished",
      troubled,
      row("replay", { as_new_version: true, reason: "x" }),
      { enterVersions: async () => [] },
      /not finished/,
    ],
  ])("that %s is refused with a text", async (_what, found, wish, given, sentence) => {
    expect(read(await commands(found, given).carryOut(wish))).toMatch(sentence);
  });

  it("to preview is refused while Odoo is unreachable, and after an internal error, which is logged", async () => {
    const test = commands(troubled);
    test.world.reportFails = new OdooFailure("conflict", textTerm("busy"));
    expect(read(await test.carryOut(row("preview")))).toMatch(/busy/);
    test.world.preview = () => Promise.reject(new Error("ours"));
    expect(read(await test.carryOut(row("preview")))).toMatch(/error in Suture/);
    expect(test.log.entries).toMatchObject([{ level: "error", fields: { key: "tiny/a/1" } }]);
  });
});

describe("a test file on a connection", () => {
  it("is answered under the key of the request, and recorded; it needs no document", async () => {
    const { carryOut, asked, answers } = commands(null);
    expect(await carryOut(row("rehearse"))).toBeNull();
    expect(answers).toEqual([{ connection: "tiny", request: "rehearse/odoo/tiny/7/1", answer: unread }]);
    expect(asked.audit).toMatchObject([[{ actor: "Ann", action: "connection.rehearse", subject: "tiny" }]]);
  });

  it("that cannot be processed returns the reason, and delays no other command", async () => {
    const { carryOut, answers, world, log } = commands(null);
    world.trial = async () => textTerm("The connection is gone.");
    expect(inEnglish(await carryOut(row("rehearse")))).toBe("The connection is gone.");
    world.trial = () => Promise.reject(new OdooFailure("unavailable", textTerm("Odoo is unreachable")));
    expect(inEnglish(await carryOut(row("rehearse")))).toContain("Odoo is unreachable");
    world.trial = () => Promise.reject(new Error("boom"));
    expect(inEnglish(await carryOut(row("rehearse")))).toContain("an error in Suture");
    expect(log.entries).toMatchObject([{ message: "rehearse failed" }]);
    expect(answers).toEqual([]);
  });
});
