import { readFile } from "node:fs/promises";
import { Router } from "express";
import { z } from "zod";
import { sendProblem } from "../../http/problem.ts";
import { CONTENT_SECURITY_POLICY } from "../docs/routes.ts";
import { messagePage } from "./page.ts";

const ASSETS: Readonly<Record<string, string>> = {
  "message.js": "text/javascript",
  "message.css": "text/css",
};

/**
 * Creates the route `/messages/{id}`, the target of Odoo's link to a raw message. A browser that follows a link sends no token,
 * so the page itself contains nothing from the message; its script calls the operators' API with a token that the user enters.
 */
export function messagePageRoutes(): Router {
  const router = Router();
  router.get("/messages/assets/:file", async (request, response) => {
    const { file } = request.params;
    const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (!type) return sendProblem(request, response, "not-found");
    const content = await readFile(new URL(file, import.meta.url));
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("cache-control", "public, max-age=3600");
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.send(content);
  });
  router.get("/messages/:id", (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) return sendProblem(request, response, "not-found");
    response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.send(messagePage(id.data));
  });
  return router;
}
