import { describe, expect, it } from "vitest";
import { auditRoutes } from "../../../sidecar/api/audit.ts";
import { bearer, IDS, messages, OPERATOR, operators, SENSITIVE, serve } from "./routes.ts";

const gone = { type: "urn:suture:problem:gone", status: 410 };

describe("a message whose bytes have expired", () => {
  it("no longer has raw content, and a request for it is not recorded as an access", async () => {
    const { agent, audits } = messages({ removed: true });
    const answer = await agent.get(`/v1/messages/${IDS[0]}/raw`).set(bearer(SENSITIVE));
    expect([answer.status, answer.type]).toEqual([410, "application/problem+json"]);
    expect(answer.body).toMatchObject(gone);
    expect(audits).toEqual([]);
  });

  it("can still be read, and shows when its bytes were deleted", async () => {
    const answer = await messages({ removed: true })
      .agent.get(`/v1/messages/${IDS[0]}`)
      .set(bearer(OPERATOR));
    expect(answer.body).toMatchObject({ id: IDS[0], bodyRemovedAt: "2026-11-20T10:00:00.000Z" });
  });

  it("has no acknowledgement when its bytes were deleted too", async () => {
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

  it("returns the end of the audit log to operators, without the signature", async () => {
    const answer = await agent(head).get("/v1/audit/head").set(bearer(OPERATOR));
    expect(answer.body).toEqual({ seq: 7, hash: head.hash, at: at.toISOString() });
  });

  it("is available before the first entry, too", async () => {
    const answer = await agent(null).get("/v1/audit/head").set(bearer(OPERATOR));
    expect(answer.body).toEqual({ seq: 0, hash: null, at: null });
  });

  it("is refused to others", async () => {
    expect((await agent(head).get("/v1/audit/head")).status).toBe(401);
  });
});
