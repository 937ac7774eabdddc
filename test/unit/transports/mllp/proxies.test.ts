import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { readNetworks } from "../../../../sidecar/security/networks.ts";
import type { RefusedSocket } from "../../../../sidecar/transports/mllp/entrance.ts";
import { v2Header } from "../../../support/proxy-header.ts";
import { useListeners } from "./bench.ts";
import { answerCodes, framed } from "./client.ts";

const start = useListeners();
const message = "MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|1|P|2.5\rRXD|1\r";
const V1 = "PROXY TCP4 192.0.2.1 192.0.2.9 56324 2575\r\n";

async function behind(proxies: string, required = false) {
  const refused: RefusedSocket[] = [];
  const trusted = readNetworks(proxies);
  if (trusted === null) throw new Error("no networks");
  const bench = await start({ proxies: { trusted, required }, onRefused: (one) => void refused.push(one) });
  return { ...bench, refused };
}

describe("a trusted proxy", () => {
  it.each([
    ["version 1", Buffer.from(V1)],
    ["version 2", v2Header("192.0.2.1")],
  ])("reports the client's address with %s, in any number of pieces", async (_name, header) => {
    const { client, arrivals } = await behind("127.0.0.0/8", true);
    const ehr = client();
    for (const byte of header) {
      ehr.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    ehr.write(framed(message));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    expect(arrivals).toMatchObject([{ sender: "192.0.2.1" }]);
  });

  it("counts as the client itself if it reports so, or without a header", async () => {
    const { client, arrivals } = await behind("127.0.0.1");
    for (const header of [
      Buffer.from("PROXY UNKNOWN\r\n"),
      v2Header("192.0.2.1", { command: 0 }),
      Buffer.alloc(0),
    ]) {
      const ehr = client();
      ehr.write(Buffer.concat([header, Buffer.from(framed(message))]));
      await ehr.answers(1);
    }
    expect(arrivals.map(({ sender }) => sender)).toEqual(["127.0.0.1", "127.0.0.1", "127.0.0.1"]);
  });

  it("is refused without a required header", async () => {
    const { client, arrivals, refused } = await behind("127.0.0.1", true);
    const ehr = client();
    ehr.write(framed(message));
    await ehr.closed;
    expect([ehr.received(), arrivals]).toEqual(["", []]);
    expect(refused).toMatchObject([{ reason: "proxy-header-missing", remote: "127.0.0.1" }]);
  });

  it("can connect and disconnect without a record", async () => {
    const { client, observe, refused } = await behind("127.0.0.1", true);
    for (let times = 0; times < 10; times++) {
      const one = client();
      one.socket.end();
      await one.closed;
    }
    await eventually("they have gone", () => observe().unproven === 0);
    expect(refused).toEqual([]);
  });

  it.each(["PROXY TCP4 192.0.2.999 192.0.2.9 1 2\r\n", `PROXY ${"x".repeat(200)}`])(
    "is refused when its header is malformed: %j",
    async (header) => {
      const { client, arrivals, refused } = await behind("127.0.0.1");
      const ehr = client();
      ehr.write(header + framed(message));
      await ehr.closed;
      expect([ehr.received(), arrivals, refused.map(({ reason }) => reason)]).toEqual([
        "",
        [],
        ["proxy-header"],
      ]);
    },
  );
});

it.each([
  ["version 1", Buffer.from(V1)],
  ["version 2", v2Header("192.0.2.1")],
])("another sender with a header (%s) is refused", async (_name, header) => {
  const { client, arrivals, refused } = await behind("10.0.0.0/8");
  const spoofer = client();
  spoofer.write(Buffer.concat([header, Buffer.from(framed(message))]));
  await spoofer.closed;
  expect([spoofer.received(), arrivals]).toEqual(["", []]);
  expect(refused).toMatchObject([{ reason: "proxy-header-forbidden", remote: "127.0.0.1" }]);
});
