import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Router } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createApp } from "../../../sidecar/api/app.ts";
import { guardSockets, type RefusedConnection, stalledAfter } from "../../../sidecar/http/http-sockets.ts";
import { readNetworks } from "../../../sidecar/security/networks.ts";
import { recordedLog } from "../../support/log.ts";

const open: (Socket | Server)[] = [];
afterEach(() => {
  for (const one of open.splice(0)) "destroy" in one ? one.destroy() : one.close();
});

async function guarded({ proxies = "", answer = "ok", stalledMs = 60_000 } = {}) {
  let served = 0;
  const route = Router().get("/", (_request, response) => {
    served += 1;
    response.end(answer);
  });
  const app = createApp([route], recordedLog());
  const server = createServer(app);
  const refused: RefusedConnection[] = [];
  const { observe } = guardSockets(
    server,
    readNetworks(proxies) ?? { has: () => false },
    (one) => void refused.push(one),
    { limits: { unproven: 4, unprovenPerAddress: 2, proven: 3, provenPerAddress: 2 }, stalledMs: stalledMs },
  );
  server.listen(0, "127.0.0.1");
  open.push(server);
  await eventually("it listens", () => server.listening);
  const knock = (localAddress = "127.0.0.1") => {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    open.push(socket.on("error", () => undefined));
    let answer = "";
    socket.on("data", (piece) => {
      answer += piece;
    });
    const ask = async () => {
      socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      await eventually("it is answered or refused", () => answer !== "" || socket.closed);
      return answer.slice(0, 12);
    };
    return { socket, ask };
  };
  return { observe, refused, knock, served: () => served };
}

describe("the time without traffic while a response is pending", () => {
  it("exceeds two calls to Odoo at their timeout", () => {
    for (const seconds of [1, 60, 90, 600]) expect(stalledAfter(seconds)).toBeGreaterThan(2 * seconds * 1000);
  });
});

describe("connections without requests", () => {
  it("make room for new ones, and do not affect served ones", async () => {
    const { knock, observe, refused } = await guarded();
    const partner = knock("127.0.0.2");
    expect(await partner.ask()).toBe("HTTP/1.1 200");
    for (let index = 0; index < 20; index++) knock();
    await eventually("they have made room", () => refused.length === 18);
    expect([observe(), refused[0]]).toEqual([
      { unproven: 2, proven: 1 },
      { remote: "127.0.0.1", reason: "crowded-out" },
    ]);
    expect([await knock("127.0.0.3").ask(), partner.socket.destroyed]).toEqual(["HTTP/1.1 200", false]);
  });

  it("of a trusted proxy have no limit of their own", async () => {
    const { knock, observe, refused } = await guarded({ proxies: "127.0.0.1" });
    for (let index = 0; index < 4; index++) knock();
    await eventually("all are there", () => observe().unproven === 4);
    expect(refused).toEqual([]);
  });
});

it("an address has a limited number of served connections, without affecting others", async () => {
  const { knock, refused, observe } = await guarded();
  expect([await knock().ask(), await knock().ask()]).toEqual(["HTTP/1.1 200", "HTTP/1.1 200"]);
  const third = knock();
  await eventually("it is refused", () => third.socket.closed);
  expect([await knock("127.0.0.2").ask(), refused]).toEqual([
    "HTTP/1.1 200",
    [{ remote: "127.0.0.1", reason: "too-many-sockets" }],
  ]);
  expect(observe().proven).toBe(3);
});

it("a connection whose peer does not read its answer is closed", async () => {
  const { knock, observe } = await guarded({ answer: "x".repeat(50_000_000), stalledMs: 100 });
  const { socket } = knock();
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await eventually("it is served", () => observe().proven === 1);
  await eventually("its place is free", () => observe().proven === 0);
});

it("a connection with hundreds of concurrent requests is closed, and no more of them are processed", async () => {
  const { knock, refused, served } = await guarded();
  const { socket } = knock();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(500));
  await eventually("it is closed", () => socket.closed);
  expect(refused).toEqual([{ remote: "127.0.0.1", reason: "too-many-at-once" }]);
  expect(served()).toBeLessThanOrEqual(32);
  expect(await knock().ask()).toBe("HTTP/1.1 200");
});

it("a connection with some pipelined requests is served", async () => {
  const { knock, served } = await guarded();
  const { socket } = knock();
  for (let round = 1; round <= 3; round++) {
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));
    await eventually("all are served", () => served() === round * 20);
  }
  expect(socket.closed).toBe(false);
});
