import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Accepted, Arrival } from "../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../sidecar/engine/ports/journal/access.ts";
import type { EndpointParts } from "../../../sidecar/http/endpoint.ts";
import { type Admission, createAdmission, type RoomLimits } from "../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { ediRoutes } from "../../../sidecar/transports/https/in/edi.ts";
import { recordedLog } from "../../support/log.ts";
import { tinyConnection } from "../../support/tiny.ts";

const accepted: Accepted = { id: "m1", status: "accepted", problem: null };
const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

type Given = { readonly room?: RoomLimits; readonly pace?: EndpointParts["pace"]; readonly hold?: boolean };

/** The endpoint for files with two connections, whose keys are their names. `hold` delays the intake. */
async function door({ room = { bodies: 10, bytes: 100_000 }, pace, hold = false }: Given = {}) {
  const admission: Admission = createAdmission(room);
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  const held: (() => void)[] = [];
  const routes = ediRoutes({
    intake: async (arrival) => {
      arrivals.push(arrival);
      if (hold) await new Promise<void>((resolve) => held.push(resolve));
      return [accepted];
    },
    journal: {
      noteKeyUse: async () => {},
      keyDigests: async (code) => [digestOf(code)],
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections({
      version: "1",
      connections: [tinyConnection({ code: "a" }), tinyConnection({ code: "b" })],
    }),
    maximumBytes: 50_000,
    admission,
    limits: NO_LIMITS,
    ...(pace && { pace }),
    publicUrl: null,
  });
  const app = createApp([routes], recordedLog());
  const server = createServer(app).listen(0, "127.0.0.1");
  servers.push(server);
  await eventually("the server listens", () => server.listening);
  const post = (connection = "a") =>
    request(server).post(`/v1/edi/${connection}`).set("x-api-key", connection);
  /** Sends a request as raw text. Returns the response. */
  const raw = (head: string, connection = "a", localAddress = "127.0.0.1") => {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    sockets.push(socket.on("error", () => undefined));
    let answer = "";
    socket.on("data", (piece) => {
      answer += piece.toString("latin1");
    });
    socket.write(`POST /v1/edi/${connection} HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${connection}\r\n${head}\r\n`);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    return { socket, answer: () => answer, closed };
  };
  return { admission, arrivals, rejections, held, post, raw };
}

const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${"x".repeat(bytes)}\r\n`;
const CHUNKED = "Transfer-Encoding: chunked\r\n";

describe("room at an endpoint", () => {
  it("is not used by a claim: neither by a length without a body, nor by missing chunks", async () => {
    const { admission, raw, post } = await door({ room: { bodies: 2, bytes: 60_000 } });
    const strangers = Array.from({ length: 20 }, (_, index) =>
      raw(index % 2 === 0 ? "Content-Length: 50000\r\n" : CHUNKED),
    );
    await eventually("they are there", () => strangers.every(({ socket }) => socket.bytesWritten > 0));
    expect([(await post("b").send("x".repeat(40_000))).status, (await post("a").send("x")).status]).toEqual([
      202, 202,
    ]);
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0, refused: 0 });
  });

  it("is the size of what has arrived, after decompression, until the answer is sent", async () => {
    const { admission, raw, post, held } = await door({ hold: true });
    const slow = raw(CHUNKED);
    slow.socket.write(chunk(1000));
    await eventually("a part has come", () => admission.observe().bytes === 1000);
    slow.socket.write(`${chunk(500)}0\r\n\r\n`);
    await eventually("all has come", () => held.length === 1);
    expect(admission.observe()).toMatchObject({ bodies: 1, bytes: 1500 });
    const packed = post("b")
      .set("content-encoding", "gzip")
      .send(gzipSync("x".repeat(20_000)))
      .then(({ status }) => status);
    await eventually("the other has come", () => held.length === 2);
    expect(admission.observe()).toMatchObject({ bodies: 2, bytes: 21_500 });
    for (const go of held) go();
    expect(await packed).toBe(202);
    await eventually("nothing is in memory", () => admission.observe().bodies === 0);
    expect(admission.observe().bytes).toBe(0);
  });

  it("of a sender that disconnects is free again", async () => {
    const { admission, raw } = await door();
    const { socket } = raw(CHUNKED);
    socket.write(chunk(1000));
    await eventually("a part has come", () => admission.observe().bytes === 1000);
    socket.destroy();
    await eventually("it is free", () => admission.observe().bytes === 0);
  });

  it("is refused with 503 if there is none, nothing is stored, and the connection is closed", async () => {
    const { admission, rejections, post, arrivals } = await door({ room: { bodies: 10, bytes: 30_000 } });
    const other = admission.enter({ connection: "other", address: null });
    other.resize(25_000);
    const answer = await post().send("x".repeat(10_000));
    expect([answer.status, answer.headers["retry-after"], answer.headers.connection]).toEqual([
      503,
      "5",
      "close",
    ]);
    expect(answer.body).toMatchObject({ type: "urn:suture:problem:not-ready" });
    expect([arrivals, rejections]).toEqual([[], []]);
    expect((await post().send("x".repeat(1000))).status).toBe(202);
  });

  it("is refused with 429 to a sender that has used its share, and others are served", async () => {
    const { raw, post, rejections, admission } = await door({ room: { bodies: 8, bytes: 100_000 } });
    raw(CHUNKED).socket.write(chunk(20_000));
    await eventually("most of its share is taken", () => admission.observe().bytes === 20_000);
    const answer = await post().send("x".repeat(10_000));
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "5"]);
    expect(answer.body).toMatchObject({ type: "urn:suture:problem:too-many-requests", status: 429 });
    expect(rejections).toMatchObject([{ connection: "a", status: 429, reason: "over-share", excerpt: null }]);
    expect((await post("b").send("x".repeat(10_000))).status).toBe(202);
  });
});

describe("a body that arrives too slowly", () => {
  const pace = { leastBytes: 100, windowMs: 50, totalMs: 60_000 };

  it.each(["Content-Length: 5000\r\n", CHUNKED])("is ended with 408 and its evidence (%j)", async (head) => {
    const { raw, rejections, admission, arrivals } = await door({ pace });
    const { answer, closed } = raw(head);
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:suture:problem:slow-body/);
    expect(rejections).toMatchObject([
      { connection: "a", remote: "127.0.0.1", status: 408, reason: "slow-body" },
    ]);
    expect([arrivals, admission.observe()]).toMatchObject([[], { bodies: 0, bytes: 0 }]);
  });

  it("is ended when it never completes, too", async () => {
    const { raw } = await door({ pace: { leastBytes: 0, windowMs: 50, totalMs: 150 } });
    const { answer, closed } = raw(CHUNKED);
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("is not awaited after a refusal: its sender can read the answer, then the connection is closed", async () => {
    const { raw, rejections } = await door({ pace });
    const { answer, closed } = raw("Content-Length: 5000\r\nX-Api-Key: wrong\r\n");
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 401 /);
    expect(rejections).toMatchObject([{ status: 401 }]);
  });

  it("does not include one that waits for the sidecar", async () => {
    const { post, held } = await door({ pace: { leastBytes: 100, windowMs: 5, totalMs: 20 }, hold: true });
    const answer = post()
      .send("x")
      .then(({ status }) => status);
    await eventually("it has come", () => held.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    held[0]?.();
    expect(await answer).toBe(202);
  });
});

describe("a body that is refused", () => {
  it("is read and dropped, whatever its size, so that its sender can read the reason", async () => {
    const { raw } = await door();
    const { socket, answer, closed } = raw("Content-Length: 20000000\r\n");
    socket.write(Buffer.alloc(20_000_000, "x"));
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("uses no room meanwhile", async () => {
    const { raw, admission } = await door({ pace: { leastBytes: 0, windowMs: 60_000, totalMs: 60_000 } });
    const { socket } = raw(CHUNKED);
    for (let index = 0; index < 4; index++) socket.write(chunk(20_000));
    await eventually(
      "it was refused",
      () => admission.observe().bodies === 0 && socket.bytesWritten > 80_000,
    );
    expect(admission.observe().bytes).toBe(0);
  });
});

describe("a body", () => {
  const text = "ISA*".repeat(1000);
  it.each([
    ["gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["br", brotliCompressSync(text)],
    ["GZIP", gzipSync(text)],
  ])("in %s is unpacked", async (encoding, packed) => {
    const { post, arrivals } = await door();
    expect((await post().set("content-encoding", encoding).send(packed)).status).toBe(202);
    expect(Buffer.from(arrivals[0]?.body ?? []).toString()).toBe(text);
  });

  it.each([
    ["zstd", "x", 415, "unsupported-encoding"],
    ["constructor", "x", 415, "unsupported-encoding"],
    ["gzip", "no gzip", 400, "bad-request"],
    ["gzip", gzipSync(text).subarray(0, 20), 400, "bad-request"],
    ["gzip", Buffer.concat([gzipSync(text), Buffer.from("and more")]), 400, "bad-request"],
    ["gzip", gzipSync("x".repeat(60_000)), 413, "body-too-large"],
    ["identity", "x".repeat(60_000), 413, "body-too-large"],
  ])("in %s is refused (%#)", async (encoding, body, status, reason) => {
    const { post, rejections, admission } = await door();
    const answer = await post().set("content-encoding", encoding).send(body);
    expect([answer.status, rejections.map((each) => each.reason)]).toEqual([status, [reason]]);
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("in tiny pieces is accepted whole, and counted with its own size", async () => {
    const { raw, arrivals } = await door();
    const { socket, answer } = raw(`${CHUNKED}Connection: close\r\n`);
    socket.write(`${"1\r\na\r\n".repeat(20_000)}${chunk(20_000)}${"1\r\nb\r\n".repeat(10_000)}0\r\n\r\n`);
    await eventually("it is answered", () => answer() !== "");
    expect(answer()).toMatch(/^HTTP\/1\.1 202 /);
    expect(Buffer.from(arrivals[0]?.body ?? []).toString()).toBe(
      `${"a".repeat(20_000)}${"x".repeat(20_000)}${"b".repeat(10_000)}`,
    );
  });

  it("whose chunks exceed the limit is refused as soon as they do", async () => {
    const { raw, rejections } = await door({ pace: { leastBytes: 0, windowMs: 50, totalMs: 60_000 } });
    const { socket, answer, closed } = raw(CHUNKED);
    for (let index = 0; index < 4; index++) socket.write(chunk(20_000));
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 413 /);
    expect(rejections).toMatchObject([{ reason: "body-too-large" }]);
  });
});
