import { describe, expect, it } from "vitest";
import { routeDescriptions } from "../../../sidecar/api/openapi/registry.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { anything, routeMakers } from "./route-walk.ts";
import { bearer, IDS, OPERATOR, operators, serve } from "./routes.ts";

const descriptions = routeDescriptions(catalogue);

/** Operator routes refuse unknown parameters and members before they call anything. */

const FORGIVING = new Set(["/v1/hello", "/v1/nudge"]);

/** The dependencies of the routes do nothing, except that the caller is authenticated. */
const parts: unknown = new Proxy(
  {},
  { get: (_target, name) => (name === "operators" ? operators : Reflect.get(anything as object, name)) },
);
const makers = await routeMakers();
const agent = serve(...[...makers.values()].map((make) => make(parts)));

const routes = descriptions.filter(
  ({ path, callers }) =>
    (callers.some((caller) => caller.endsWith("Token")) || path === "/v1/catalog") && !FORGIVING.has(path),
);
const addressed = (path: string) => path.replaceAll("{id}", IDS[0]).replaceAll("{code}", "edi-harbor");
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const token = bearer(OPERATOR);
const about = (path: string) => (path.endsWith("/raw") ? bearer("sensitive-token-of-the-tests") : token);

describe("every route of operators", () => {
  it("is found", () => expect(routes.length).toBeGreaterThan(12));

  it.each(named)("%s refuses an unknown parameter by name", async (_name, { method, path }) => {
    const ask = method === "get" ? agent.get.bind(agent) : agent.post.bind(agent);
    const answer = await ask(`${addressed(path)}?unexpected=1`).set(about(path));
    expect([answer.status, answer.body.type]).toEqual([400, "urn:suture:problem:bad-request"]);
    expect(answer.body.detail).toContain("unexpected");
  });

  const posts = named.filter(([, { method }]) => method === "post");

  it.each(posts)("%s refuses an unknown member by name", async (_name, { path }) => {
    const answer = await agent.post(addressed(path)).set(token).send({ unexpected: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain("unexpected");
  });

  it.each(posts)("%s refuses a body that is not JSON by its content type", async (_name, { path }) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "x"]) {
      const answer = await agent
        .post(addressed(path))
        .set({ ...token, "content-type": type })
        .send("{}");
      expect([type, answer.status]).toEqual([type, 415]);
    }
  });

  it.each(posts)("%s refuses a body that is not a JSON object", async (_name, { path }) => {
    for (const body of ["{", "[]", "1", "null", '{"a":1}{"b":2}', "\0"]) {
      const post = agent.post(addressed(path)).set({ ...token, "content-type": "application/json" });
      const answer = await post.serialize((one) => one).send(body);
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });

  it.each(posts)("%s documents these refusals", (_name, { problems }) => {
    expect(problems).toEqual(expect.arrayContaining(["bad-request", "unsupported-media-type"]));
  });

  it.each(posts)("%s documents the schema that it validates with", (_name, { body }) => {
    const schema = body?.content["application/json"]?.schema;
    expect(schema?.safeParse({ unexpected: 1 }).error?.issues.map(({ code }) => code)).toContain(
      "unrecognized_keys",
    );
  });

  it.each(named)(
    "%s is refused without a token before anything else is checked",
    async (_name, { method, path, callers }) => {
      if (callers.includes("connectionKey") || callers.length === 0) return;
      const ask = method === "get" ? agent.get.bind(agent) : agent.post.bind(agent);
      expect((await ask(`${addressed(path)}?unexpected=1`)).status).toBe(401);
    },
  );
});
