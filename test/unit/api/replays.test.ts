import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dryRunAnswer } from "../../../sidecar/api/dry-run.ts";
import { messageReplayAnswer, replayRoutes, replaysAnswer } from "../../../sidecar/api/replays.ts";
import { previewTexts } from "../../../sidecar/api/texts.ts";
import type { Candidate } from "../../../sidecar/engine/dry-run/preview.ts";
import type { Preview } from "../../../sidecar/engine/ports/dry-run.ts";
import type { Document } from "../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { textTerm } from "../../support/told.ts";
import { bearer, document, IDS, OPERATOR, operators, serve, summaries, UNKNOWN_ID } from "./routes.ts";

const [harbors] = IDS;
const partner = { "x-api-key": "key of edi-harbor" };
const wouldApply: Preview = {
  outcome: "would-apply",
  note: [textTerm("6 of 10 promised.")],
  changes: [
    {
      model: "purchase.order.line",
      id: 3,
      name: "P1 Gauze",
      field: "product_qty",
      label: "Quantity",
      from: 10,
      to: 6,
    },
  ],
};

type Given = {
  removed?: boolean;
  replayed?: string[];
  matching?: readonly Document[];
  preview?: (candidates: readonly Candidate[]) => Promise<Preview[]>;
};

/** The routes with a journal of three messages that records its calls. */
function replays(given: Given = {}) {
  const tried: unknown[][] = [];
  const searched: unknown[][] = [];
  const versions: unknown[][] = [];
  const audits: { actor: string; action: string; subject: string; detail?: object }[] = [];
  const previewed: Candidate[] = [];
  let nudges = 0;
  const router = replayRoutes({
    journal: {
      messageSummary: async (id) => {
        const found = summaries.find((row) => row.id === id);
        return found ? { ...found, bodyRemovedAt: given.removed ? new Date() : null } : null;
      },
      documentsMatching: async (...args) => {
        searched.push(args);
        return [...(given.matching ?? [])].slice(0, args[2]);
      },
      replay: async (...args) => {
        tried.push(args);
        return given.replayed ?? [document.id];
      },
      enterVersions: async (...args) => {
        versions.push(args);
        return args[0].map((id) => `${id}-next`);
      },
      audit: async (entry) => void audits.push(entry),
    },
    operators,
    preview: async (candidates) => {
      previewed.push(...candidates);
      return given.preview ? given.preview(candidates) : candidates.map(() => wouldApply);
    },
    onReplay: () => {
      nudges += 1;
    },
  });
  return { agent: serve(router), tried, searched, versions, audits, previewed, nudges: () => nudges };
}

