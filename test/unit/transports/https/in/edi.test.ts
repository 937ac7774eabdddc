import { gzipSync } from "node:zlib";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../../../sidecar/api/app.ts";
import { createConnections } from "../../../../../sidecar/engine/model/connections.ts";
import type { Accepted, Arrival } from "../../../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../../../sidecar/engine/ports/journal/access.ts";
import { asJournalFailure } from "../../../../../sidecar/journal/failures.ts";
import { createAdmission } from "../../../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../../../sidecar/security/keys.ts";
import { ediRoutes } from "../../../../../sidecar/transports/https/in/edi.ts";
import { recordedLog } from "../../../../support/log.ts";
import { tinyConnection } from "../../../../support/tiny.ts";

const KEY = "sk_of-harbor";
const MAXIMUM = 2048;
const accepted: Accepted = { id: "m1", status: "accepted", problem: null };
const unreadable: Accepted = {
  id: "m2",
  status: "unreadable",
  problem: "There is no interchange in the body.",
};

type Given = { answer?: Accepted[] | Error; known?: boolean; publicUrl?: string; room?: boolean };

function edi({ answer = [accepted], known = true, publicUrl, room = true }: Given = {}) {
  const admission = createAdmission({ bodies: 1, bytes: MAXIMUM });
  if (!room) admission.enter({ connection: null, address: null }).resize(MAXIMUM);
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  const asked: string[] = [];
  const connections = [
    tinyConnection({ code: "edi-harbor" }),
    tinyConnection({ code: "edi-other" }),
    tinyConnection({ code: "edi-off", active: false }),
  ];
  const routes = ediRoutes({
    intake: async (arrival) => {
      if (answer instanceof Error) throw answer;
      arrivals.push(arrival);
      return answer;
    },
    journal: {
      noteKeyUse: async () => {},
      keyDigests: async (code) => {
        asked.push(code);
        return code === "" ? [] : [digestOf(code === "edi-harbor" ? KEY : `key of ${code}`)];
      },
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections(known ? { version: "1", connections } : null),
    maximumBytes: MAXIMUM,
    admission,
    limits: NO_LIMITS,
    publicUrl: publicUrl ?? null,
  });
  const app = createApp([routes], recordedLog());
  const post = (connection = "edi-harbor") =>
    request(app).post(`/v1/edi/${connection}`).set("content-type", "application/edi-x12; charset=us-ascii");
  return { arrivals, rejections, asked, post, admission };
}

describe("a file without room", () => {
  it("must be sent again, and nothing of it is stored", async () => {
    const test = edi({ room: false });
    const answer = await test.post().set("X-Api-Key", KEY).send("ISA*");
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "5"]);
    expect([test.arrivals, test.rejections]).toEqual([[], []]);
  });

  it("is refused if its key is wrong, without using room or revealing anything", async () => {
    const test = edi({ room: false });
    expect((await test.post().set("X-Api-Key", "wrong").send("ISA*")).status).toBe(401);
    expect(test.admission.observe().refused).toBe(0);
  });
});

