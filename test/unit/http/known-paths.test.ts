import { gzipSync } from "node:zlib";
import { Router } from "express";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../sidecar/api/app.ts";
import { jsonBody } from "../../../sidecar/http/json-body.ts";
import { recordedLog } from "../../support/log.ts";
import { anything, routeMakers, routesOf } from "../api/route-walk.ts";

const found = await routeMakers();
const every = [...found.values()].flatMap((make) => routesOf(make));
const app = createApp(
  [...found.values()].map((make) => make(anything)),
  recordedLog(),
);
const addresses = [...new Set(every.map(({ path }) => path))];

describe("a known address with a method that it does not support", () => {
  it.each(addresses)("%s: 405 with the methods that it does support", async (path) => {
    const methods = every.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].sort();
    for (const address of [path.replaceAll(/\{\w+\}/g, "x1"), `${path.replaceAll(/\{\w+\}/g, "X")}/`]) {
      const answer = await request(app).delete(address).send();
      expect([answer.status, answer.headers.allow]).toEqual([405, allowed.join(", ")]);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.body).toMatchObject({
        type: "urn:suture:problem:method-not-allowed",
        detail: `Use ${allowed.join(", ")}.`,
      });
    }
  });

  it("covers GET at the endpoints for messages", async () => {
    for (const path of ["/v1/edi/edi-harbor", "/v1/webhooks/billing", "/v1/events"]) {
      const answer = await request(app).get(path);
      expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
    }
  });
});

it.each(["/", "/v1", "/v1/nothing", "/v1/edi/a/b", "/v1/messagesx", "/v1xmessages", "/openapiXjson"])(
  "an unknown address is 404, whatever the method: %s",
  async (path) => {
    for (const method of ["get", "post", "delete"] as const) {
      const answer = await request(app)[method](path);
      expect([answer.status, answer.headers.allow]).toEqual([404, undefined]);
      expect(answer.body.type).toBe("urn:suture:problem:not-found");
    }
  },
);

it.each([
  ["/v1/edi", "POST /v1/edi/{connection}"],
  ["/v1/webhooks/", "POST /v1/webhooks/{connection}"],
  ["/v1/documents", "GET /v1/documents/{id}"],
])("an address without its last part is told the rest: %s", async (path, rest) => {
  const answer = await request(app).post(path);
  expect([answer.status, answer.body.detail]).toEqual([404, `The address is incomplete. Use ${rest}.`]);
});

describe("a JSON body that cannot be read", () => {
  const json = createApp(
    [Router().post("/json", ...jsonBody(100), (_request, response) => void response.json({}))],
    recordedLog(),
  );
  const post = () =>
    request(json)
      .post("/json")
      .set("content-type", "application/json")
      .serialize((body) => body);

  it("is told that it is not JSON", async () => {
    const { status, body } = await post().send("{not json");
    expect([status, body.detail]).toEqual([400, "The body is not valid JSON."]);
  });

  it("is told that it is encoded as UTF-16", async () => {
    for (const body of ['{"a": 1}', '\ufeff{"a": 1}']) {
      const answer = await post().send(Buffer.from(body, "utf16le"));
      expect([answer.status, answer.body.detail]).toEqual([
        400,
        "The body is encoded as UTF-16. Send it in UTF-8.",
      ]);
    }
  });

  it.each([
    ["no gzip", Buffer.from("no gzip")],
    ["cut gzip", gzipSync("{}").subarray(0, 12)],
  ])("is told that its compression is broken: %s", async (_what, bytes) => {
    const { status, body } = await post().set("content-encoding", "gzip").send(bytes);
    expect(status).toBe(400);
    expect(body.detail).toMatch(/^The body is not valid gzip data/);
  });
});
