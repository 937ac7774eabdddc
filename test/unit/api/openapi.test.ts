import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import type { Content } from "../../../sidecar/api/openapi/description.ts";
import { openApiDocument } from "../../../sidecar/api/openapi/document.ts";
import { OUTGOING } from "../../../sidecar/api/openapi/outgoing.ts";
import { routeDescriptions } from "../../../sidecar/api/openapi/registry.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { catalogueEntry } from "../../../sidecar/flows/catalogue-entry.ts";
import { PROBLEMS } from "../../../sidecar/http/problem.ts";
import { tinyFlow } from "../../support/tiny.ts";
import { routeMakers, routesOf, textOf } from "./route-walk.ts";

const descriptions = routeDescriptions(catalogue);

const document = openApiDocument(descriptions);
const text = JSON.stringify(document);
const makers = await routeMakers();
const inCode = [...makers.values()].flatMap(routesOf).map(({ method, path }) => `${method} ${path}`);
const described = descriptions.map(({ method, path }) => `${method} ${path}`);

describe("the OpenAPI document", () => {
  it("shows a flow of the composition as an example of the catalogue", () => {
    const composed = openApiDocument(routeDescriptions([catalogueEntry(tinyFlow())]));
    expect(JSON.stringify(composed)).toContain('"code":"tiny"');
    expect(text).not.toContain('"code":"tiny"');
  });

  it("is valid by the meta-schema of OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect([valid, errors]).toEqual([true, undefined]);
    expect(validator.version).toBe("3.1");
  });

  it("is refused by the same check when it is invalid", async () => {
    const broken = { ...structuredClone(document), paths: { "v1/no-slash": 7 } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it("has no dangling references", () => {
    const schemas = (document.components as { schemas: object }).schemas;
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, address = ""]) => address);
    expect(references.length).toBeGreaterThan(50);
    const known = new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`));
    expect(references.filter((address) => !known.has(address))).toEqual([]);
  });

  it("does not require parameters that have a default", () => {
    const schemas = (document.components as { schemas: Record<string, { required?: string[] }> }).schemas;
    expect(schemas.KeyWish?.required).toBeUndefined();
    expect(schemas.Correction?.required).toEqual(["document", "reason"]);
  });

  it("gives every operation a unique name", () => {
    const names = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, name]) => name);
    expect(names).toHaveLength(descriptions.length + Object.keys(OUTGOING).length);
    expect(new Set(names).size).toBe(names.length);
  });

  it("describes every type of problem", () => {
    const told = Object.keys(PROBLEMS).filter((code) => text.includes(`"urn:suture:problem:${code}"`));
    expect(told).toEqual(Object.keys(PROBLEMS));
    const answered = new Set(descriptions.flatMap(({ problems }) => problems));
    expect(Object.keys(PROBLEMS).filter((code) => !answered.has(code as never))).toEqual([
      "method-not-allowed", // the response to a route that does not exist
      "internal-error",
    ]);
  });

  it("refuses the same name for two schemas", () => {
    const [first, second] = descriptions;
    const content = first?.answers[202]?.content?.["application/json"];
    const other = second?.body?.content["application/json"]?.schema;
    if (!first || !content || !other) throw new Error("the descriptions are not as this test thinks");
    const twin = {
      ...first,
      path: "/v1/twin",
      answers: { 202: { description: "", content: { "application/json": { ...content, schema: other } } } },
    };
    expect(() => openApiDocument([first, twin])).toThrow("Two schemas are called Taken.");
  });
});

describe("every route of the code", () => {
  it("is found", () => expect(inCode.length).toBeGreaterThan(15));

  it.each(inCode)("%s is described", (route) => expect(described).toContain(route));

  it.each(described)("%s is described and is a route", (route) => expect(inCode).toContain(route));

  it("is described once", () => expect(new Set(described).size).toBe(described.length));

  it.each([...makers.keys()])("%s is among those that the sidecar serves", (name) => {
    const serving = textOf("composition/serve.ts") + textOf("transports/https/transport.ts");
    expect(serving).toContain(`${name}(`);
  });
});

type Example = readonly [title: string, content: Content, value: unknown];

function examplesOf(where: string, content: Readonly<Record<string, Content>> = {}): Example[] {
  return Object.values(content).flatMap((one) =>
    Object.entries(one.examples ?? {}).map(([name, value]): Example => [`${where}: ${name}`, one, value]),
  );
}

describe("every example", () => {
  const all = [...descriptions, ...Object.values(OUTGOING)].flatMap((route) => [
    ...examplesOf(`${route.method} ${route.path}`, route.body?.content),
    ...Object.entries(route.answers).flatMap(([status, answer]) =>
      examplesOf(`${route.method} ${route.path} ${status}`, answer.content),
    ),
  ]);

  it("exists for the main routes", () => expect(all.length).toBeGreaterThan(30));

  it.each(all.filter(([, { schema }]) => schema))(
    "%s is what its schema says",
    (_title, { schema }, value) => {
      expect(schema?.parse(value)).toMatchObject(value as object);
    },
  );
});