describe("a file with the connection's key", () => {
  it.each([
    ["X-Api-Key", KEY],
    ["Authorization", `Bearer ${KEY}`],
    ["Authorization", `bearer ${KEY}`],
  ])("in %s is accepted: 202 with its message", async (header, value) => {
    const test = edi({ publicUrl: "https://edi.example" });
    const { status, body } = await test.post().set(header, value).send("ISA*\u00e9");
    expect(status).toBe(202);
    expect(body).toEqual({
      messages: [{ id: "m1", status: "accepted", location: "https://edi.example/v1/messages/m1" }],
    });
    expect(test.arrivals).toMatchObject([
      { connection: "edi-harbor", transport: "https", contentType: "application/edi-x12" },
    ]);
    expect(Buffer.from(test.arrivals[0]?.body ?? [])).toEqual(Buffer.from("ISA*\u00e9"));
    expect(test.rejections).toEqual([]);
  });

  it("stores the relevant headers, and no secret", async () => {
    const test = edi();
    await test.post().set("X-Api-Key", KEY).set("user-agent", "supplier/1").set("cookie", "s=1").send("x");
    expect(test.arrivals[0]?.headers).toMatchObject({ "user-agent": "supplier/1" });
    expect(JSON.stringify(test.arrivals[0])).not.toContain(KEY);
    expect(test.arrivals[0]?.headers).not.toHaveProperty("cookie");
  });

  it("is unpacked when it is compressed", async () => {
    const test = edi();
    const { status } = await test
      .post()
      .set("X-Api-Key", KEY)
      .set("content-encoding", "gzip")
      .serialize((body) => body)
      .send(gzipSync("ISA*compressed"));
    expect(status).toBe(202);
    expect(Buffer.from(test.arrivals[0]?.body ?? []).toString()).toBe("ISA*compressed");
  });

  it("continues the sender's trace", async () => {
    const test = edi();
    const trace = "0af7651916cd43dd8448eb211c80319c";
    const answer = await test
      .post()
      .set("X-Api-Key", KEY)
      .set("traceparent", `00-${trace}-b7ad6b7169203331-01`)
      .send("x");
    expect(answer.headers["x-trace-id"]).toBe(trace);
    expect(test.arrivals[0]?.traceId).toBe(trace);
  });

  it("reports each part: some invalid is still 202, all invalid is 422", async () => {
    const some = await edi({ answer: [accepted, unreadable] })
      .post()
      .set("X-Api-Key", KEY)
      .send("x");
    expect([some.status, some.body.messages.length, some.body.messages[1].problem]).toEqual([
      202,
      2,
      unreadable.problem,
    ]);
    const all = await edi({ answer: [unreadable] })
      .post()
      .set("X-Api-Key", KEY)
      .send("x");
    expect(all.status).toBe(422);
    expect(all.body).toMatchObject({
      detail: unreadable.problem,
      messages: [{ id: "m2", status: "unreadable" }],
    });
  });
});

type Post = ReturnType<ReturnType<typeof edi>["post"]>;
const bytes = (post: Post, encoding: string, body: Buffer) =>
  post
    .set("content-encoding", encoding)
    .serialize((one) => one)
    .send(body);

