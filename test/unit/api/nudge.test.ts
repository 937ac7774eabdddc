import supertest from "supertest";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { nudgeRoutes } from "../../../sidecar/api/nudge.ts";
import { recordedLog } from "../../support/log.ts";

/** The route, with a count of the nudges that it passed on. */
function nudged(intervalMs: number) {
  const passedOn: number[] = [];
  const routes = nudgeRoutes(() => passedOn.push(passedOn.length), intervalMs);
  return { passedOn, client: supertest(createApp([routes], recordedLog())) };
}

describe("POST /v1/nudge", () => {
  it("is forwarded, and returns nothing", async () => {
    const { passedOn, client } = nudged(0);
    const answer = await client.post("/v1/nudge");
    expect([answer.status, answer.text, passedOn.length]).toEqual([204, "", 1]);
  });

  it.each([["{"], ["x".repeat(100_000)], ["\u0000"]])("never reads a body", async (body) => {
    const { passedOn, client } = nudged(0);
    const answer = await client.post("/v1/nudge").set("content-type", "application/json").send(body);
    expect([answer.status, passedOn.length]).toEqual([204, 1]);
  });

  it("a flood of them is forwarded once per interval", async () => {
    const { passedOn, client } = nudged(3_600_000);
    const answers = await Promise.all(Array.from({ length: 40 }, () => client.post("/v1/nudge")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(passedOn).toHaveLength(1);
  });

  it("one that arrives meanwhile is forwarded at the end of the interval", async () => {
    const { passedOn, client } = nudged(1000);
    await client.post("/v1/nudge");
    await client.post("/v1/nudge");
    await eventually("the second one is heard", () => passedOn.length === 2);
  });

  it.each(["get", "put", "delete"] as const)("%s is not a nudge", async (method) => {
    const { passedOn, client } = nudged(0);
    expect((await client[method]("/v1/nudge")).status).toBe(405);
    expect(passedOn).toEqual([]);
  });
});
