import { describe, expect, it } from "vitest";
import {
  correctionAnswer,
  correctionRoutes,
  documentPreviewAnswer,
} from "../../../sidecar/api/corrections.ts";
import { dismissalAnswer, documentActionRoutes } from "../../../sidecar/api/document-actions.ts";
import { documentAnswer, documentRoutes } from "../../../sidecar/api/documents.ts";
import { previewTexts } from "../../../sidecar/api/texts.ts";
import type { Candidate } from "../../../sidecar/engine/dry-run/preview.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Preview } from "../../../sidecar/engine/ports/dry-run.ts";
import type { Document } from "../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import type { Journal } from "../../../sidecar/journal/journal.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyConnection, tinyDocument, tinyFlow } from "../../support/tiny.ts";
import { textTerm } from "../../support/told.ts";
import { bearer, IDS, OPERATOR, operators, SENSITIVE, serve, UNKNOWN_ID } from "./routes.ts";

const [id] = IDS;
const partner = { "x-api-key": "key of edi-harbor" };
const troubled = queuedDocument({
  id,
  key: "tiny/1",
  state: "attention",
  number: "CANARY-1",
  aggregate: "tiny/a",
});
const corrected = tinyDocument("CANARY-2", "b");
const wouldApply: Preview = { outcome: "would-apply", note: [textTerm("Noted.")], changes: [] };

type Given = {
  document?: Document;
  sensitivity?: "business" | "clinical";
  preview?: () => Promise<Preview[]>;
} & Partial<Pick<Journal, "correct" | "dismiss" | "letPass" | "acceptNumber">>;

/** The routes for documents, with a journal of one document that records its calls. */
function documents({ document = troubled, sensitivity = "business", preview, ...given }: Given = {}) {
  const asked: Record<string, unknown[][]> = {};
  const note =
    <T>(name: string, answer: (...args: never[]) => Promise<T>) =>
    (...args: unknown[]) => {
      asked[name] = [...(asked[name] ?? []), args];
      return answer(...(args as never[]));
    };
  const audits: { actor: string; action: string; subject: string }[] = [];
  const candidates: Candidate[] = [];
  const flows = [tinyFlow({ sensitivity })];
  const journal = {
    documentsById: async (ids: readonly string[]) => (ids.includes(id) ? [document] : []),
    stepsOfDocument: async () => [{ at: new Date(0), name: "queued", detail: null }],
    correctionsOf: async () => [
      {
        number: 1,
        at: new Date(0),
        by: "operator",
        reason: "Mistyped",
        changes: [{ pointer: "/id", from: "CANARY-0", to: "CANARY-1" }],
      },
    ],
    versionsOf: async () => [
      { id, version: 1, key: document.key, state: "attention", receivedAt: new Date(0) },
    ],
    originalOf: async () => tinyDocument("CANARY-0", "a"),
    audit: async (entry: { actor: string; action: string; subject: string }) => void audits.push(entry),
    correctionAsked: async () => null,
    correct: note("correct", given.correct ?? (async () => ({ id, number: 2 }))),
    dismiss: note("dismiss", given.dismiss ?? (async () => true)),
    letPass: note("letPass", given.letPass ?? (async () => true)),
    acceptNumber: note("acceptNumber", given.acceptNumber ?? (async () => true)),
  };
  const onReplay = () => {
    asked.nudge = [...(asked.nudge ?? []), []];
  };
  const agent = serve(
    documentRoutes({ journal, operators, flows, odooUrl: "https://odoo.example" }),
    documentActionRoutes({ journal, operators, onReplay }),
    correctionRoutes({
      journal,
      operators,
      flows,
      connections: createConnections({ version: "1", connections: [tinyConnection()] }),
      preview: async (given) => {
        candidates.push(...given);
        return preview ? preview() : [wouldApply];
      },
      onReplay,
    }),
  );
  const post = (action: string, body?: object, headers: Record<string, string> = bearer(OPERATOR)) =>
    agent.post(`/v1/documents/${id}/${action}`).set(headers).send(body);
  return { agent, post, asked, audits, candidates };
}

