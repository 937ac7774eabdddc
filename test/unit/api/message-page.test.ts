import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { messagePageRoutes } from "../../../sidecar/api/message-page/routes.ts";
import { serve } from "./routes.ts";

const agent = serve(messagePageRoutes());
const ID = "01a1f873-6118-7010-b6bf-07c2d05aff8d";
const script = readFileSync(
  path.join(import.meta.dirname, "../../../sidecar/api/message-page/message.js"),
  "utf8",
);

describe("the page of a message", () => {
  it("loads nothing from other hosts, executes no content, and is not cached", async () => {
    const { status, headers, text } = await agent.get(`/messages/${ID}`);
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(text).not.toMatch(/<script>|<style| style=| on\w+="/);
    const loaded = [...text.matchAll(/<(?:link rel="stylesheet"|script)[^>]+(?:href|src)="([^"]*)"/g)];
    const own = loaded.map(([, to]) => String(to)).filter((to) => to.startsWith("/messages/"));
    expect(own).toHaveLength(2);
    for (const to of own) expect((await agent.get(to)).status).toBe(200);
  });

  it.each(["x", "..%2f..%2fetc", "%22%3E%3Cscript%3E", `${ID}%00`])(
    "accepts only numbers: %s",
    async (id) => {
      const answer = await agent.get(`/messages/${id}`);
      expect([answer.status, answer.type]).toEqual([404, "application/problem+json"]);
    },
  );

  it.each(["routes.ts", "page.ts", "..%2fpage.ts", "__proto__"])(
    "serves no other files: %s",
    async (file) => {
      expect((await agent.get(`/messages/assets/${file}`)).status).toBe(404);
    },
  );

  it("does not store the token, and inserts no received text as HTML", () => {
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|localStorage|sessionStorage|cookie/,
    );
  });
});
