import { readFile } from "node:fs/promises";
import { type Request, type Response, Router } from "express";
import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";
import type { FormatDeclaration } from "../../formats/declaration.ts";
import { sendProblem } from "../../http/problem.ts";
import { ASYNCAPI_CONTENT_TYPE, asyncApiDocument } from "../asyncapi/document.ts";
import { OPENAPI_CONTENT_TYPE, openApiDocument } from "../openapi/document.ts";
import { routeDescriptions } from "../openapi/registry.ts";
import { amqpPage } from "./amqp-page.ts";
import { httpPage } from "./http-page.ts";
import { schemaFiles } from "./schemas.ts";
import { schemasPage } from "./schemas-page.ts";

/**
 * The content security policy of the pages, which allows them to load only from the sidecar. Images in data URLs are allowed,
 * because the style sheet of Swagger UI contains some.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const own = (name: string): URL => new URL(name, import.meta.url);
const swagger = (name: string): URL => new URL(import.meta.resolve(`swagger-ui-dist/${name}`));

/** The assets of the pages, by name. No other files can be requested. */
const ASSETS: Readonly<Record<string, { readonly file: URL; readonly type: string }>> = {
  "docs.css": { file: own("docs.css"), type: "text/css" },
  "start.js": { file: own("start.js"), type: "text/javascript" },
  "swagger-ui.css": { file: swagger("swagger-ui.css"), type: "text/css" },
  "swagger-ui-bundle.js": { file: swagger("swagger-ui-bundle.js"), type: "text/javascript" },
};

type DocsParts = {
  readonly flows: readonly CatalogueEntry[];
  readonly formats: readonly FormatDeclaration[];
};

/**
 * Creates the routes `/openapi.json`, `/asyncapi.json` and `/docs`, which describe the sidecar's interfaces for programs and for
 * people. Their content is generated once, from the schemas that validate messages.
 */
export function docsRoutes({ flows, formats }: DocsParts): Router {
  const openApi = JSON.stringify(openApiDocument(routeDescriptions(flows)));
  const asyncApi = asyncApiDocument(flows, formats);
  const schemas = schemaFiles(flows);
  const router = Router();
  router.get("/openapi.json", send(OPENAPI_CONTENT_TYPE, openApi));
  router.get("/asyncapi.json", send(ASYNCAPI_CONTENT_TYPE, JSON.stringify(asyncApi)));
  router.get("/docs", send("text/html", httpPage()));
  router.get("/docs/amqp", send("text/html", amqpPage(asyncApi, schemas)));
  router.get("/docs/schemas", send("text/html", schemasPage(schemas)));
  router.get("/docs/schemas/:folder/:file", (request, response) => {
    const { folder, file } = request.params;
    const found = schemas.find((one) => one.folder === folder && one.file === file);
    if (!found) return sendProblem(request, response, "not-found");
    send("application/schema+json", JSON.stringify(found.schema, null, 2))(request, response);
  });
  router.get("/docs/assets/:file", (request, response) => sendAsset(request, response));
  return router;
}

/**
 * Creates a handler that sends a fixed text of this content type. All responses share the same bytes, so callers that request the
 * text often and do not read the responses cannot fill the memory.
 */
function send(type: string, text: string) {
  const content = Buffer.from(text);
  return (_request: Request, response: Response): void => {
    response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.send(content);
  };
}

const readAssets = new Map<string, Promise<Buffer>>();

/** Returns the content of an asset. The file is read only at the first request. */
function contentOf(name: string, { file }: { readonly file: URL }): Promise<Buffer> {
  const content = readAssets.get(name) ?? readFile(file);
  readAssets.set(name, content);
  return content;
}

async function sendAsset(request: Request, response: Response): Promise<void> {
  const name = String(request.params.file);
  const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (!asset) return sendProblem(request, response, "not-found");
  const content = await contentOf(name, asset);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("cache-control", "public, max-age=3600");
  response.setHeader("content-type", `${asset.type}; charset=utf-8`);
  response.send(content);
}
