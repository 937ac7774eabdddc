import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { deliverByHttps } from "../../../sidecar/egress/https.ts";
import { DeliveryFailure } from "../../../sidecar/engine/failures.ts";
import { useHttpServers } from "../../support/http-server.ts";
import { delivery } from "./delivery.ts";

const secretsDir = mkdtempSync(join(tmpdir(), "suture-secrets-"));
afterAll(() => rmSync(secretsDir, { recursive: true }));
writeFileSync(join(secretsDir, "edi-harbor.authorization"), "Bearer partner-secret\n");

const serve = useHttpServers();
const send = (
  address: string | null,
  given = {},
  options: { secretsDir?: string | null; seconds?: number } = {},
) =>
  deliverByHttps(address, delivery(given), {
    secretsDir: options.secretsDir ?? null,
    timeoutSeconds: options.seconds ?? 30,
  });
const outcome = (sending: Promise<void>) =>
  sending.then(
    () => "taken",
    (error: unknown) =>
      error instanceof DeliveryFailure ? { retriable: error.retriable, text: error.message } : error,
  );

describe("a delivery over HTTPS", () => {
  it("posts the bytes as they are, with the partner's own authorization", async () => {
    const server = await serve((response) => response.writeHead(202).end("thanks"));
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

  it("carries no authorization that is another partner's, or none at all", async () => {
    const server = await serve((response) => response.end());
    await send(server.url, { connection: "edi-other" }, { secretsDir });
    await send(server.url);
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it("keeps its Idempotency-Key when it is repeated; another delivery has another", async () => {
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
    [301, false],
    [302, false],
    [307, false],
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [409, false],
    [413, false],
    [422, false],
    [425, true],
    [429, true],
    [500, true],
    [503, true],
  ] as const)("answered %i: %s (whether repeating can help)", async (status, expected) => {
    const server = await serve((response) => response.writeHead(status, { location: "/elsewhere" }).end());
    const result = await outcome(send(server.url));
    expect(result).toEqual(
      expected === "taken" ? expected : { retriable: expected, text: `it answered ${status}` },
    );
    expect(server.received).toHaveLength(1);
  });

  it("does not follow a redirect: the order would go to somebody else", async () => {
    const elsewhere = await serve((response) => response.end());
    const server = await serve((response) => response.writeHead(307, { location: elsewhere.url }).end());
    await outcome(send(server.url, {}, { secretsDir }));
    expect(elsewhere.received).toEqual([]);
  });

  it.each([
    [
      "closes without an answer",
      (response: { destroy(): void }) => void response.destroy(),
      30,
      "cannot be reached",
    ],
    ["is silent", () => {}, 0.05, "did not answer in time"],
  ])("to a partner that %s may be repeated", async (_what, answer, seconds, text) => {
    const server = await serve(answer);
    expect(await outcome(send(server.url, {}, { seconds }))).toEqual({
      retriable: true,
      text: expect.stringContaining(text),
    });
  });
});

describe("an address that is refused, for good and before anything is sent", () => {
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
      retriable: false,
      text: "the connection's address is not an https URL",
    });
  });
});