describe("a refused request is recorded and answered with a problem document", () => {
  it.each<[string, number, string, string, (post: Post) => Post]>([
    ["no key", 401, "unauthorized", "edi-harbor", (post) => post.send("secret body")],
    [
      "a wrong key",
      401,
      "unauthorized",
      "edi-harbor",
      (post) => post.set("X-Api-Key", "sk_x").send("secret body"),
    ],
    [
      "another's key",
      401,
      "unauthorized",
      "edi-other",
      (post) => post.set("X-Api-Key", KEY).send("secret body"),
    ],
    ["an empty body", 400, "empty-body", "edi-harbor", (post) => post.set("X-Api-Key", KEY).send("")],
    [
      "a body that is too large",
      413,
      "body-too-large",
      "edi-harbor",
      (post) => post.set("X-Api-Key", KEY).send("x".repeat(MAXIMUM + 1)),
    ],
    [
      "a gzip bomb",
      413,
      "body-too-large",
      "edi-harbor",
      (post) => bytes(post.set("X-Api-Key", KEY), "gzip", gzipSync("x".repeat(1_000_000))),
    ],
    [
      "broken compression",
      400,
      "bad-request",
      "edi-harbor",
      (post) => bytes(post.set("X-Api-Key", KEY), "gzip", Buffer.from("not gzip")),
    ],
    [
      "an unknown compression",
      415,
      "unsupported-encoding",
      "edi-harbor",
      (post) => bytes(post.set("X-Api-Key", KEY), "snappy", Buffer.from("x")),
    ],
  ])("%s: %i", async (_what, status, code, connection, send) => {
    const test = edi();
    const answer = await send(test.post(connection));
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.body).toMatchObject({
      type: `urn:suture:problem:${code}`,
      status,
      title: expect.any(String),
      instance: `/v1/edi/${connection}`,
      traceId: answer.headers["x-trace-id"],
    });
    expect(test.arrivals).toEqual([]);
    expect(test.rejections).toMatchObject([
      { status, reason: code, transport: "https", traceId: answer.body.traceId },
    ]);
    expect(JSON.stringify([answer.body, test.rejections])).not.toMatch(/secret body|sk_/);
  });

  it.each([
    ["gzip", "gzip", Buffer.from("not gzip")],
    ["gzip", "x-gzip", gzipSync("ISA*cut").subarray(0, 12)],
    ["deflate", "deflate", Buffer.from("not deflate")],
    ["br", "br", Buffer.from("not brotli")],
  ])("a body that is not %s, sent as %s, is told so", async (name, encoding, body) => {
    const answer = await bytes(edi().post().set("X-Api-Key", KEY), encoding, body);
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      `The body is not valid ${name} data, or it is incomplete. Compress it again, or send it without Content-Encoding.`,
    ]);
  });

  it("an unknown connection is answered like a wrong key, and recorded as unknown", async () => {
    const test = edi();
    const withoutPlace = (answer: Awaited<Post>) => ({ ...answer.body, instance: "", traceId: "" });
    for (const key of [KEY, "sk_x", null]) {
      const send = (connection: string) => {
        const post = test.post(connection);
        return key === null ? post.send("x") : post.set("X-Api-Key", key).send("x");
      };
      const [known, off, unknown] = [await send("edi-other"), await send("edi-off"), await send("edi-none")];
      expect(unknown.status).toBe(401);
      expect(withoutPlace(unknown)).toEqual(withoutPlace(known));
      expect(withoutPlace(unknown)).toEqual(withoutPlace(off));
      expect(unknown.headers["www-authenticate"]).toBe(known.headers["www-authenticate"]);
    }
    expect(test.rejections.map(({ reason }) => reason).slice(0, 3)).toEqual([
      "unauthorized",
      "unauthorized",
      "unknown-connection",
    ]);
    expect(test.asked).toEqual(expect.arrayContaining([""]));
  });

  it("a connection that is switched off: 503 with Retry-After for its own key", async () => {
    const test = edi();
    const answer = await test.post("edi-off").set("X-Api-Key", "key of edi-off").send("x");
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "300"]);
    expect(answer.body).toMatchObject({
      type: "urn:suture:problem:connection-paused",
      title: "The connection is switched off at the moment.",
      detail:
        "The receiver has switched this connection off; nothing was accepted. Send the message again later.",
    });
    expect(test.arrivals).toEqual([]);
    expect(test.rejections).toMatchObject([
      { connection: "edi-off", status: 503, reason: "connection-paused" },
    ]);
  });

  it("a body of exactly the largest size is accepted", async () => {
    const answer = await edi().post().set("X-Api-Key", KEY).send("x".repeat(MAXIMUM));
    expect(answer.status).toBe(202);
  });
});

describe("when nothing can be accepted", () => {
  const away = (code: string) =>
    asJournalFailure(Object.assign(new Error("terminating connection"), { code }));
  it.each<[string, Given]>([
    ["the configuration is unknown yet", { known: false }],
    ["the journal shuts down", { answer: away("57P01") }],
    ["the journal is not there", { answer: away("ECONNREFUSED") }],
    [
      "the journal's connection broke",
      { answer: asJournalFailure(new Error("Connection terminated unexpectedly")) },
    ],
  ])("because %s: 503 with Retry-After, never 202", async (_what, given) => {
    const answer = await edi(given).post().set("X-Api-Key", KEY).send("x");
    expect(answer.status).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.body.type).toBe("urn:suture:problem:not-ready");
  });
});
