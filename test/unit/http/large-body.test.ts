import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import { NoRoomError, type OpenIntake } from "../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../sidecar/engine/ports/journal/access.ts";
import { JournalFailure } from "../../../sidecar/engine/resilience/failures.ts";
import { createAdmission } from "../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { ediRoutes } from "../../../sidecar/transports/https/in/edi.ts";
import { recordedLog } from "../../support/log.ts";
import { tinyConnection } from "../../support/tiny.ts";

const MEGABYTE = 1_048_576;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Given = {
  readonly connection?: Partial<ConfiguredConnection>;
  /** What the intake's stream does with each chunk. */
  readonly onPush?: (index: number) => Promise<void>;
  readonly onEnd?: () => Promise<void>;
  /** Whether bodies of the format can be stored while they arrive. */
  readonly isLarge?: boolean;
};

/** The endpoint of files with an intake that notes what it receives. */
async function door({ connection = {}, onPush, onEnd, isLarge = true }: Given = {}) {
  const admission = createAdmission({ bodies: 10, bytes: 4 * MEGABYTE });
  const chunks: Buffer[] = [];
  const rejections: Rejection[] = [];
  const seen = { whole: 0, discarded: 0, mostBytes: 0 };
  const openIntake: OpenIntake = async () => {
    if (!isLarge) return null;
    return {
      async push(chunk) {
        chunks.push(Buffer.from(chunk));
        seen.mostBytes = Math.max(seen.mostBytes, admission.observe().bytes);
        await onPush?.(chunks.length);
      },
      async end() {
        await onEnd?.();
        return [{ id: "m1", status: "accepted", problem: null }];
      },
      async discard() {
        seen.discarded += 1;
      },
    };
  };
  const routes = ediRoutes({
    intake: async ({ body }) => {
      seen.whole = body.length;
      return [{ id: "m1", status: "accepted", problem: null }];
    },
    openIntake,
    journal: {
      noteKeyUse: async () => {},
      keyDigests: async (code) => [digestOf(code)],
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections({
      version: "1",
      connections: [tinyConnection({ code: "a", ...connection })],
    }),
    maximumBytes: 2 * MEGABYTE,
    admission,
    limits: NO_LIMITS,
    publicUrl: null,
  });
  const server = createServer(createApp([routes], recordedLog())).listen(0, "127.0.0.1");
  servers.push(server);
  await eventually("the server listens", () => server.listening);
  const { port } = server.address() as AddressInfo;
  const begin = (headers: Record<string, string | number> = {}) =>
    httpRequest({
      ...{ port, host: "127.0.0.1", method: "POST", path: "/v1/edi/a", agent: false },
      headers: { "x-api-key": "a", ...headers },
    });
  const post = (body: Buffer, headers: Record<string, string | number> = {}) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = begin({ "content-length": body.length, ...headers });
      sent.once("error", reject).once("response", (response) => {
        let text = "";
        response.on("data", (piece) => {
          text += String(piece);
        });
        response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.end(body);
    });
  return { admission, chunks, rejections, seen, begin, post };
}

/** Bytes of which no two chunks are equal. */
const bytes = (size: number) =>
  Buffer.from(Uint32Array.from({ length: size / 4 }, (_, index) => index).buffer);

describe("a large body", () => {
  it("is passed on in chunks while it arrives, and hardly any of it is in memory", async () => {
    const { post, chunks, seen, admission } = await door();
    const body = bytes(12 * MEGABYTE);
    expect((await post(body)).status).toBe(202);
    expect(chunks.length).toBeGreaterThan(30);
    expect(Buffer.concat(chunks).equals(body)).toBe(true);
    expect(seen).toMatchObject({ whole: 0, discarded: 1 });
    expect(seen.mostBytes).toBeLessThan(MEGABYTE);
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("is decompressed on the way, and its limit applies to what it contains", async () => {
    const { post, chunks } = await door({ connection: { largestFileMegabytes: 5 } });
    const packed = gzipSync(bytes(4 * MEGABYTE));
    expect((await post(packed, { "content-encoding": "gzip" })).status).toBe(202);
    expect(Buffer.concat(chunks).length).toBe(4 * MEGABYTE);
    const bomb = gzipSync(Buffer.alloc(60 * MEGABYTE));
    expect((await post(bomb, { "content-encoding": "gzip" })).status).toBe(413);
    expect(Buffer.concat(chunks).length).toBeLessThan(11 * MEGABYTE);
  });

  it("beyond the connection's limit is refused and discarded", async () => {
    const { begin, seen, rejections } = await door({ connection: { largestFileMegabytes: 3 } });
    const sent = begin({ "transfer-encoding": "chunked" });
    const answer = new Promise<{ status: number | undefined; text: string }>((resolve) =>
      sent.once("response", async (response) => {
        let text = "";
        for await (const piece of response) text += String(piece);
        resolve({ status: response.statusCode, text });
      }),
    );
    sent.on("error", () => undefined);
    sent.end(bytes(6 * MEGABYTE));
    const { status, text } = await answer;
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({ detail: expect.stringContaining("The limit is 3000000 bytes") });
    expect(seen.discarded).toBe(1);
    expect(rejections).toMatchObject([{ reason: "body-too-large", connection: "a" }]);
  });

  it("that must be in memory completely has the sidecar's limit", async () => {
    const { post, seen, chunks } = await door({ isLarge: false });
    expect((await post(bytes(2 * MEGABYTE))).status).toBe(202);
    expect([seen.whole, chunks.length]).toEqual([2 * MEGABYTE, 0]);
    const refused = await post(bytes(3 * MEGABYTE));
    expect(refused.status).toBe(413);
    expect(refused.text).toContain(`The limit is ${2 * MEGABYTE} bytes`);
  });

  it("that breaks off is discarded, after the chunk that is being stored", async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { begin, seen, chunks, rejections, admission } = await door({
      onPush: (index) => (index < 3 ? Promise.resolve() : released),
    });
    const sent = begin({ "content-length": 12 * MEGABYTE });
    sent.on("error", () => undefined);
    sent.write(bytes(4 * MEGABYTE));
    await eventually("a chunk is being stored", () => chunks.length === 3);
    sent.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.discarded).toBe(0);
    release();
    await eventually("it is discarded", () => seen.discarded === 1);
    await eventually("the memory is free", () => admission.observe().bytes === 0);
    await eventually("the evidence is stored", () => rejections.length === 1);
    expect(rejections).toMatchObject([{ reason: "bad-request", connection: "a", size: 12 * MEGABYTE }]);
  });

  it.each([
    [
      "while it arrives",
      "The journal is unreachable",
      { onPush: () => Promise.reject(new JournalFailure("unreachable", "away")) },
    ],
    [
      "at its end",
      "The journal is unreachable",
      { onEnd: () => Promise.reject(new JournalFailure("unreachable", "away")) },
    ],
    [
      "because of another body",
      "Too many messages",
      { onEnd: () => Promise.reject(new NoRoomError("lost")) },
    ],
  ] as const)("that cannot be stored %s must be sent again: %s", async (_name, detail, given) => {
    const { post, seen } = await door(given);
    const { status, text } = await post(bytes(4 * MEGABYTE));
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ detail: expect.stringContaining(detail) });
    expect(seen.discarded).toBeGreaterThan(0);
  });
});