describe("GET /v1/documents/{id}", () => {
  it("returns the current and the original content, versions, steps and corrections to an operator", async () => {
    const { agent, audits } = documents();
    const { status, body } = await agent.get(`/v1/documents/${id}`).set(bearer(OPERATOR));
    expect(status).toBe(200);
    expect(documentAnswer.strict().parse(body)).toMatchObject({
      id,
      state: "attention",
      version: 1,
      supersedes: null,
      document: troubled.input,
      original: tinyDocument("CANARY-0", "a"),
      corrections: [{ number: 1, by: "operator", changes: [{ pointer: "/id", from: "CANARY-0" }] }],
      versions: [{ version: 1, location: `/v1/documents/${id}` }],
      steps: [{ name: "queued" }],
    });
    expect(audits).toEqual([]);
  });

  it("returns the content of a clinical document to the sensitive role only, and records the access", async () => {
    const { agent, audits } = documents({ sensitivity: "clinical", document: { ...troubled, number: "N" } });
    const seen = await agent.get(`/v1/documents/${id}`).set(bearer(OPERATOR));
    expect(documentAnswer.strict().parse(seen.body)).toMatchObject({
      withheld: true,
      corrections: [{ changes: [{ pointer: "/id" }] }],
    });
    expect(seen.text).not.toContain("CANARY");
    expect(audits).toEqual([]);
    const read = await agent.get(`/v1/documents/${id}`).set(bearer(SENSITIVE));
    expect(read.body.document).toEqual(troubled.input);
    expect(audits).toMatchObject([{ actor: "sensitive", action: "document.read", subject: id }]);
  });

  it("withholds the content of a document whose flow no longer exists, too", async () => {
    const { agent } = documents({ document: { ...troubled, number: "N", flow: "gone" } });
    expect((await agent.get(`/v1/documents/${id}`).set(bearer(OPERATOR))).text).not.toContain("CANARY");
  });

  it.each([
    ["a partner", partner, id, 401],
    ["nobody", {}, id, 401],
    ["an operator, unknown", bearer(OPERATOR), UNKNOWN_ID, 404],
    ["an operator, no id", bearer(OPERATOR), "x", 404],
  ])("is not for %s", async (_who, headers, asked, status) => {
    const answer = await documents().agent.get(`/v1/documents/${asked}`).set(headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain("CANARY");
  });
});

describe("POST /v1/documents/{id}/preview", () => {
  it("previews the current document or a correction; recorded in the audit log, without effect", async () => {
    const { post, candidates, audits, asked } = documents();
    const asIs = await post("preview");
    expect(documentPreviewAnswer.parse(asIs.body)).toEqual({ id, preview: previewTexts(wouldApply) });
    expect((await post("preview", { document: corrected })).status).toBe(200);
    expect(candidates).toMatchObject([
      { document: troubled, asNewVersion: false },
      { document: { id, input: corrected, number: "CANARY-2", aggregate: "tiny/b" }, moved: true },
    ]);
    expect(audits.map(({ action }) => action)).toEqual(["document.preview", "document.preview"]);
    expect(asked).toEqual({});
  });

  it("as a new version requires a finished document", async () => {
    const { post, candidates } = documents();
    expect((await post("preview", { asNewVersion: true })).status).toBe(409);
    expect(candidates).toEqual([]);
    const done = documents({ document: { ...troubled, state: "done" } });
    expect((await done.post("preview", { asNewVersion: true })).status).toBe(200);
    expect(done.candidates).toMatchObject([{ asNewVersion: true }]);
  });

  it("reports that Odoo is unreachable, and records nothing", async () => {
    const preview = () => Promise.reject(new OdooFailure("unavailable", textTerm("away")));
    const { post, audits } = documents({ preview });
    expect((await post("preview")).status).toBe(503);
    expect(audits).toEqual([]);
  });
});

describe("POST /v1/documents/{id}/corrections", () => {
  const body = { document: corrected, reason: "Mistyped." };

  it("continues with the corrected document", async () => {
    const { post, asked } = documents();
    const answer = await post("corrections", body);
    expect(answer.status).toBe(202);
    expect(correctionAnswer.parse(answer.body)).toEqual({
      id,
      status: "accepted",
      correction: 2,
      location: `/v1/documents/${id}`,
    });
    expect(asked.correct).toMatchObject([
      [{ documentId: id, content: corrected, reason: "Mistyped.", actor: "operator", asNewVersion: false }],
    ]);
    expect(asked.nudge).toHaveLength(1);
  });

  it.each([
    ["without a reason", { document: corrected }, 400],
    ["with an empty reason", { document: corrected, reason: "  " }, 400],
    ["with NUL in the reason", { document: corrected, reason: "a\0b" }, 400],
    ["without a document", { reason: "x" }, 400],
    ["with a list", { document: [corrected], reason: "x" }, 400],
    ["with a wish that is misspelt", { ...body, asNewversion: true }, 400],
    ["of another type", { document: { ...corrected, type: "Payment" }, reason: "x" }, 422],
    ["with more than the type has", { document: { ...corrected, mrn: "CANARY-MRN" }, reason: "x" }, 422],
    ["with what is there already", { document: troubled.input, reason: "x" }, 422],
  ])("%s is refused: nothing is changed, no value is repeated", async (_what, given, status) => {
    const { post, asked } = documents();
    const answer = await post("corrections", given);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.text).not.toContain("CANARY");
    expect(asked.correct).toBeUndefined();
  });

  it.each(["finished", "busy", "superseded", "unfinished", "unread"] as const)(
    "that the state does not allow (%s) is answered with 409",
    async (refused) => {
      const { post, asked } = documents({ correct: async () => ({ refused }) });
      const answer = await post("corrections", body);
      expect([answer.status, answer.body.type]).toEqual([409, "urn:suture:problem:conflict"]);
      expect(answer.body.detail).toMatch(/\w/);
      expect(asked.nudge).toBeUndefined();
    },
  );

  it("of a finished document must be requested as a new version", async () => {
    const { post, asked } = documents({ document: { ...troubled, state: "done" } });
    expect((await post("corrections", body)).status).toBe(409);
    expect(asked.correct).toBeUndefined();
    expect((await post("corrections", { ...body, asNewVersion: true })).status).toBe(202);
  });
});

