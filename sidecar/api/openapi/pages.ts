import type { RouteDescription } from "./description.ts";

const page = (path: string, summary: string, type: string): RouteDescription => ({
  method: "get",
  path,
  tag: "About",
  summary,
  callers: [],
  answers: { 200: { description: "The content.", content: { [type]: {} } } },
  problems: path.includes("{") ? ["not-found"] : [],
});

/** The descriptions of the routes of `api/docs/routes.ts` and `api/message-page/routes.ts`. */
export const pageDescriptions: readonly RouteDescription[] = [
  page("/openapi.json", "This document", "application/openapi+json"),
  page("/asyncapi.json", "The AMQP interface as AsyncAPI 3.0", "application/asyncapi+json"),
  page("/docs", "The HTTP interface as a page", "text/html"),
  page("/docs/amqp", "The AMQP interface as a page", "text/html"),
  page("/docs/schemas", "The list of schemas", "text/html"),
  page("/docs/schemas/{folder}/{file}", "A schema, as JSON Schema 2020-12", "application/schema+json"),
  page(
    "/messages/{id}",
    "A page for one message: asks for the operator token, then shows the message",
    "text/html",
  ),
  page("/messages/assets/{file}", "Style and script of that page", "*/*"),
  page("/docs/assets/{file}", "Styles and scripts of the pages", "*/*"),
];
