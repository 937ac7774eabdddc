import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Arrival } from "../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../sidecar/engine/ports/journal/access.ts";
import { guardSockets } from "../../../sidecar/http/http-sockets.ts";
import { createAdmission } from "../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { type Networks, readNetworks } from "../../../sidecar/security/networks.ts";
import { ediRoutes } from "../../../sidecar/transports/https/in/edi.ts";
import type { RefusedSocket } from "../../../sidecar/transports/mllp/entrance.ts";
import { type MllpListener, startMllp } from "../../../sidecar/transports/mllp/listener.ts";
import { selfSigned } from "../../support/certificates.ts";
import { startLoadBalancer } from "../../support/load-balancer.ts";
import { recordedLog } from "../../support/log.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { answerCodes, clientOn, framed } from "../../unit/transports/mllp/client.ts";

/** Doors behind the load balancer that Debian has. Addresses of the loopback play the partners. */

const PARTNER = "127.0.0.7";
const message = "MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|1|P|2.5\rRXD|1\r";
const networks = (list: string): Networks => readNetworks(list) ?? { has: () => false };

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  opened.push(() => server.close());
  await eventually("the server listens", () => server.listening);
  return (server.address() as AddressInfo).port;
}

async function httpDoor(proxies: string) {
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  const routes = ediRoutes({
    intake: async (arrival) => {
      arrivals.push(arrival);
      return [{ id: "m1", status: "accepted", problem: null }];
    },
    journal: {
      noteKeyUse: async () => {},
      keyDigests: async () => [digestOf("key")],
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections({ version: "1", connections: [tinyConnection()] }),
    maximumBytes: 1000,
    admission: createAdmission({ bodies: 10, bytes: 10_000 }),
    limits: NO_LIMITS,
    publicUrl: null,
  });
  const server = createServer(createApp([routes], recordedLog(), networks(proxies)));
  guardSockets(server, networks(proxies), () => undefined);
  return { port: await listening(server), arrivals, rejections };
}

/** Sends a request from that address, with the headers that its sender claims. Returns the status line. */
async function post(port: number, key: string, forwarded?: string): Promise<string> {
  const socket = from(port);
  let answer = "";
  socket.on("data", (piece) => {
    answer += piece;
  });
  const head = ["POST /v1/edi/tiny HTTP/1.1", "Host: x", `X-Api-Key: ${key}`, "Content-Length: 4"];
  if (forwarded !== undefined) head.push(`X-Forwarded-For: ${forwarded}`);
  socket.write(`${head.join("\r\n")}\r\n\r\nISA*`);
  await eventually("it is answered", () => answer.includes("\r\n\r\n"));
  return answer.slice(9, 12);
}

function from(port: number): Socket {
  const socket = connect({ host: "127.0.0.1", port, localAddress: PARTNER });
  socket.on("error", () => undefined);
  opened.push(() => socket.destroy());
  return socket;
}

type Certificates = Record<"ours" | "theirs", ReturnType<typeof selfSigned>>;

async function mllpDoor(required: boolean, certificates: Certificates | null = null) {
  const arrivals: Arrival[] = [];
  const refused: RefusedSocket[] = [];
  const options = {
    host: "127.0.0.1",
    port: 0,
    connection: "ehr",
    environment: () => "production" as const,
    intake: async (arrival: Arrival) => {
      arrivals.push(arrival);
      return [{ id: "m1", status: "accepted" as const, problem: null }];
    },
    proxies: { trusted: networks("127.0.0.1"), required },
    onRefused: (one: RefusedSocket) => void refused.push(one),
    maximumBytes: 10_000,
    idleSeconds: 60,
    log: recordedLog(),
    clock: () => new Date(),
    newTraceId: () => "0".repeat(32),
    onBadFrame: async () => undefined,
  };
  const listener: MllpListener = await startMllp(
    certificates
      ? { ...options, tls: { ...certificates.ours, ca: certificates.theirs.cert } }
      : { ...options, plain: true },
  );
  opened.push(() => listener.close());
  return { ...listener, arrivals, refused };
}

describe("HTTP behind HAProxy (option forwardfor)", () => {
  const behind = async (port: number) => {
    const { ports, stop } = await startLoadBalancer({
      http: { mode: "http", lines: ["option forwardfor"], port },
    });
    opened.push(stop);
    return ports.http;
  };

  it("knows its senders' addresses for accepted and refused requests, whatever they claim", async () => {
    const { port, arrivals, rejections } = await httpDoor("127.0.0.1");
    const proxied = await behind(port);
    expect([await post(proxied, "key"), await post(proxied, "key", "192.0.2.66")]).toEqual(["202", "202"]);
    expect(arrivals.map(({ sender }) => sender)).toEqual([PARTNER, PARTNER]);
    expect(await post(proxied, "wrong", "192.0.2.66")).toBe("401");
    expect(rejections).toMatchObject([{ remote: PARTNER }]);
  });

  it("trusts no header when no proxy is configured", async () => {
    const { port, arrivals } = await httpDoor("");
    await post(await behind(port), "key");
    await post(port, "key", "192.0.2.66");
    expect(arrivals.map(({ sender }) => sender)).toEqual(["127.0.0.1", PARTNER]);
  });
});

describe.each(["send-proxy", "send-proxy-v2"])("MLLP behind HAProxy (%s)", (server) => {
  const behind = async (port: number, words = server) => {
    const { ports, stop } = await startLoadBalancer({ mllp: { mode: "tcp", server: words, port } });
    opened.push(stop);
    return ports.mllp;
  };

  it("knows its senders' addresses", async () => {
    const { port, arrivals } = await mllpDoor(true);
    const ehr = clientOn(from(await behind(port)));
    ehr.write(framed(message));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    expect(arrivals).toMatchObject([{ sender: PARTNER }]);
  });

  it("knows them before TLS, which ends at the sidecar", async () => {
    const certificates = { ours: selfSigned("suture"), theirs: selfSigned("ehr") };
    const { port, arrivals } = await mllpDoor(true, certificates);
    const socket = connectTls({
      socket: from(await behind(port)),
      ...certificates.theirs,
      rejectUnauthorized: false,
    });
    const ehr = clientOn(socket);
    ehr.write(framed(message));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    expect(arrivals).toMatchObject([{ sender: PARTNER, headers: { "client-certificate": "ehr" } }]);
  });

  it("leaves no trace of health checks", async () => {
    const { port, refused, observe } = await mllpDoor(true);
    const proxied = await behind(port, `${server} check inter 20ms`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ehr = clientOn(from(proxied));
    ehr.write(framed(message));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    expect(refused).toEqual([]);
    await eventually("checks come and go", () => observe().unproven < 5);
  });

  it("refuses a sender that pretends to be the proxy", async () => {
    const { port, refused, arrivals } = await mllpDoor(false);
    const spoofer = clientOn(from(port));
    spoofer.write(`PROXY TCP4 192.0.2.66 192.0.2.9 1 2\r\n${framed(message)}`);
    await spoofer.closed;
    expect([arrivals, spoofer.received()]).toEqual([[], ""]);
    expect(refused).toMatchObject([{ reason: "proxy-header-forbidden", remote: PARTNER }]);
  });
});

it("refuses a proxy without a header when the header is required", async () => {
  const { port, refused } = await mllpDoor(true);
  const { ports, stop } = await startLoadBalancer({ mllp: { mode: "tcp", port } });
  opened.push(stop);
  const ehr = clientOn(from(ports.mllp));
  ehr.write(framed(message));
  await ehr.closed;
  expect(refused).toMatchObject([{ reason: "proxy-header-missing", remote: "127.0.0.1" }]);
});