describe("POST /v1/documents/{id}/dismissal", () => {
  it.each([
    [true, "dismissed"],
    [false, "duplicate"],
  ] as const)("dismisses it with the reason (%s: %s)", async (was, status) => {
    const { post, asked } = documents({ dismiss: async () => was });
    const answer = await post("dismissal", { reason: "Sent twice." });
    expect([answer.status, dismissalAnswer.parse(answer.body)]).toEqual([200, { id, status }]);
    expect(asked.dismiss).toEqual([[troubled.key, "operator", "Sent twice."]]);
  });

  it.each(["done", "processing"] as const)("is refused when it is %s", async (state) => {
    const { post, asked } = documents({ document: { ...troubled, state } });
    expect((await post("dismissal", { reason: "x" })).status).toBe(409);
    expect(asked.dismiss).toBeUndefined();
  });

  it("needs a reason", async () => {
    const { post, asked } = documents();
    expect((await post("dismissal")).status).toBe(400);
    expect(asked.dismiss).toBeUndefined();
  });
});

describe("POST /v1/documents/{id}/precedence", () => {
  it.each([
    [true, 202],
    [false, 409],
  ] as const)("lets a held document pass (%s: %s)", async (held, status) => {
    const { post, asked } = documents({ letPass: async () => held });
    expect((await post("precedence")).status).toBe(status);
    expect(asked.letPass).toEqual([[troubled.key, "operator"]]);
  });
});

describe("POST /v1/documents/{id}/number-acceptance", () => {
  it.each([
    [true, 202],
    [false, 409],
  ] as const)("accepts a repeated number (%s: %s)", async (repeated, status) => {
    const { post, asked } = documents({ acceptNumber: async () => repeated });
    expect((await post("number-acceptance")).status).toBe(status);
    expect(asked.acceptNumber).toEqual([[troubled.key, "operator"]]);
  });
});

describe("a decision", () => {
  const actions = ["preview", "corrections", "dismissal", "precedence", "number-acceptance"];
  it.each(actions)("(%s) is for operators", async (action) => {
    const { post, asked, candidates } = documents();
    for (const headers of [partner, {}, bearer("wrong")])
      expect((await post(action, { document: corrected, reason: "x" }, headers)).status).toBe(401);
    expect([asked, candidates]).toEqual([{}, []]);
  });
});
