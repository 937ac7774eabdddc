import type { Response } from "supertest";
import { describe, expect, it } from "vitest";
import { type Acknowledgement, bearer, IDS, messages, OPERATOR, SENSITIVE, UNKNOWN_ID } from "./routes.ts";

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

  it("returns 404 for a message without an acknowledgement", async () => {
    const { status, body } = await messages()
      .agent.get(`/v1/messages/${harbors}/acknowledgement`)
      .set(partner);
    expect(status).toBe(404);
    expect(body.detail).toBe("This message is not acknowledged.");
  });
});

describe("GET /v1/messages/{id}/raw", () => {
  it("returns the bytes to the sensitive role, as a download that no browser executes, and records the access", async () => {
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

/** Reads an answer of any type as text. */
function text(answer: Response, done: (error: Error | null, body: string) => void): void {
  let read = "";
  answer.on("data", (chunk: Buffer) => {
    read += chunk.toString("latin1");
  });
  answer.on("end", () => done(null, read));
}
