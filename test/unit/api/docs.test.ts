import { describe, expect, it } from "vitest";
import { asyncApiDocument } from "../../../sidecar/api/asyncapi/document.ts";
import { html } from "../../../sidecar/api/docs/html.ts";
import { docsRoutes } from "../../../sidecar/api/docs/routes.ts";
import { schemaFiles } from "../../../sidecar/api/docs/schemas.ts";
import { openApiDocument } from "../../../sidecar/api/openapi/document.ts";
import { routeDescriptions } from "../../../sidecar/api/openapi/registry.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { serve } from "./routes.ts";

const descriptions = routeDescriptions(catalogue);

const agent = serve(docsRoutes({ flows: catalogue, formats }));

describe("the documents", () => {
  it.each([
    ["/openapi.json", "application/openapi+json", openApiDocument(descriptions)],
    ["/asyncapi.json", "application/asyncapi+json", asyncApiDocument(catalogue, formats)],
  ])("%s is served with its media type", async (path, type, document) => {
    const answer = await agent.get(path).buffer().parse(asText);
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, `${type}; charset=utf-8`]);
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it.each(schemaFiles(catalogue).map(({ folder, file, schema }) => [`${folder}/${file}`, schema] as const))(
    "/docs/schemas/%s",
    async (path, schema) => {
      const answer = await agent.get(`/docs/schemas/${path}`).buffer().parse(asText);
      expect(answer.headers["content-type"]).toBe("application/schema+json; charset=utf-8");
      expect(JSON.parse(answer.body)).toEqual(schema);
    },
  );
});

describe("the pages", () => {
  it.each(["/docs", "/docs/amqp", "/docs/schemas"])("%s loads nothing from other hosts", async (path) => {
    const { status, headers, text } = await agent.get(path);
    expect(status).toBe(200);
    const policy = headers["content-security-policy"];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const loaded = [...text.matchAll(/<(?:link|script|img)[^>]+(?:href|src)="([^"]*)"/g)].map(([, to]) => to);
    expect(loaded.filter((to) => !to?.startsWith("/docs/assets/") && to !== "data:,")).toEqual([]);
    for (const to of loaded.filter((one) => one?.startsWith("/")))
      expect((await agent.get(String(to))).status).toBe(200);
    expect(text).not.toMatch(/<script>|<style| style=| on\w+="/);
  });

  it("have no dead links", async () => {
    for (const path of ["/docs/amqp", "/docs/schemas"]) {
      const { text } = await agent.get(path);
      const links = [...text.matchAll(/<a href="([^"#]+)/g)].map(([, to]) => String(to));
      expect(links.length).toBeGreaterThan(5);
      for (const to of new Set(links)) expect([to, (await agent.get(to)).status]).toEqual([to, 200]);
    }
  });

  it("describe every channel, message and event", async () => {
    const { text } = await agent.get("/docs/amqp");
    for (const { title, messages } of Object.values(asyncApiDocument(catalogue, formats).channels))
      for (const words of [title, ...Object.keys(messages)]) expect(text).toContain(words);
  });

  it.each([
    "/docs/assets/routes.ts",
    "/docs/assets/..%2froutes.ts",
    "/docs/assets/%2e%2e%2f%2e%2e%2fproblem.ts",
    "/docs/assets/constructor",
    "/docs/schemas/documents/..%2f..%2froutes.ts",
    "/docs/schemas/documents/none.schema.json",
  ])("%s does not exist", async (path) => expect((await agent.get(path)).status).toBe(404));
});

describe("HTML", () => {
  it("escapes text, also in attributes", () => {
    expect(html`<p title="${`"'`}">${"<b>&"}${html`<i>${"<"}</i>`}</p>`.html).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;<i>&lt;</i></p>',
    );
  });
});

type Parser = Parameters<ReturnType<typeof agent.get>["parse"]>[0];

/** The client recognises only a few media types as JSON. */
const asText: Parser = (response, done) => {
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (piece: string) => {
    text += piece;
  });
  response.on("end", () => done(null, text));
};
