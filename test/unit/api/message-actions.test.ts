import type { Response } from "supertest";
import { describe, expect, it } from "vitest";
import {
  type Acknowledgement,
  bearer,
  document,
  IDS,
  messages,
  OPERATOR,
  SENSITIVE,
  UNKNOWN_ID,
} from "./routes.ts";

const [harbors, others] = IDS;
const partner = { "x-api-key": "key of edi-harbor" };
const reply = (text: string): Acknowledgement => ({
  code: "997",
  contentType: "application/edi-x12",
  body: Buffer.from(text),
  state: "done",
  doneAt: null,
});

describe("GET /v1/messages/{id}/acknowledgement", () => {
  it.each([
    ["a partner, for its own", partner, harbors, 200],
    ["an operator, for any", bearer(OPERATOR), others, 200],
    ["a partner, for another's", partner, others, 404],
    ["nobody", {}, harbors, 401],
  ])("%s", async (_who, headers, id, status) => {
    const { agent } = messages({ acknowledgements: [reply("ISA*1~"), reply("ISA*2~")] });
    const answer = await agent
      .get(`/v1/messages/${id}/acknowledgement`)
      .set(headers)
      .buffer(true)
      .parse(text);
    expect(answer.status).toBe(status);
    if (status === 200) {
      expect(answer.headers["content-type"]).toContain("application/edi-x12");
      expect(answer.body).toBe("ISA*1~ISA*2~");
    }
  });

  it("is not there for a message that gets none", async () => {
    const { status, body } = await messages()
      .agent.get(`/v1/messages/${harbors}/acknowledgement`)
      .set(partner);
    expect(status).toBe(404);
    expect(body.detail).toBe("This message is not acknowledged.");
  });
});

describe("GET /v1/messages/{id}/raw", () => {
  it("gives the bytes to the sensitive role, as a download that no browser runs, and the audit knows", async () => {
    const { agent, audits } = messages();
    const answer = await agent
      .get(`/v1/messages/${harbors}/raw`)
      .set(bearer(SENSITIVE))
      .buffer(true)
      .parse(text);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe("<script>RAW</script>");
    expect(answer.headers["content-disposition"]).toMatch(/^attachment/);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(audits).toMatchObject([{ actor: "sensitive", action: "message.raw", subject: harbors }]);
  });

  it.each([
    ["an operator", bearer(OPERATOR), harbors, 403],
    ["the partner itself", partner, harbors, 401],
    ["nobody", {}, harbors, 401],
    ["the sensitive role, unknown", bearer(SENSITIVE), UNKNOWN_ID, 404],
  ])("%s: refused, nothing shown", async (_who, headers, id, status) => {
    const { agent, audits } = messages();
    const answer = await agent.get(`/v1/messages/${id}/raw`).set(headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain("RAW");
    expect(audits).toEqual([]);
  });
});

describe("POST /v1/messages/{id}/replay", () => {
  it.each([
    ["what can be tried again is", [document.id], "accepted"],
    ["what is done stays done", [], "duplicate"],
  ])("%s: 202, audited", async (_what, replayed, status) => {
    const { agent, replays, audits, nudges } = messages({ replayed });
    const answer = await agent.post(`/v1/messages/${harbors}/replay`).set(bearer(OPERATOR));
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ id: harbors, status, documents: replayed });
    expect(replays).toEqual([[{ messageId: harbors }, "operator", expect.any(Number)]]);
    expect(audits).toMatchObject([{ action: "message.replay", subject: harbors }]);
    expect(nudges()).toBe(1);
  });

  it.each([
    ["the partner", partner, harbors, 401],
    ["nobody", {}, harbors, 401],
    ["an operator, unknown", bearer(OPERATOR), UNKNOWN_ID, 404],
  ])("%s: refused", async (_who, headers, id, status) => {
    const { agent, replays } = messages();
    expect((await agent.post(`/v1/messages/${id}/replay`).set(headers)).status).toBe(status);
    expect(replays).toEqual([]);
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
  ])("%j is tried again, audited", async (body, filter, limit) => {
    const { agent, replays, audits, nudges } = messages({ replayed: ["a", "b"] });
    const answer = await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    expect([answer.status, answer.body]).toEqual([202, { documents: 2 }]);
    expect(replays).toEqual([[filter, "operator", limit]]);
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
  ])("refuses %s: nothing is tried again", async (_what, body) => {
    const { agent, replays } = messages();
    const answer = await agent.post("/v1/replays").set(bearer(OPERATOR)).send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe("urn:suture:problem:bad-request");
    expect(replays).toEqual([]);
  });

  it("is for operators", async () => {
    const { agent, replays } = messages();
    expect((await agent.post("/v1/replays").set(partner).send({ connection: "x" })).status).toBe(401);
    expect(replays).toEqual([]);
  });
});

/** Reads an answer of any type as text. */
function text(answer: Response, done: (error: Error | null, body: string) => void): void {
  let read = "";
  answer.on("data", (chunk: Buffer) => {
    read += chunk.toString("latin1");
  });
  answer.on("end", () => done(null, read));
}