describe("POST /v1/messages/{id}/replay", () => {
  it("of a message whose bytes have expired is refused, and the answer names the next step", async () => {
    const { agent, tried, audits } = replays({ removed: true });
    const answer = await agent.post(`/v1/messages/${harbors}/replay`).set(bearer(OPERATOR));
    expect([answer.status, answer.body.type]).toEqual([410, "urn:suture:problem:gone"]);
    expect(answer.body.detail).toContain("Ask its sender");
    expect([tried, audits]).toEqual([[], []]);
  });

  it.each([
    ["what can be tried again is", [randomUUID()], "accepted"],
    ["what is done stays done", [], "duplicate"],
  ])("%s: 202, audited", async (_what, replayed, status) => {
    const { agent, tried, audits, nudges } = replays({ replayed });
    const answer = await agent.post(`/v1/messages/${harbors}/replay`).set(bearer(OPERATOR));
    expect(answer.status).toBe(202);
    expect(messageReplayAnswer.strict().parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toEqual({ id: harbors, status, documents: replayed });
    expect(tried).toEqual([[{ messageId: harbors }, "operator", expect.any(Number)]]);
    expect(audits).toMatchObject([{ action: "message.replay", subject: harbors }]);
    expect(nudges()).toBe(1);
  });

  it.each([
    ["the partner", partner, harbors, 401],
    ["nobody", {}, harbors, 401],
    ["an operator, unknown", bearer(OPERATOR), UNKNOWN_ID, 404],
  ])("%s: refused", async (_who, headers, id, status) => {
    const { agent, tried } = replays();
    expect((await agent.post(`/v1/messages/${id}/replay`).set(headers)).status).toBe(status);
    expect(tried).toEqual([]);
  });
});

describe("POST /v1/replays", () => {
  it.each([
    [{ connection: "edi-harbor" }, { connection: "edi-harbor" }, 1000],
    [{ state: "attention", limit: 5 }, { state: "attention" }, 5],
    [
      { reasonCode: "UNKNOWN_ITEM", state: "waiting" },
      { reasonCode: "UNKNOWN_ITEM", state: "waiting" },
      1000,
    ],
  ])("%j is retried and recorded", async (body, filter, limit) => {
    const { agent, tried, audits, nudges } = replays({ replayed: ["a", "b"] });
    const answer = await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    expect([answer.status, replaysAnswer.strict().parse(answer.body)]).toEqual([202, { documents: 2 }]);
    expect(tried).toEqual([[filter, "operator", limit]]);
    expect(audits).toMatchObject([{ action: "replay", detail: { ...filter, documents: 2 } }]);
    expect(nudges()).toBe(1);
  });

  it.each([
    ["nothing", undefined],
    ["everything", {}],
    ["only a limit", { limit: 5 }],
    ["what is done", { state: "done" }],
    ["an unknown field", { connection: "x", conection: "y" }],
    ["too many", { connection: "x", limit: 10_001 }],
    ["a list", [1]],
    ["a field of another shape", { connection: ["x"] }],
    ["NUL in a text", { connection: "x\0" }],
    ["half a character in a text", { connection: "x\ud800" }],
    ["a reason code that is none", { reasonCode: "UNKNOWN_REASON" }],
    ["a number that is none", { connection: "x", limit: -1 }],
    ["half a number", { connection: "x", limit: 1.5 }],
    ["a number as text", { connection: "x", limit: "5" }],
    ["a number beyond all", { connection: "x", limit: 1e300 }],
    ["more documents than are taken", { documents: Array.from({ length: 1001 }, () => harbors) }],
    ["what are no ids", { documents: ["1 or 1=1"] }],
  ])("refuses %s: nothing is retried", async (_what, body) => {
    const { agent, tried } = replays();
    const answer = await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe("urn:suture:problem:bad-request");
    expect(tried).toEqual([]);
  });

  it("is for operators", async () => {
    const { agent, tried } = replays();
    expect((await agent.post("/v1/replays").set(partner).send({ connection: "x" })).status).toBe(401);
    expect(tried).toEqual([]);
  });
});

describe("a dry run", () => {
  const done = queuedDocument({ id: UNKNOWN_ID, number: "D", state: "done" });

  it.each([
    ["replay", { dryRun: true }],
    ["preview", {}],
  ])("of a message (%s) returns the preview of each document, and retries nothing", async (route, body) => {
    const { agent, tried, searched, audits, nudges } = replays({ matching: [{ ...document, id: harbors }] });
    const answer = await agent.post(`/v1/messages/${harbors}/${route}`).set(bearer(OPERATOR)).send(body);
    expect(answer.status).toBe(200);
    expect(dryRunAnswer.parse(answer.body)).toEqual({
      dryRun: true,
      documents: [{ id: harbors, number: "P00001", state: "attention", preview: previewTexts(wouldApply) }],
    });
    expect(searched[0]?.[0]).toEqual({ messageId: harbors });
    expect([tried, nudges()]).toEqual([[], 0]);
    expect(audits).toMatchObject([{ actor: "operator", action: "preview", detail: { messageId: harbors } }]);
  });

  it("is never ignored: a body that is not JSON by its type, or a misspelt member, is refused", async () => {
    const { agent, tried } = replays({ matching: [] });
    const post = (type: string, body: string) =>
      agent
        .post(`/v1/messages/${harbors}/replay`)
        .set({ ...bearer(OPERATOR), "content-type": type })
        .send(body);
    const json = await post("application/json; charset=utf-8", '{"dryRun": true}');
    expect(json.body).toEqual({ dryRun: true, documents: [] });
    const form = await post("application/x-www-form-urlencoded", '{"dryRun": true}');
    expect([form.status, form.body.type]).toEqual([415, "urn:suture:problem:unsupported-media-type"]);
    expect((await post("application/json", '{"dryrun": true}')).status).toBe(400);
    expect((await post("application/json", "dryRun=true")).status).toBe(400);
    expect(tried).toEqual([]);
  });

  it("by filter links to the next page", async () => {
    const matching = Array.from({ length: 3 }, (_, index) => ({ ...document, id: IDS[index] ?? "" }));
    const { agent, searched, tried } = replays({ matching });
    const post = (body: object) => agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    const first = await post({ connection: "edi-harbor", dryRun: true, limit: 2 });
    expect([first.body.documents.length, first.body.next]).toEqual([2, IDS[1]]);
    await post({ connection: "edi-harbor", dryRun: true, after: first.body.next });
    expect(searched.map(([, states, limit, after]) => [states, limit, after])).toEqual([
      [["attention", "waiting", "held"], 2, null],
      [["attention", "waiting", "held"], 50, IDS[1]],
    ]);
    expect(tried).toEqual([]);
  });

  it("as a new version previews finished documents as if they were entered again", async () => {
    const { agent, previewed, searched } = replays({ matching: [done] });
    const body = { connection: "edi-harbor", asNewVersion: true, dryRun: true };
    expect((await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body)).status).toBe(200);
    expect(previewed).toEqual([{ document: done, asNewVersion: true }]);
    expect(searched[0]?.slice(0, 2)).toEqual([{ connection: "edi-harbor", latest: true }, ["done"]]);
  });

  it("reports that Odoo is unreachable", async () => {
    const preview = () => Promise.reject(new OdooFailure("unavailable", textTerm("Odoo is unreachable")));
    const { agent } = replays({ matching: [document], preview });
    const answer = await agent.post(`/v1/messages/${harbors}/preview`).set(bearer(OPERATOR));
    expect([answer.status, answer.body.type]).toEqual([503, "urn:suture:problem:not-ready"]);
  });

  it("is for operators", async () => {
    const { agent, previewed } = replays({ matching: [document] });
    expect((await agent.post(`/v1/messages/${harbors}/preview`).set(partner)).status).toBe(401);
    expect(previewed).toEqual([]);
  });
});

