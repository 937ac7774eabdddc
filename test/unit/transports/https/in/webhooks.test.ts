import { describe, expect, it } from "vitest";
import { asJournalFailure } from "../../../../../sidecar/journal/failures.ts";
import { confirmedData, event } from "../../../codecs/billing/events.ts";
import { deliver, type Given, MAXIMUM, NOW, SECRETS, signature, webhookDoor } from "./webhook-door.ts";

const body = JSON.stringify(event("payment.confirmed", confirmedData()));
const other = JSON.stringify(event("payment.confirmed", confirmedData({ amount: "1.00" })));

describe("a signed webhook", () => {
  it("is accepted: 202 with its message, once it is stored unchanged", async () => {
    const door = webhookDoor({ publicUrl: "https://edi.example" });
    const answer = await deliver(door.post(), body, { id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W" });
    expect([answer.status, answer.body]).toEqual([
      202,
      { messages: [{ id: "m1", status: "accepted", location: "https://edi.example/v1/messages/m1" }] },
    ]);
    expect(door.messages).toMatchObject([
      {
        connection: "billing",
        transport: "https",
        contentType: "application/vnd.suture.billing+json",
        format: "billing",
        identity: "webhook/msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
        traceId: answer.headers["x-trace-id"],
      },
    ]);
    expect(Buffer.from(door.messages[0]?.body ?? []).toString()).toBe(body);
    expect(door.rejections).toEqual([]);
  });

  it("stores the headers with time and sender, and no signature", async () => {
    const door = webhookDoor();
    await deliver(door.post().set("user-agent", "billing/1").set("cookie", "s=1"), body);
    expect(door.messages[0]?.headers).toEqual({
      "content-type": "application/json; charset=utf-8",
      "content-length": String(body.length),
      "user-agent": "billing/1",
      "webhook-id": "msg_1",
      "webhook-timestamp": String(NOW),
    });
  });

  it.each([
    ["by the newer secret", { key: "b" }],
    ["by the older secret", { key: "o" }],
    [
      "by both",
      { signature: `${signature("msg_1", NOW, body, "x")} ${signature("msg_1", NOW, body, "o")} v1a,abc` },
    ],
    ["300 seconds ago", { timestamp: NOW - 300 }],
    ["300 seconds ahead", { timestamp: NOW + 300 }],
  ])("can be signed %s", async (_what, attempt) => {
    expect((await deliver(webhookDoor().post(), body, attempt)).status).toBe(202);
  });

  it("is verified over its bytes, UTF-8 or not", async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const door = webhookDoor();
    expect((await deliver(door.post(), bytes)).status).toBe(422);
    expect(Buffer.from(door.messages[0]?.body ?? [])).toEqual(bytes);
  });

  it("of the largest size is accepted", async () => {
    const door = webhookDoor();
    await deliver(door.post(), "x".repeat(MAXIMUM));
    expect(door.messages).toHaveLength(1);
  });

  it("that cannot be read is stored, and the answer reports it", async () => {
    const door = webhookDoor();
    const answer = await deliver(door.post(), '{"type":"invoice.issued"}');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      type: "urn:suture:problem:unreadable",
      detail: "The event has members that are missing or malformed: id, timestamp and data.",
      messages: [{ id: "m1", status: "unreadable" }],
    });
    expect(door.messages).toMatchObject([{ identity: "webhook/msg_1", format: null }]);
  });

  it("of another kind of connection is read by its content type", async () => {
    const door = webhookDoor();
    const tiny = door.post("gateway").set("content-type", "text/plain; charset=utf-8");
    expect((await deliver(tiny, "tiny a\n1 x\n", { key: "g" })).status).toBe(202);
    expect(door.messages).toMatchObject([
      { contentType: "text/plain", format: "tiny", identity: "webhook/msg_1" },
    ]);
  });
});

describe("a webhook with several messages in its body", () => {
  it("reports each: some invalid is still 202, and its repetition is a duplicate of all", async () => {
    const door = webhookDoor();
    const body = "tiny a\n1 x\n===\nnonsense\n";
    const send = (timestamp: number) => deliver(door.post("gateway"), body, { key: "g", timestamp });
    const statuses = async (timestamp: number) =>
      (await send(timestamp).expect(202)).body.messages.map((message: { status: string }) => message.status);
    expect(await statuses(NOW)).toEqual(["accepted", "unreadable"]);
    expect(await statuses(NOW + 1)).toEqual(["duplicate", "duplicate"]);
    expect(door.messages.map(({ identity }) => identity)).toEqual(["webhook/msg_1", "webhook/msg_1.2"]);
  });
});

