import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Sending } from "../../../../sidecar/engine/ports/transport.ts";
import { DeliveryFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { deliverByHttps } from "../../../../sidecar/transports/https/out.ts";
import { useHttpServers } from "../../../support/http-server.ts";
import { loopbackTargets } from "../../../support/loopback-targets.ts";
import { delivery, sending } from "../delivery.ts";

const secretsDir = mkdtempSync(join(tmpdir(), "suture-secrets-"));
afterAll(() => rmSync(secretsDir, { recursive: true }));
/** Credentials for an address, as an administrator writes them to a file. */
const keep = (name: string, ...lines: string[]) =>
  writeFileSync(join(secretsDir, name), lines.map((line) => `${line}\n`).join(""));

const serve = useHttpServers();
const send = (
  address: string | null,
  given = {},
  options: { secretsDir?: string | null; seconds?: number } & Partial<Sending> = {},
) =>
  deliverByHttps(address, delivery(given), {
    ...sending(options),
    secretsDir: options.secretsDir ?? null,
    timeoutSeconds: options.seconds ?? 30,
    clock: () => new Date(),
    targets: loopbackTargets,
  });
const outcome = (sending: Promise<void>) =>
  sending.then(
    () => "taken",
    (error: unknown) =>
      error instanceof DeliveryFailure ? { kind: error.kind, text: error.message } : error,
  );

describe("a delivery over HTTPS", () => {
  it("posts the unchanged bytes, with the partner's own authorization", async () => {
    const server = await serve((response) => response.writeHead(202).end("thanks"));
    keep("edi-harbor.authorization", server.url, "Bearer partner-secret");
    await send(`${server.url}/as2?x=1`, {}, { secretsDir });
    expect(server.received).toMatchObject([
      {
        method: "POST",
        path: "/as2?x=1",
        body: "ISA*\u00e9~\u0000\n",
        headers: { "content-type": "application/edi-x12", authorization: "Bearer partner-secret" },
      },
    ]);
  });

  it("never has another partner's authorization", async () => {
    const server = await serve((response) => response.end());
    keep("edi-harbor.authorization", server.url, "Bearer partner-secret");
    await send(server.url, { connection: "edi-other" }, { secretsDir });
    await send(server.url);
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it("sends the fallback's own authorization to the fallback, never that of the main route", async () => {
    const server = await serve((response) => response.end());
    keep("edi-harbor.authorization", server.url, "Bearer partner-secret");
    keep("edi-other.fallback.authorization", server.url, "Bearer fallback-secret");
    await send(server.url, {}, { secretsDir, by: "fallback" });
    await send(server.url, { connection: "edi-other" }, { secretsDir, by: "fallback" });
    await send(server.url, { connection: "edi-other" }, { secretsDir });
    const sent = server.received.map(({ headers }) => headers.authorization);
    expect(sent).toEqual([undefined, "Bearer fallback-secret", undefined]);
  });

  it("has the same Idempotency-Key when it is repeated, unlike another delivery", async () => {
    const server = await serve((response) => response.writeHead(503).end());
    await outcome(send(server.url));
    await outcome(send(server.url, { attempts: 2 }));
    await outcome(send(server.url, { id: "another" }));
    const keys = server.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([delivery().id, delivery().id, "another"]);
  });

  it.each([
    [200, "taken"],
    [202, "taken"],
    [204, "taken"],
    [301, "partner-refuses"],
    [302, "partner-refuses"],
    [307, "partner-refuses"],
    [400, "partner-refuses"],
    [401, "partner-refuses"],
    [403, "partner-refuses"],
    [404, "partner-refuses"],
    [408, "partner-unreachable"],
    [409, "partner-refuses"],
    [413, "partner-refuses"],
    [422, "partner-refuses"],
    [425, "partner-unreachable"],
    [429, "partner-unreachable"],
    [500, "partner-unreachable"],
    [503, "partner-unreachable"],
    [504, "partner-unanswered"],
  ] as const)("answered %i: %s", async (status, expected) => {
    const server = await serve((response) => response.writeHead(status, { location: "/elsewhere" }).end());
    const result = await outcome(send(server.url));
    expect(result).toEqual(
      expected === "taken"
        ? expected
        : { kind: expected, text: `the partner's system returned status ${status}` },
    );
    expect(server.received).toHaveLength(1);
  });

  it("does not follow a redirect, which could lead to someone else", async () => {
    const elsewhere = await serve((response) => response.end());
    const server = await serve((response) => response.writeHead(307, { location: elsewhere.url }).end());
    keep("edi-harbor.authorization", server.url, "Bearer partner-secret");
    await outcome(send(server.url, {}, { secretsDir }));
    expect(elsewhere.received).toEqual([]);
  });

  it.each([
    ["closes without an answer", (response: { destroy(): void }) => void response.destroy(), 30],
    ["is silent", () => {}, 0.05],
  ])("to a partner that %s may have arrived", async (_what, answer, seconds) => {
    const server = await serve(answer);
    expect(await outcome(send(server.url, {}, { seconds }))).toMatchObject({ kind: "partner-unanswered" });
  });

  it("to no server has not arrived", async () => {
    const server = await serve((response) => response.end());
    const gone = server.url.replace("127.0.0.1", "127.255.255.254").replace("http:", "https:");
    expect(await outcome(send(gone))).toEqual({
      kind: "partner-unreachable",
      text: "the partner's system is unreachable",
    });
  });

  it.each([
    [503, "120", 120],
    [429, new Date(Date.now() + 3_600_000).toUTCString(), expect.any(Number)],
    [503, "soon", null],
    [400, "120", null],
  ])("answered with %i and Retry-After %s waits", async (status, header, expected) => {
    const server = await serve((response) => response.writeHead(status, { "retry-after": header }).end());
    await expect(send(server.url)).rejects.toMatchObject({ retryAfterSeconds: expected });
  });

  it("is interrupted when the sidecar stops", async () => {
    const stopping = new AbortController();
    const server = await serve(() => stopping.abort());
    await expect(send(server.url, {}, { signal: stopping.signal })).rejects.toMatchObject({
      name: "DeliveryFailure",
    });
  });
});

describe("credentials for another address", () => {
  it.each([
    ["of another host", "https://edi.partner.example"],
    ["of another port", "http://127.0.0.1:1"],
    ["of another scheme", "https://127.0.0.1"],
  ])("%s are not sent, and neither is the document", async (_what, origin) => {
    const server = await serve((response) => response.end());
    keep("edi-harbor.authorization", origin, "Bearer partner-secret");
    const result = await outcome(send(server.url, {}, { secretsDir }));
    expect(result).toEqual({
      kind: "partner-refuses",
      text: `the connection's address is at ${server.url}, but the credentials in edi-harbor.authorization are for ${origin}; correct whichever is wrong`,
    });
    expect(server.received).toEqual([]);
  });

  it.each([
    ["of before addresses were written into them", ["Bearer partner-secret"]],
    ["with a path behind the address", ["https://edi.partner.example/in", "Bearer partner-secret"]],
    ["with credentials in the address", ["https://me:partner-secret@edi.example", "Bearer partner-secret"]],
    ["with an address alone", ["https://edi.partner.example"]],
    ["with a third line", ["https://edi.partner.example", "Bearer", "partner-secret"]],
    ["with what no header can hold", ["https://edi.partner.example", "Bearer partner-secret \u0001"]],
    ["that is empty", []],
  ])("a file %s is refused by name, without its content", async (_what, lines) => {
    const server = await serve((response) => response.end());
    keep("edi-harbor.authorization", ...lines);
    const result = await outcome(send(server.url, {}, { secretsDir }));
    expect(result).toMatchObject({
      kind: "partner-refuses",
      text: expect.stringMatching(/^the file edi-harbor\.authorization /),
    });
    expect(JSON.stringify(result)).not.toContain("partner-secret");
    expect(server.received).toEqual([]);
  });

  it("an unreadable file does not count as missing", async () => {
    const server = await serve((response) => response.end());
    mkdirSync(join(secretsDir, "edi-folder.authorization"));
    const result = await outcome(send(server.url, { connection: "edi-folder" }, { secretsDir }));
    expect(result).toMatchObject({ text: expect.stringContaining("cannot be read (EISDIR)") });
    expect(server.received).toEqual([]);
  });
});

describe("an address that is refused permanently before anything is sent", () => {
  it.each([
    null,
    "",
    "edi.example",
    "http://edi.example/",
    "http://127.0.0.1.example/",
    "http://localhost.example/",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
  ])("%s", async (address) => {
    expect(await outcome(send(address))).toEqual({
      kind: "partner-refuses",
      text: "the connection's address is not an https URL",
    });
  });

  it.each(["https://user@edi.example/", "https://user:password@edi.example/"])(
    "with a user in it: %s",
    async (address) => {
      const result = await outcome(send(address));
      expect(result).toMatchObject({ text: expect.stringContaining("contains a user name or password") });
    },
  );
});
