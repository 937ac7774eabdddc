import { describe, expect, it } from "vitest";
import { auditRoutes } from "../../../sidecar/api/audit.ts";
import { bearer, IDS, messages, OPERATOR, operators, SENSITIVE, serve } from "./routes.ts";

const gone = { type: "urn:suture:problem:gone", status: 410 };

describe("a message whose bytes had their time", () => {
  it("has no raw content any more, and looking for it is not noted as a reading", async () => {
    const { agent, audits } = messages({ removed: true });
    const answer = await agent.get(`/v1/messages/${IDS[0]}/raw`).set(bearer(SENSITIVE));
    expect([answer.status, answer.type]).toEqual([410, "application/problem+json"]);
    expect(answer.body).toMatchObject(gone);
    expect(audits).toEqual([]);
  });

  it("can still be looked at, and says since when", async () => {
    const answer = await messages({ removed: true })
      .agent.get(`/v1/messages/${IDS[0]}`)
      .set(bearer(OPERATOR));
    expect(answer.body).toMatchObject({ id: IDS[0], bodyRemovedAt: "2026-11-20T10:00:00.000Z" });
  });

  it("has no acknowledgement to show when its bytes are gone too", async () => {
    const acknowledgement = { code: "997", contentType: "application/edi-x12", state: "done", doneAt: null };
    const acknowledgements = [{ ...acknowledgement, body: null }];
    const { agent } = messages({ removed: true, acknowledgements });
    const answer = await agent.get(`/v1/messages/${IDS[0]}/acknowledgement`).set(bearer(OPERATOR));
    expect(answer.status).toBe(410);
  });
});

describe("GET /v1/audit/head", () => {
  const head = { seq: 7, hash: "a".repeat(64), algorithm: "hmac-sha256", signature: "b".repeat(64) } as const;
  const at = new Date("2026-11-20T10:00:00Z");
  const agent = (given: typeof head | null) =>
    serve(auditRoutes({ journal: { auditHead: async () => given && { ...given, at } }, operators }));

  it("tells operators where the trail ends, and not how that is signed", async () => {
    const answer = await agent(head).get("/v1/audit/head").set(bearer(OPERATOR));
    expect(answer.body).toEqual({ seq: 7, hash: head.hash, at: at.toISOString() });
  });

  it("is told before the first entry, too", async () => {
    const answer = await agent(null).get("/v1/audit/head").set(bearer(OPERATOR));
    expect(answer.body).toEqual({ seq: 0, hash: null, at: null });
  });

  it("is nobody else's business", async () => {
    expect((await agent(head).get("/v1/audit/head")).status).toBe(401);
  });
});
