import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { asJournalFailure } from "../../../../../sidecar/journal/failures.ts";
import { attributes, batched, data, event, eventDoor, SOURCE, structured } from "./event-door.ts";

const contentOf = (body: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(body ?? []).toString());
const statuses = (body: { messages: { status: string }[] }) => body.messages.map(({ status }) => status);

describe("POST /v1/events", () => {
  it("accepts an event in structured mode, unchanged", async () => {
    const { post, messages, rejections } = eventDoor();
    const { status, body } = await structured(post(), event());
    expect(status).toBe(202);
    expect(body).toEqual({ messages: [{ id: "m1", status: "accepted", location: "/v1/messages/m1" }] });
    expect(messages).toMatchObject([
      {
        connection: "portal",
        transport: "https",
        contentType: "application/cloudevents+json",
        format: "cloudevents",
        identity: `cloudevents/${SOURCE}/e-1`,
      },
    ]);
    expect(contentOf(messages[0]?.body)).toEqual(event());
    expect(rejections).toEqual([]);
  });

  it("accepts an event in binary mode, as the structured one", async () => {
    const { post, messages } = eventDoor();
    const send = () =>
      post()
        .set({ ...attributes, "ce-subject": "P00001", "ce-time": "2026-11-20T10:00:00Z" })
        .set("content-type", "application/json; charset=utf-8")
        .send(JSON.stringify(data));
    expect((await send()).status).toBe(202);
    expect(contentOf(messages[0]?.body)).toEqual(
      event({ subject: "P00001", time: "2026-11-20T10:00:00Z", datacontenttype: "application/json" }),
    );
    expect(statuses((await send()).body)).toEqual(["duplicate"]);
  });

  it("accepts a batch: each event is a separate message", async () => {
    const { post, messages } = eventDoor();
    const sent = [event(), event({ id: "e-2" }), event({ id: 'e-"3", [x]', data: { note: "a, ] b\\" } })];
    const { status, body } = await batched(post(), sent);
    expect([status, statuses(body)]).toEqual([202, ["accepted", "accepted", "accepted"]]);
    expect(messages.map((message) => contentOf(message.body))).toEqual(sent);
    expect(messages.map(({ identity }) => identity)).toEqual(
      sent.map(({ id }) => `cloudevents/${SOURCE}/${id}`),
    );
  });

  it("accepts an empty batch, and stores nothing", async () => {
    const { post, messages } = eventDoor();
    const { status, body } = await batched(post(), []);
    expect([status, body, messages]).toEqual([202, { messages: [] }, []]);
  });

  it("recognises a repeated event by source and ID, and different content becomes an exception", async () => {
    const { post } = eventDoor();
    await structured(post(), event());
    expect(statuses((await structured(post(), event())).body)).toEqual(["duplicate"]);
    const other = await structured(post(), event({ data: { ...data, id: "R2" } }));
    expect([other.status, statuses(other.body)]).toEqual([202, ["attention"]]);
  });

  it("is unpacked when it is compressed", async () => {
    const { post, messages } = eventDoor();
    const { status } = await post()
      .set({ "content-type": "application/cloudevents+json", "content-encoding": "gzip" })
      .send(gzipSync(JSON.stringify(event())));
    expect([status, contentOf(messages[0]?.body)]).toEqual([202, event()]);
  });

  it("accepts the key in X-Api-Key too, and stores no secret", async () => {
    const { post, messages } = eventDoor();
    const { status } = await structured(
      post().unset("authorization").set("x-api-key", "sk_of-the-portal"),
      event(),
    );
    expect(status).toBe(202);
    expect(JSON.stringify(messages)).not.toContain("sk_of");
  });

  it("accepts an event of an unknown type, which is checked afterwards", async () => {
    const { post } = eventDoor();
    expect((await structured(post(), event({ type: "com.example.order" }))).status).toBe(202);
  });
});

