import { gzipSync } from "node:zlib";
import type { Test } from "supertest";
import { describe, expect, it } from "vitest";
import { confirmedData, event } from "../../../codecs/billing/events.ts";
import { type Attempt, deliver, MAXIMUM, NOW, signature, webhookDoor } from "./webhook-door.ts";

const body = JSON.stringify(event("payment.confirmed", confirmedData({ method: "CANARY" })));
const without = (name: string) => (post: Test) => deliver(post, body).unset(name);
const attempt = (given: Attempt) => (post: Test) => deliver(post, body, given);

type Send = (post: Test) => Test;
type Refusal = readonly [
  what: string,
  status: number,
  problem: string,
  reason: string,
  connection: string,
  send: Send,
];

/** Attempts that get 401. `reason` is stored with the evidence. */
const unauthorized = (reason: string, attempts: Readonly<Record<string, Send>>): Refusal[] =>
  Object.entries(attempts).map(([what, send]) => [what, 401, "unauthorized", reason, "billing", send]);

const headers = unauthorized("webhook-headers", {
  "no webhook-id": without("webhook-id"),
  "no webhook-timestamp": without("webhook-timestamp"),
  "no webhook-signature": without("webhook-signature"),
  "an id with a full stop": attempt({ id: "msg.1" }),
  "an id that is too long": attempt({ id: "m".repeat(257) }),
  "a timestamp that is none": attempt({ timestamp: "today" }),
});

const times = unauthorized("webhook-timestamp", {
  "301 seconds ago": attempt({ timestamp: NOW - 301 }),
  "301 seconds ahead": attempt({ timestamp: NOW + 301 }),
  "a day ago": attempt({ timestamp: NOW - 86_400 }),
  "at the beginning of time": attempt({ timestamp: 0 }),
});

const signatures = unauthorized("webhook-signature", {
  "a signature by nobody's key": attempt({ key: "x" }),
  "a signature by another connection's key": attempt({ key: "g" }),
  "a signature of another body": attempt({ signature: signature("msg_1", NOW, `${body} `) }),
  "a signature of another id": attempt({ signature: signature("msg_2", NOW, body) }),
  "a signature of another time": attempt({ signature: signature("msg_1", NOW - 1, body) }),
  "a right signature under another version": attempt({
    signature: signature("msg_1", NOW, body).replace("v1", "v1a"),
  }),
  "a word as signature": attempt({ signature: "CANARY" }),
  "an empty body, signed by a stranger": (post) => deliver(post, "", { key: "x" }),
});

const others: readonly Refusal[] = [
  ["an unknown connection", 401, "unauthorized", "unknown-connection", "none", attempt({})],
  ["one switched off", 503, "connection-paused", "connection-paused", "off", attempt({})],
  ["one switched off, by a stranger", 401, "unauthorized", "webhook-signature", "off", attempt({ key: "x" })],
  ["an empty body", 400, "empty-body", "empty-body", "billing", (post) => deliver(post, "")],
  [
    "a body that is too large",
    413,
    "body-too-large",
    "body-too-large",
    "billing",
    (post) => deliver(post, "x".repeat(MAXIMUM + 1)),
  ],
  [
    "a body that is packed",
    415,
    "unsupported-encoding",
    "unsupported-encoding",
    "billing",
    (post) => deliver(post.set("content-encoding", "gzip"), gzipSync(body)),
  ],
];

const isSize = (size: unknown) => size === null || (typeof size === "number" && size > 0);

describe("a refused webhook is answered with a problem document, and only the attempt is stored", () => {
  it.each([...headers, ...times, ...signatures, ...others])(
    "%s: %i",
    async (_what, status, problem, reason, connection, send) => {
      const door = webhookDoor();
      const answer = await send(door.post(connection));
      expect(answer.status).toBe(status);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.body).toMatchObject({
        type: `urn:suture:problem:${problem}`,
        status,
        title: expect.any(String),
        instance: `/v1/webhooks/${connection}`,
        traceId: answer.headers["x-trace-id"],
      });
      expect(door.messages).toEqual([]);
      expect(door.rejections).toEqual([
        {
          connection: reason === "unknown-connection" ? null : connection,
          transport: "https",
          remote: expect.any(String),
          status,
          reason,
          size: expect.toSatisfy(isSize),
          excerpt: null,
          traceId: answer.body.traceId,
        },
      ]);
      expect(JSON.stringify([answer.body, door.rejections, door.log.entries])).not.toMatch(/canary|whsec/i);
    },
  );

  it("stores its stated size", async () => {
    const door = webhookDoor();
    await deliver(door.post(), "12345", { key: "x" });
    await deliver(door.post(), "", { key: "x" });
    await without("webhook-id")(door.post()).set("content-length", "18446744073709551615");
    expect(door.rejections.map(({ size }) => size)).toEqual([5, null, null]);
  });

  it.each([
    ["webhook-headers", without("webhook-id"), /^Send webhook-id/],
    ["webhook-timestamp", attempt({ timestamp: NOW - 301 }), /300 seconds away.*again/],
    ["webhook-signature", attempt({ key: "x" }), /^No signature is valid.*this connection's secret/],
  ] as const)("says what to do: %s, and asks for no bearer token", async (_reason, send, detail) => {
    const answer = await send(webhookDoor().post());
    expect(answer.body.detail).toMatch(detail);
    expect(answer.headers["www-authenticate"]).toBe('Webhook-Signature realm="suture"');
  });

  it("does not reveal whether a connection exists, is switched off or has a secret", async () => {
    for (const send of [attempt({ key: "x" }), attempt({ timestamp: 0 }), without("webhook-id")]) {
      const answers = await Promise.all(
        ["billing", "bare", "off", "none"].map((connection) => send(webhookDoor().post(connection))),
      );
      const [first, ...others] = answers.map(({ status, body }) => ({
        status,
        body: { ...body, instance: "", traceId: "" },
      }));
      expect(first?.status).toBe(401);
      for (const other of others) expect(other).toEqual(first);
    }
  });
});
