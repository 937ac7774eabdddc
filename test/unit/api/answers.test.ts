import { describe, expect, it } from "vitest";
import { catalogRoutes } from "../../../sidecar/api/catalog.ts";
import { connectionRoutes } from "../../../sidecar/api/connections.ts";
import { problem } from "../../../sidecar/api/openapi/common.ts";
import { routeDescriptions } from "../../../sidecar/api/openapi/registry.ts";
import { type Health, platformRoutes } from "../../../sidecar/api/platform.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { event, eventDoor, structured } from "../transports/https/in/event-door.ts";
import { bearer, IDS, messages, OPERATOR, operators, serve } from "./routes.ts";

const descriptions = routeDescriptions(catalogue);

/** The responses of the routes conform to the OpenAPI document, without further members. */

function schemaOf(method: string, path: string, status: number) {
  const route = descriptions.find((one) => one.method === method && one.path === path);
  const schema = route?.answers[status]?.content?.["application/json"]?.schema;
  if (!schema) throw new Error(`${method} ${path} ${status} is not described`);
  return schema;
}

const [harbors] = IDS;
const up: Health = { state: "up" };
const checks = { journal: () => up, broker: () => up, configuration: () => up, clock: () => up };
const platform = (odoo: Health) => serve(platformRoutes({ ...checks, odoo: () => odoo }));
const connections = createConnections({ version: "1", connections: [tinyConnection()] });
const keys = serve(connectionRoutes({ journal: { addKey: async () => "1" }, connections, operators }));
const acknowledgements = [
  {
    code: "997",
    contentType: "application/edi-x12",
    body: Buffer.from("ISA"),
    state: "done",
    doneAt: new Date(),
  },
];
const { agent } = messages({ acknowledgements });
const operator = bearer(OPERATOR);

describe("an answer conforms to the OpenAPI document", () => {
  it.each([
    ["get", "/v1/messages", 200, () => agent.get("/v1/messages?limit=1").set(operator)],
    ["get", "/v1/messages/{id}", 200, () => agent.get(`/v1/messages/${harbors}`).set(operator)],
    [
      "get",
      "/v1/messages/{id}",
      200,
      () => agent.get(`/v1/messages/${harbors}`).set("x-api-key", "key of edi-harbor"),
    ],
    ["post", "/v1/connections/{code}/keys", 201, () => keys.post("/v1/connections/tiny/keys").set(operator)],
    ["get", "/v1/catalog", 200, () => serve(catalogRoutes(catalogue)).get("/v1/catalog")],
    ["get", "/healthz", 200, () => platform(up).get("/healthz")],
    ["get", "/readyz", 200, () => platform({ state: "down", detail: "away" }).get("/readyz")],
  ] as const)("%s %s %i", async (method, path, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(schemaOf(method, path, status).parse(answer.body)).toEqual(answer.body);
  });

  it("the answers of an endpoint", async () => {
    const { app: _app, post } = eventDoor();
    await structured(post(), event({ id: "e-0" }));
    const { body } = await structured(post(), event());
    const schema = schemaOf("post", "/v1/events", 202);
    const answer = { messages: [{ ...body.messages[0], id: harbors }] };
    expect(schema.parse(answer)).toEqual(answer);
  });

  it.each([
    ["without a token", () => agent.get("/v1/messages")],
    ["with a query that is none", () => agent.get("/v1/messages?limit=0").set(operator)],
    ["about nothing", () => agent.get("/v1/nothing")],
  ])("a problem %s", async (_what, ask) => {
    const { body } = await ask();
    expect(problem.parse(body)).toEqual(body);
  });
});