describe("a body that is not an event is stored and answered with 422", () => {
  it.each<[string, string]>([
    ["no JSON", "{not json"],
    ["cut in the middle", JSON.stringify(event()).slice(0, 40)],
    ["no object", '"text"'],
    ["no id", JSON.stringify(event({ id: undefined }))],
    ["an empty id", JSON.stringify(event({ id: "" }))],
    ["no source", JSON.stringify(event({ source: undefined }))],
    ["no type", JSON.stringify(event({ type: undefined }))],
    ["a version that is not 1.0", JSON.stringify(event({ specversion: "0.3" }))],
    ["no version", JSON.stringify(event({ specversion: undefined }))],
    ["a version that is a number", JSON.stringify(event({ specversion: 1 }))],
    ["brackets without end", "[".repeat(10_000)],
  ])("%s", async (_what, content) => {
    const { post, messages } = eventDoor();
    const { status, body } = await structured(post(), content);
    expect([status, body.type]).toEqual([422, "urn:suture:problem:unreadable"]);
    expect(statuses(body)).toEqual(["unreadable"]);
    expect(messages.map((message) => Buffer.from(message.body).toString())).toEqual([content]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["no id", { "ce-id": "" }, JSON.stringify(data)],
    ["another version", { "ce-specversion": "0.3" }, JSON.stringify(data)],
    ["data that are not JSON", {}, "ISA*00*"],
    ["an attribute that is not percent-encoded", { "ce-subject": "50%" }, JSON.stringify(data)],
  ])("in binary mode: %s", async (_what, headers, content) => {
    const { post, messages } = eventDoor();
    const { status } = await post()
      .set({ ...attributes, ...headers, "content-type": "application/json" })
      .send(content);
    expect([status, messages.length]).toEqual([422, 1]);
  });

  it("bytes that are not UTF-8", async () => {
    const { post, messages } = eventDoor();
    const { status } = await post()
      .set("content-type", "application/cloudevents+json")
      .send(Buffer.from([0x22, 0xff, 0x22]));
    expect([status, messages.length]).toEqual([422, 1]);
  });

  it("one invalid event of a batch, while the others are accepted", async () => {
    const { post, messages } = eventDoor();
    const { status, body } = await batched(post(), [event(), { ...event({ id: "e-2" }), type: 7 }, null]);
    expect([status, statuses(body)]).toEqual([202, ["accepted", "unreadable", "unreadable"]]);
    expect(body.messages[1].problem).toBe(
      "The event has attributes that are missing or do not conform to CloudEvents 1.0: type.",
    );
    expect(messages).toHaveLength(3);
  });

  it("a batch with too many events for one transaction", async () => {
    const { post, messages } = eventDoor();
    const { status } = await batched(post(), Array(1001).fill(0));
    expect([status, messages.length]).toEqual([422, 1]);
  });
});

describe("a refused request is only recorded", () => {
  const portal = "portal";
  type Post = ReturnType<ReturnType<typeof eventDoor>["post"]>;
  const typed =
    (type: string, headers: object = {}) =>
    (post: Post) =>
      post.set({ ...headers, "content-type": type }).send(JSON.stringify(event()));
  const other = event({ id: "e-9", source: "urn:suture:connection:edi-harbor" });

  it.each<[string, number, string, string | null, (post: Post) => Post]>([
    ["no key", 401, "unauthorized", null, (post) => structured(post.unset("authorization"), event())],
    [
      "a wrong key",
      401,
      "unauthorized",
      null,
      (post) => structured(post.set("authorization", "Bearer sk_x"), event()),
    ],
    [
      "the key of a connection that is switched off",
      503,
      "connection-paused",
      "archived",
      (post) => structured(post.set("authorization", "Bearer sk_of-the-archived"), event()),
    ],
    [
      "the key of a connection that Odoo no longer has",
      401,
      "unknown-connection",
      null,
      (post) => structured(post.set("authorization", "Bearer sk_of-the-removed"), event()),
    ],
    ["another connection's source", 403, "event-source", portal, (post) => structured(post, other)],
    [
      "another's source among a batch",
      403,
      "event-source",
      portal,
      (post) => batched(post, [event(), other]),
    ],
    [
      "another's source in binary mode",
      403,
      "event-source",
      portal,
      (post) =>
        post
          .set({ ...attributes, "ce-source": "urn:x", "content-type": "application/json" })
          .send(JSON.stringify(data)),
    ],
    [
      "JSON that is not said to be an event",
      415,
      "unsupported-media-type",
      portal,
      typed("application/json"),
    ],
    ["XML", 415, "unsupported-media-type", portal, typed("application/xml", attributes)],
    [
      "an event in Avro",
      415,
      "unsupported-media-type",
      portal,
      typed("application/cloudevents+avro", attributes),
    ],
    ["no body", 400, "empty-body", portal, (post) => structured(post, "")],
    [
      "a body that is too large",
      413,
      "body-too-large",
      portal,
      (post) => structured(post, event({ data: "x".repeat(20_000) })),
    ],
    [
      "an unknown compression",
      415,
      "unsupported-encoding",
      portal,
      (post) => structured(post.set("content-encoding", "snappy"), event()),
    ],
  ])("%s: %i", async (_what, status, reason, connection, send) => {
    const { post, messages, rejections } = eventDoor();
    const answer = await send(post());
    const codes: Record<string, string> = {
      "event-source": "forbidden",
      "unknown-connection": "unauthorized",
    };
    const code = codes[reason] ?? reason;
    expect([answer.status, answer.body.type]).toEqual([status, `urn:suture:problem:${code}`]);
    expect(messages).toEqual([]);
    expect(rejections).toMatchObject([{ connection, transport: "https", status, reason, excerpt: null }]);
    expect(JSON.stringify([answer.body, rejections])).not.toMatch(/sk_|P00001|urn:x/);
  });

  it.each([
    ["nothing shown", {}, 'Bearer realm="suture"'],
    ["a wrong token", { authorization: "Bearer sk_x" }, 'Bearer realm="suture", error="invalid_token"'],
    ["a wrong key", { "x-api-key": "sk_x" }, 'Bearer realm="suture", error="invalid_token"'],
  ])("requests a bearer token: %s", async (_what, headers, challenge) => {
    const answer = await structured(eventDoor().post().unset("authorization").set(headers), event());
    expect(answer.headers["www-authenticate"]).toBe(challenge);
  });

  it("reports what the token does not permit", async () => {
    const answer = await structured(eventDoor().post(), event({ source: "urn:x" }));
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="suture", error="insufficient_scope"');
    expect(answer.body.detail).toBe(
      `The source of this connection's events must be ${SOURCE}; nothing was accepted.`,
    );
  });

  it("an event of 10 MB, of which nothing is stored", async () => {
    const { post, messages } = eventDoor({ maximumBytes: 10_485_760 });
    const answer = await structured(post(), event({ data: "x".repeat(10_485_760) }));
    expect([answer.status, messages]).toEqual([413, []]);
  });
});

describe("when nothing can be accepted", () => {
  it.each([
    ["the configuration is unknown yet", { known: false }],
    [
      "the journal is not there",
      { journal: asJournalFailure(Object.assign(new Error("away"), { code: "ECONNREFUSED" })) },
    ],
  ])("because %s: 503 with Retry-After, never 202", async (_what, given) => {
    const answer = await structured(eventDoor(given).post(), event());
    expect(answer.status).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });
});
