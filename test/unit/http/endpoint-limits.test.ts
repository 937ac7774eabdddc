import request from "supertest";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../sidecar/api/app.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Accepted, Arrival } from "../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../sidecar/engine/ports/journal/access.ts";
import { createAdmission } from "../../../sidecar/limits/admission.ts";
import { createDailyQuota } from "../../../sidecar/limits/daily-quota.ts";
import { createLimits, type LimitRules } from "../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { readNetworks } from "../../../sidecar/security/networks.ts";
import { ediRoutes } from "../../../sidecar/transports/https/in/edi.ts";
import { recordedLog } from "../../support/log.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { NOW, signature, webhookDoor } from "../transports/https/in/webhook-door.ts";

const accepted: Accepted = { id: "m1", status: "accepted", problem: null };
const generous: LimitRules = { perConnection: 1000, perAddress: 1000, failures: 1000, quota: null };

/** The endpoint for files behind the given proxies. The keys of the connections are their codes. */
function door(given: Partial<LimitRules> = {}, proxies = "") {
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  const routes = ediRoutes({
    intake: async (arrival) => {
      arrivals.push(arrival);
      return [accepted];
    },
    journal: {
      noteKeyUse: async () => {},
      keyDigests: async (code) => [digestOf(code)],
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections({
      version: "1",
      connections: [tinyConnection({ code: "a" }), tinyConnection({ code: "b" })],
    }),
    maximumBytes: 1000,
    admission: createAdmission({ bodies: 100, bytes: 1_000_000 }),
    limits: createLimits({ ...generous, ...given }),
    publicUrl: null,
  });
  const log = recordedLog();
  const app = createApp([routes], log, readNetworks(proxies) ?? undefined);
  const post = (connection: string, key = connection, forwarded?: string) => {
    const asked = request(app).post(`/v1/edi/${connection}`).set("x-api-key", key);
    return (forwarded === undefined ? asked : asked.set("x-forwarded-for", forwarded)).send("ISA*");
  };
  const times = async (count: number, ...asked: Parameters<typeof post>) => {
    const answers = [];
    for (let index = 0; index < count; index++) answers.push(await post(...asked));
    return answers;
  };
  return { arrivals, rejections, post, times, log };
}

describe("the rate of a connection", () => {
  it("is reported with each answer; above it, 429 reports when to repeat, and others are served", async () => {
    const { times, post, rejections, arrivals } = door({ perConnection: 1 });
    const answers = await times(11, "a");
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    expect(answers[0]?.headers).toMatchObject({
      "ratelimit-policy": '"connection";q=10;w=10',
      ratelimit: '"connection";r=9;t=10',
    });
    const last = answers[10];
    expect(last?.headers.ratelimit).toMatch(/^"connection";r=0;t=\d+$/);
    expect(Number(last?.headers["retry-after"])).toBeGreaterThan(0);
    expect([last?.type, last?.body]).toMatchObject([
      "application/problem+json",
      { type: "urn:suture:problem:too-many-requests", status: 429 },
    ]);
    expect(rejections).toMatchObject([{ connection: "a", status: 429, reason: "rate-of-connection" }]);
    expect([(await post("b")).status, arrivals.length]).toEqual([202, 11]);
  });

  it("is not used up by requests without its key", async () => {
    const { times, post } = door({ perConnection: 1 });
    await times(20, "a", "wrong");
    expect((await post("a")).status).toBe(202);
  });
});

describe("the quota of a connection", () => {
  it("is reported next to its rate, with the time until the next day when it is used up", async () => {
    let taken = 0;
    const quota = createDailyQuota(
      3,
      async ({ block }) => {
        const granted = Math.min(block, 3 - taken);
        taken += granted;
        return { granted, taken };
      },
      () => new Date("2026-11-20T23:00:00Z"),
    );
    const { times, rejections } = door({ quota });
    const answers = await times(4, "a");
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(answers[0]?.headers["ratelimit-policy"]).toBe('"connection";q=10000;w=10, "daily";q=3;w=86400');
    expect(answers[3]?.headers).toMatchObject({ ratelimit: '"daily";r=0;t=3600', "retry-after": "3600" });
    expect(rejections).toMatchObject([{ reason: "daily-quota", status: 429 }]);
  });
});

describe("failed attempts of an address", () => {
  it("are answered with 429 when there are too many; a valid key is still accepted", async () => {
    const { times, post, rejections } = door({ failures: 3 });
    const answers = [...(await times(2, "a", "wrong")), ...(await times(3, "nobody"))];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429]);
    expect(Number(answers[3]?.headers["retry-after"])).toBeGreaterThan(0);
    expect(rejections.map(({ reason }) => reason).slice(-1)).toEqual(["too-many-failures"]);
    expect((await post("a")).status).toBe(202);
  });

  it("at the webhook endpoint end before the body is read, because only the body authenticates its sender", async () => {
    const limits = createLimits({ ...generous, failures: 2 });
    const { app, rejections } = webhookDoor({ limits });
    const post = (signed: string) =>
      request(app)
        .post("/v1/webhooks/billing")
        .set({ "webhook-id": "m", "webhook-timestamp": String(NOW), "webhook-signature": signed })
        .send("{}");
    const wrong = signature("m", NOW, "{}", "x");
    const statuses = [await post(wrong), await post(wrong), await post(signature("m", NOW, "{}"))];
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 429]);
    expect(rejections.at(-1)).toMatchObject({ reason: "too-many-failures", status: 429 });
  });
});

describe("the rate of an address", () => {
  it("applies to all its requests to an endpoint, and to the address behind a trusted proxy", async () => {
    const { post, rejections } = door({ perAddress: 1 }, "127.0.0.0/8 10.0.0.0/8");
    for (let index = 0; index < 10; index++) await post("a", "a", "203.0.113.1");
    expect((await post("b", "b", "203.0.113.1")).status).toBe(429);
    expect((await post("b", "b", "203.0.113.2")).status).toBe(202);
    expect(rejections).toMatchObject([{ remote: "203.0.113.1", reason: "rate-of-address" }]);
  });
});

describe("the address of a sender", () => {
  it.each([
    ["nobody is trusted", "", "203.0.113.1", "127.0.0.1"],
    ["the proxy is trusted", "127.0.0.1", "203.0.113.1", "203.0.113.1"],
    ["the sender adds what it likes", "127.0.0.1", "198.51.100.9, 203.0.113.1", "203.0.113.1"],
    ["there are two proxies", "127.0.0.1, 10.0.0.0/8", "203.0.113.1, 10.1.2.3", "203.0.113.1"],
    ["the proxy adds the port", "127.0.0.1", "203.0.113.1:50123", "203.0.113.1"],
    ["it is one of the new ones", "127.0.0.1", "[2001:db8::1]:50123", "2001:db8::1"],
    ["the header holds no address", "127.0.0.1", "unknown", "127.0.0.1"],
    ["the header is empty", "127.0.0.1", "", "127.0.0.1"],
  ])("where %s", async (_name, proxies, forwarded, address) => {
    const { post, arrivals, rejections } = door({}, proxies);
    await post("a", "a", forwarded);
    await post("a", "wrong", forwarded);
    expect([arrivals[0]?.sender, rejections[0]?.remote]).toEqual([address, address]);
  });

  it("is reported for an unlisted proxy once a minute, not with each request", async () => {
    const { times, log } = door();
    await times(3, "a", "a", "203.0.113.1");
    const warned = log.entries.filter(({ level }) => level === "warn");
    expect(warned).toMatchObject([{ message: expect.stringContaining("SUTURE_TRUSTED_PROXIES") }]);
  });
});