describe("a finished document, once more", () => {
  const matching = [queuedDocument({ id: UNKNOWN_ID, state: "done" })];

  it("is entered as a new version, with the reason", async () => {
    const { agent, versions, audits, nudges } = replays({ matching, replayed: [] });
    const body = { asNewVersion: true, reason: "The order was restored from a backup." };
    const answer = await agent.post(`/v1/messages/${harbors}/replay`).set(bearer(OPERATOR)).send(body);
    expect(answer.body).toEqual({
      id: harbors,
      status: "accepted",
      documents: [],
      newVersions: [`${UNKNOWN_ID}-next`],
    });
    expect(versions).toEqual([[[UNKNOWN_ID], "operator", body.reason]]);
    expect(audits).toMatchObject([{ action: "message.replay", detail: { newVersions: 1 } }]);
    expect(nudges()).toBe(1);
  });

  it("is entered by filter, up to a hundred documents", async () => {
    const { agent, tried, searched } = replays({ matching });
    const body = { connection: "edi-harbor", asNewVersion: true, reason: "Lost in Odoo.", limit: 10_000 };
    const answer = await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    expect([answer.status, answer.body]).toEqual([202, { documents: 1 }]);
    expect(searched[0]?.[2]).toBe(100);
    expect(tried).toEqual([]);
  });

  it.each([
    ["no reason", { connection: "edi-harbor", asNewVersion: true }],
    ["an empty reason", { connection: "edi-harbor", asNewVersion: true, reason: " " }],
    ["everything there is", { state: "done", asNewVersion: true, reason: "x" }],
    ["what is not done", { connection: "edi-harbor", state: "waiting", asNewVersion: true, reason: "x" }],
    ["a reason code", { connection: "edi-harbor", reasonCode: "CONFLICT", asNewVersion: true, reason: "x" }],
  ])("is refused with %s", async (_what, body) => {
    const { agent, versions } = replays({ matching });
    expect((await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body)).status).toBe(400);
    expect(versions).toEqual([]);
  });
});