describe("a repeated webhook", () => {
  it("signed again is a duplicate: the same answer, nothing new", async () => {
    const door = webhookDoor();
    await deliver(door.post(), body);
    for (const timestamp of [NOW + 1, NOW + 7, NOW - 300]) {
      const again = await deliver(door.post(), body, { timestamp });
      expect([again.status, again.body.messages]).toEqual([
        202,
        [{ id: "m1", status: "duplicate", location: "/v1/messages/m1" }],
      ]);
    }
    expect(door.messages).toHaveLength(1);
  });

  it("with different content and the same ID is stored next to the first, as an exception", async () => {
    const door = webhookDoor();
    await deliver(door.post(), body);
    const changed = await deliver(door.post(), other);
    expect([changed.status, changed.body.messages[0].status]).toEqual([202, "attention"]);
    const third = await deliver(door.post(), other, { timestamp: NOW + 1 });
    expect([third.status, third.body.messages[0].status]).toEqual([202, "duplicate"]);
    expect(door.messages).toHaveLength(2);
  });

  it("with another ID, or to another connection, is a new one", async () => {
    const door = webhookDoor();
    await deliver(door.post(), body);
    expect((await deliver(door.post(), body, { id: "msg_2" })).body.messages[0].status).toBe("accepted");
    const elsewhere = await deliver(door.post("gateway"), "tiny a\n", { key: "g" });
    expect(elsewhere.body.messages[0].status).toBe("accepted");
    expect(door.messages).toHaveLength(3);
  });

  it("that is byte for byte the same is refused, because it may be a recording", async () => {
    const door = webhookDoor();
    await deliver(door.post(), body);
    await deliver(door.post(), body, { timestamp: NOW + 7 });
    for (const timestamp of [NOW, NOW + 7]) {
      const replay = await deliver(door.post(), body, { timestamp });
      expect([replay.status, replay.body.type]).toEqual([401, "urn:suture:problem:unauthorized"]);
      expect(replay.body.detail).toContain("sign it again");
    }
    expect(door.messages).toHaveLength(1);
    const evidence = { connection: "billing", status: 401, reason: "webhook-replay", excerpt: null };
    expect(door.rejections).toMatchObject([evidence, evidence]);
  });

  it("that arrives several times at once is accepted once", async () => {
    const door = webhookDoor();
    const answers = await Promise.all(Array.from({ length: 5 }, async () => deliver(door.post(), body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 401, 401, 401, 401]);
    expect(door.messages).toHaveLength(1);
  });

  it("that is unchanged is accepted after a failed attempt", async () => {
    const broken = {
      journal: asJournalFailure(Object.assign(new Error("terminating connection"), { code: "57P01" })),
    };
    const door = webhookDoor(broken);
    expect((await deliver(door.post(), body)).status).toBe(503);
    delete (broken as Given).journal;
    expect((await deliver(door.post(), body)).status).toBe(202);
  });

  it("that is unchanged is refused after 300 seconds", async () => {
    const door = webhookDoor();
    const recorded = { timestamp: NOW - 301 };
    expect((await deliver(door.post(), body, recorded)).status).toBe(401);
    expect(door.messages).toEqual([]);
  });
});

describe("when nothing can be accepted", () => {
  const away = asJournalFailure(Object.assign(new Error("terminating connection"), { code: "57P01" }));
  it.each([
    ["the configuration is unknown yet", { known: false }],
    ["the journal is away", { journal: away }],
  ])("because %s: 503 with Retry-After, never 202", async (_what, given) => {
    const answer = await deliver(webhookDoor(given).post(), body);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.body.type).toBe("urn:suture:problem:not-ready");
  });

  it("because the secrets cannot be read: 500, so that the sender repeats", async () => {
    const door = webhookDoor({ secrets: new Error("cannot be read (EACCES)") });
    expect((await deliver(door.post(), body)).status).toBe(500);
    expect([door.messages, door.rejections]).toEqual([[], []]);
  });
});

describe("a connection's secrets", () => {
  it.each([
    ["careless", 3],
    ["bare", 0],
  ])(
    "when none of %s can be used, its webhooks are refused and the number of secrets is logged",
    async (connection, secrets) => {
      const door = webhookDoor();
      expect((await deliver(door.post(connection), body)).status).toBe(401);
      expect(door.log.entries).toMatchObject([{ level: "warn", fields: { connection, secrets, usable: 0 } }]);
    },
  );

  it("are in no answer, log, message or record", async () => {
    const door = webhookDoor();
    const answers = [
      await deliver(door.post(), body),
      await deliver(door.post(), other, { key: "x" }),
      await deliver(door.post("careless"), body),
    ];
    const outputs = JSON.stringify([
      answers.map((answer) => [answer.headers, answer.text]),
      door.log.entries,
      door.rejections,
      door.messages.map(({ headers }) => headers),
    ]);
    const secrets = Object.values(SECRETS).flat();
    for (const key of secrets.map((secret) => secret.replace("whsec_", "")).filter((key) => key !== ""))
      expect(outputs).not.toContain(key);
  });
});
