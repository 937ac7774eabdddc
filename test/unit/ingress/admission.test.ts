import { gzipSync } from "node:zlib";
import express, { type Request, type Response } from "express";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../sidecar/api/app.ts";
import type { Arrival, Intake } from "../../../sidecar/engine/intake.ts";
import { admit, admitted, createAdmission } from "../../../sidecar/ingress/admission.ts";
import { recordedLog } from "../../support/log.ts";

describe("admission", () => {
  it("lets in as many bodies, and as many bytes, as there is room for", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const leave = admission.enter(60);
    expect(admission.enter(41)).toBeNull();
    const other = admission.enter(40);
    expect(admission.enter(0)).toBeNull();
    leave?.();
    leave?.();
    expect(admission.observe()).toEqual({ bodies: 1, bytes: 40, refused: 2 });
    expect(admission.enter(60)).not.toBeNull();
    other?.();
  });

  it("lets a body in that is larger than all, when it is alone", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const leave = admission.enter(500);
    expect(leave).not.toBeNull();
    expect(admission.enter(1)).toBeNull();
    leave?.();
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });
});

/** An application with a door whose handler takes its time, behind the admission. */
function application(bodies: number, bytes: number) {
  const admission = createAdmission({ bodies, bytes });
  const holds: (() => void)[] = [];
  const router = express.Router();
  const hold = (_request: Request, response: Response) => {
    holds.push(() => response.status(202).end());
  };
  router.post("/v1/edi/:connection", admit(admission, 1000), express.raw({ type: () => true }), hold);
  const app = createApp([router], recordedLog());
  return { admission, app, holds };
}

const packed = gzipSync("body");
const until = async (holds: readonly unknown[], count: number) => {
  while (holds.length < count) await new Promise((resolve) => setImmediate(resolve));
};

describe("the doors", () => {
  it("answer 503 with Retry-After when too much is being taken in, and open again", async () => {
    const { admission, app, holds } = application(1, 1000);
    const first = request(app)
      .post("/v1/edi/a")
      .send("body")
      .then((answer) => answer.status);
    await until(holds, 1);
    const refused = await request(app).post("/v1/edi/b").send("body");
    expect(refused.status).toBe(503);
    expect(refused.headers["retry-after"]).toBe("5");
    expect(refused.type).toBe("application/problem+json");
    expect(refused.body).toMatchObject({ type: "urn:suture:problem:not-ready" });
    holds[0]?.();
    expect(await first).toBe(202);
    const again = request(app)
      .post("/v1/edi/b")
      .send("body")
      .then((answer) => answer.status);
    await until(holds, 2);
    holds[1]?.();
    expect(await again).toBe(202);
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0, refused: 1 });
  });

  it("count a body that is compressed as the largest, whatever its stated size", async () => {
    const { admission, app, holds } = application(10, 1500);
    const compressed = () => request(app).post("/v1/edi/a").set("content-encoding", "gzip").send(packed);
    const first = compressed().then((answer) => answer.status);
    await until(holds, 1);
    expect(admission.observe().bytes).toBe(1000);
    expect((await compressed()).status).toBe(503);
    const small = request(app)
      .post("/v1/edi/a")
      .send("four")
      .then((answer) => answer.status);
    await until(holds, 2);
    for (const answer of holds) answer();
    expect(await Promise.all([first, small])).toEqual([202, 202]);
  });

  it("make room again when a sender goes away in the middle", async () => {
    const { admission, app, holds } = application(1, 1000);
    const leaving = request(app).post("/v1/edi/a").send("body");
    const gone = leaving.then(
      () => "answered",
      () => "gone",
    );
    await until(holds, 1);
    leaving.abort();
    while (admission.observe().bodies > 0) await new Promise((resolve) => setImmediate(resolve));
    holds[0]?.();
    void gone;
  });
});

describe("a transport that holds the body already", () => {
  const arrival = { body: Buffer.alloc(10) } as unknown as Arrival;
  it("is told that there is no room, and takes up none", async () => {
    const admission = createAdmission({ bodies: 1, bytes: 100 });
    let finish = () => {};
    const slow: Intake = () =>
      new Promise((resolve) => {
        finish = () => resolve([]);
      });
    const intake = admitted(slow, admission);
    const first = intake(arrival);
    await expect(intake(arrival)).rejects.toThrow("too much");
    finish();
    await first;
    const failing = admitted(() => Promise.reject(new Error("journal away")), admission);
    await expect(failing(arrival)).rejects.toThrow("journal away");
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });
});
