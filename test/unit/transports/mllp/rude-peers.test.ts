import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import type { RefusedSocket } from "../../../../sidecar/transports/mllp/entrance.ts";
import type { MllpOptions } from "../../../../sidecar/transports/mllp/listener.ts";
import { selfSigned } from "../../../support/certificates.ts";
import { beRude, openFiles } from "../../../support/rude-sockets.ts";
import { useListeners } from "./bench.ts";
import { answerCodes, clientOn, framed } from "./client.ts";

const start = useListeners();
const message = "MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|1|P|2.5\rRXD|1\r";
const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

const closed = (socket: Socket) => new Promise((resolve) => socket.resume().once("close", resolve));

type Certificate = ReturnType<typeof selfSigned>;
let [ours, theirs] = [{} as Certificate, {} as Certificate];
beforeAll(() => {
  [ours, theirs] = [selfSigned("suture"), selfSigned("ehr")];
});

async function listening(given: Partial<Omit<MllpOptions, "tls" | "plain">> = {}) {
  const refused: RefusedSocket[] = [];
  const onRefused = (one: RefusedSocket) => void refused.push(one);
  const bench = await start({ onRefused, ...given, tls: { ...ours, ca: theirs.cert } });
  const knock = async (localAddress = "127.0.0.1") => {
    const socket = connect({ host: "127.0.0.1", port: bench.port, localAddress });
    open.push(socket.on("error", () => undefined));
    await Promise.race([once(socket, "connect").catch(() => undefined), closed(socket)]);
    return socket;
  };
  const ehr = () => {
    const socket = connectTls({ host: "127.0.0.1", port: bench.port, ...theirs, rejectUnauthorized: false });
    open.push(socket);
    return clientOn(socket);
  };
  const serves = async () => {
    const one = ehr();
    one.write(framed(message));
    return (await one.answers(1)).map(answerCodes);
  };
  return { ...bench, refused, knock, serves };
}

describe("a listener with TLS", () => {
  it("has as many open files as before after many opens, aborts, resets and half handshakes, and serves", async () => {
    const { port, serves, observe } = await listening();
    const before = openFiles();
    await beRude({ host: "127.0.0.1", port }, 300);
    await eventually("all of them are gone", () => openFiles().all === before.all);
    expect([openFiles(), observe()]).toEqual([before, { unproven: 0, proven: 0 }]);
    expect(await serves()).toEqual(["AA 1"]);
    for (const socket of open.splice(0)) socket.destroy();
    await eventually("whoever was served has gone", () => observe().proven === 0);
  });

  it("serves while more idle sockets are open than are ever served", async () => {
    const { knock, serves, observe } = await listening({ maximumSockets: 2 });
    for (let index = 0; index < 60; index++) await knock();
    await eventually("they are counted", () => observe().unproven === 60);
    expect(await serves()).toEqual(["AA 1"]);
  });

  it("serves one address while another floods it with sockets", async () => {
    const { knock, serves, observe, refused } = await listening();
    for (let index = 0; index < 250; index++) await knock("127.0.0.2");
    await eventually("there are no more of them than one address may have", () => observe().unproven === 100);
    expect(await serves()).toEqual(["AA 1"]);
    // For sockets that sent nothing, the only evidence is that there were too many.
    expect(new Set(refused.map(({ reason, remote }) => `${reason} ${remote}`))).toEqual(
      new Set(["crowded-out 127.0.0.2"]),
    );
  });

  it("limits the time of a handshake", async () => {
    const { knock, refused, serves } = await listening({ handshakeMs: 100 });
    const [silent, half] = [await knock(), await knock()];
    half.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await Promise.all([closed(silent), closed(half)]);
    expect(refused).toEqual([{ remote: "127.0.0.1", reason: "handshake-timeout", detail: null, size: 5 }]);
    expect(await serves()).toEqual(["AA 1"]);
  });

  it("logs refusals once a minute, and counts each", async () => {
    const { port, refused, log } = await listening();
    await beRude({ host: "127.0.0.1", port }, 60);
    // Sockets that were reset before they were accepted have no address.
    await eventually("they are counted", () => refused.length >= 20);
    expect(log.entries.filter(({ level }) => level === "warn")).toHaveLength(1);
  });

  it("closes sockets in the middle of a handshake when it closes", async () => {
    const { knock, close } = await listening();
    const half = await knock();
    half.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await Promise.all([close(), closed(half)]);
  });
});

describe("a listener without TLS", () => {
  it("counts a peer as served from its first frame on", async () => {
    const refused: RefusedSocket[] = [];
    const { client, observe } = await start({
      maximumSockets: 2,
      onRefused: (one) => void refused.push(one),
    });
    const [silent, one] = [client(), client()];
    one.write(framed(message));
    await one.answers(1);
    expect(observe()).toEqual({ unproven: 1, proven: 1 });
    // One address gets at most half of the places.
    silent.write(framed(message));
    await silent.closed;
    expect([silent.received(), refused]).toEqual([
      "",
      [expect.objectContaining({ reason: "too-many-sockets" })],
    ]);
  });
});
