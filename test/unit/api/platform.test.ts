import { Router } from "express";
import { describe, expect, it } from "vitest";
import { catalogRoutes } from "../../../sidecar/api/catalog.ts";
import { connectionRoutes } from "../../../sidecar/api/connections.ts";
import { type Health, platformRoutes } from "../../../sidecar/api/platform.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { bearer, OPERATOR, operators, SENSITIVE, serve } from "./routes.ts";

const parts = ["journal", "broker", "odoo", "configuration", "clock"] as const;
const health = (down: readonly string[]) => {
  const state = (part: string): Health => ({ state: down.includes(part) ? "down" : "up" });
  return serve(
    platformRoutes({
      journal: async () => state("journal"),
      broker: () => state("broker"),
      odoo: () => state("odoo"),
      configuration: () => state("configuration"),
      clock: () => state("clock"),
    }),
  );
};
const combinations = Array.from({ length: 32 }, (_, bits) =>
  parts.filter((_part, index) => bits & (1 << index)),
);

describe("GET /readyz", () => {
  it.each(combinations.map((down) => [down.join(", ") || "nothing", down] as const))(
    "%s down",
    async (_w, down) => {
      const { status, body } = await health(down).get("/readyz");
      const blocked = down.includes("journal") || down.includes("configuration");
      expect(status).toBe(blocked ? 503 : 200);
      expect(body.status).toBe(blocked ? "not ready" : down.length > 0 ? "degraded" : "ready");
      for (const part of parts) expect(body.parts[part].state).toBe(down.includes(part) ? "down" : "up");
    },
  );
});

describe("GET /healthz", () => {
  it("returns 200 whatever is down", async () => {
    const { status, body } = await health(parts).get("/healthz");
    expect([status, body]).toEqual([200, { status: "up" }]);
  });
});

describe("GET /v1/catalog", () => {
  it("returns every flow", async () => {
    const { status, body } = await serve(catalogRoutes(catalogue)).get("/v1/catalog");
    expect(status).toBe(200);
    expect(body.flows.map(({ code }: { code: string }) => code)).toContain("order-response");
    for (const flow of body.flows)
      expect(flow).toMatchObject({
        owner: expect.any(String),
        system_of_record: expect.any(String),
        timing: expect.any(String),
        service_level_seconds: expect.any(Number),
        version: expect.any(Number),
        sensitivity: expect.any(String),
      });
  });
});

describe("POST /v1/connections/{code}/keys", () => {
  const keys = () => {
    const added: unknown[][] = [];
    const journal = {
      addKey: async (...args: unknown[]) => {
        added.push(args);
        return "key-1";
      },
    };
    const connections = createConnections({ version: "1", connections: [tinyConnection()] });
    return { added, agent: serve(connectionRoutes({ journal, connections, operators })) };
  };

  it.each([
    [undefined, OPERATOR, { replace: false, actor: "operator" }],
    [{}, OPERATOR, { replace: false, actor: "operator" }],
    [{ replace: true }, OPERATOR, { replace: true, actor: "operator" }],
    [{ replace: true }, SENSITIVE, { replace: true, actor: "sensitive" }],
  ])("with %j by %s returns a new key once, and stores only its digest", async (sent, token, noted) => {
    const { agent, added } = keys();
    const { status, body } = await agent.post("/v1/connections/tiny/keys").set(bearer(token)).send(sent);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: "key-1", connection: "tiny", header: "X-Api-Key" });
    const stored = { ...noted, beginning: body.key.slice(0, "sk_".length + 4) };
    expect(added).toEqual([["tiny", digestOf(body.key), stored]]);
  });

  it.each([
    ["another type", "text/plain", '{"replace": true}', 415],
    ["the type of a form", "application/x-www-form-urlencoded", '{"replace": true}', 415],
    ["a type of JSON and a word for true", "application/json", '{"replace": "yes"}', 400],
    ["a misspelt member", "application/json", '{"replaces": true}', 400],
    ["half a body", "application/json", '{"replace": true', 400],
  ])("with %s creates no key: a leaked one would remain valid", async (_what, type, body, status) => {
    const { agent, added } = keys();
    const post = agent.post("/v1/connections/tiny/keys").set({ ...bearer(OPERATOR), "content-type": type });
    const answer = await post.serialize((one) => one).send(body);
    expect([answer.status, answer.type]).toEqual([status, "application/problem+json"]);
    expect(added).toEqual([]);
  });

  it("with a body without a content type creates no key either", async () => {
    const { agent, added } = keys();
    const post = agent.post("/v1/connections/tiny/keys").set(bearer(OPERATOR));
    post.write('{"replace": true}');
    expect((await post).status).toBe(415);
    expect(added).toEqual([]);
  });

  it.each([
    ["nobody", {}, "tiny", 401],
    ["a wrong token", bearer("wrong"), "tiny", 401],
    ["an unknown connection", bearer(SENSITIVE), "none", 404],
  ])("%s: refused", async (_what, headers, code, status) => {
    const { agent, added } = keys();
    expect((await agent.post(`/v1/connections/${code}/keys`).set(headers)).status).toBe(status);
    expect(added).toEqual([]);
  });
});

describe("a problem", () => {
  const trace = "0af7651916cd43dd8448eb211c80319c";
  const failing = Router().get("/fails", () => {
    throw new Error("SECRET in a message");
  });

  it.each([
    ["/nowhere?key=SECRET", 404, "not-found"],
    ["/fails?key=SECRET", 500, "internal-error"],
    ["/%E0%A4%A", 400, "bad-request"],
  ])(
    "GET %s: %i, as a problem document with the trace ID and without values from the request",
    async (path, status, code) => {
      const router = Router().get("/:any", (_request, response) => void response.sendStatus(200));
      const routes = path.startsWith("/%") ? [router] : [failing];
      const answer = await serve(...routes)
        .get(path)
        .set("traceparent", `00-${trace}-b7ad6b7169203331-01`);
      expect(answer.status).toBe(status);
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(answer.headers["x-trace-id"]).toBe(trace);
      expect(answer.headers).not.toHaveProperty("x-powered-by");
      expect(answer.body).toMatchObject({
        type: `urn:suture:problem:${code}`,
        title: expect.any(String),
        status,
        instance: path.split("?")[0],
        traceId: trace,
      });
      expect(answer.text).not.toContain("SECRET");
    },
  );

  it.each([
    ["broken JSON", "application/json", undefined, "{", 400, "bad-request"],
    [
      "a body that is too large",
      "application/json",
      undefined,
      `"${"x".repeat(5000)}"`,
      413,
      "body-too-large",
    ],
    ["an unknown compression", "application/json", "snappy", "{}", 415, "unsupported-encoding"],
  ])("%s to a JSON route is a client error", async (_what, type, encoding, body, status, code) => {
    const connections = createConnections({ version: "1", connections: [tinyConnection()] });
    const journal = { addKey: async () => "" };
    const post = serve(connectionRoutes({ journal, connections, operators }))
      .post("/v1/connections/tiny/keys")
      .set({ ...bearer(OPERATOR), "content-type": type, ...(encoding && { "content-encoding": encoding }) });
    const answer = await post.serialize((one) => one).send(body);
    expect([answer.status, answer.body.type]).toEqual([status, `urn:suture:problem:${code}`]);
  });
});
