import { randomUUID } from "node:crypto";
import { connect as connectTo, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { EXCHANGES, INBOUND_QUEUE } from "../../sidecar/broker/topology.ts";
import { digestOf, newApiKey } from "../../sidecar/security/keys.ts";
import { useBroker } from "../support/broker.ts";
import { useHttpServers } from "../support/http-server.ts";
import { useJournal } from "../support/journal.ts";
import { type SidecarProcess, startSidecarProcess } from "../support/sidecar-process.ts";
import { openStallingPort, type StallingPort } from "../support/stalling-port.ts";
import { tinyConnection } from "../support/tiny.ts";

const store = useJournal();
const broker = useBroker();
const httpServer = useHttpServers();
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
beforeEach(async () => {
  const connection = tinyConnection({
    code: "edi-test",
    kind: "edi",
    flows: ["order-response"],
    format: { code: "cloudevents", version: "1.0", options: {} },
  });
  await store.journal.saveConfiguration({ version: "1", connections: [connection] });
});

type Running = {
  readonly sidecar: SidecarProcess;
  readonly journal: StallingPort;
  readonly amqp: StallingPort;
  readonly http: URL;
  readonly mllpPort: number;
};

const through = (url: string, { port }: StallingPort): string => {
  const address = new URL(url);
  address.hostname = "127.0.0.1";
  address.port = String(port);
  return address.href;
};

/** A sidecar whose Odoo takes calls and answers none, and whose journal and broker can be made to do the same. */
async function running(): Promise<Running> {
  const odoo = await httpServer(() => {});
  const journal = await openStallingPort(Number(new URL(store.url).port));
  const amqp = await openStallingPort(Number(new URL(broker.url).port));
  const sidecar = startSidecarProcess({
    SUTURE_DATABASE_URL: through(store.url, journal),
    SUTURE_AMQP_URL: through(broker.url, amqp),
    SUTURE_ODOO_URL: odoo.url,
    SUTURE_ODOO_DATABASE: "nowhere",
    SUTURE_ODOO_API_KEY: "k".repeat(40),
    SUTURE_OPERATOR_TOKEN: "o".repeat(40),
    SUTURE_PSEUDONYM_SECRET: "s".repeat(40),
    SUTURE_MLLP_PORT: "0",
    SUTURE_MLLP_PLAIN: "true",
    SUTURE_MLLP_CONNECTION: "edi-test",
  });
  open.push({ close: () => sidecar.kill() }, journal, amqp);
  const http = new URL(await sidecar.listening());
  const mllpPort = await eventually(
    "it listens for HL7",
    () => /"port":(\d+),[^\n]*"msg":"listening for HL7 v2"/.exec(sidecar.output())?.[1],
  );
  await eventually("it is ready", async () => {
    const { parts } = (await (await fetch(new URL("/readyz", http))).json()) as {
      parts: { broker: { state: string } };
    };
    return parts.broker.state === "up";
  });
  return { sidecar, journal, amqp, http, mllpPort: Number(mllpPort) };
}

const event = (id: string) =>
  Buffer.from(
    JSON.stringify({
      specversion: "1.0",
      id,
      source: "urn:test",
      type: "health.suture.order-response.v1",
      data: { type: "OrderResponse", id, orderReference: `P-${id}`, response: "accepted", lines: [] },
    }),
  );

function publish(id: string): void {
  const headers = { "suture-connection": "edi-test" };
  const options = { persistent: true, contentType: "application/cloudevents+json", headers };
  broker.channel.publish(EXCHANGES.inbound, "edi.edi-test.order-response", event(id), options);
}

function socketTo(port: number, bytes: string): Socket {
  const socket = connectTo({ port, host: "127.0.0.1" });
  socket.on("error", () => {});
  socket.write(bytes);
  open.push({ close: async () => socket.destroy() });
  return socket;
}

/** Asks the sidecar to stop. It ends by itself, well before what hangs would let it. @returns its exit code */
async function stopped({ sidecar }: Running): Promise<number | null> {
  const since = performance.now();
  await sidecar.stop();
  const seconds = (performance.now() - since) / 1000;
  // Whatever hangs does so for a minute. The limit of fifteen seconds is on the sum of the stages: test/unit/composition.
  expect(seconds).toBeLessThan(40);
  return sidecar.ended();
}

/** How the documents of an event are. */
async function states(id: string): Promise<string[]> {
  const found = await store.database.query<{ state: string }>(
    "select d.state from document d join message m on m.id = d.message_id where m.identity = $1",
    [`cloudevents/urn:test/${id}`],
  );
  return found.rows.map(({ state }) => state);
}

describe("a sidecar that is told to stop", () => {
  it("with nothing under way ends well, though Odoo answers nothing", async () => {
    expect(await stopped(await running())).not.toBeNull();
  });

  it("while a call of Odoo hangs leaves the document queued", async () => {
    const test = await running();
    const id = randomUUID();
    publish(id);
    await eventually("it is being applied", async () => (await states(id))[0] === "queued");
    await eventually("Odoo is asked", () => test.sidecar.output().includes("message decoded"));
    expect(await stopped(test)).toBe(1);
    expect(test.sidecar.output()).toContain("is left behind");
    expect(await states(id)).toEqual(["queued"]);
  });

  it.each(["stall", "refuse"] as const)(
    "while the journal does (%s) leaves what is published with the broker",
    async (how) => {
      const test = await running();
      const before = await broker.ready(INBOUND_QUEUE);
      test.journal[how]();
      const ids = [randomUUID(), randomUUID(), randomUUID()];
      for (const id of ids) publish(id);
      await eventually(
        "they are with the sidecar",
        async () => (await broker.ready(INBOUND_QUEUE)) === before,
      );
      expect(await stopped(test)).not.toBeNull();
      await eventually(
        "they are with the broker",
        async () => (await broker.ready(INBOUND_QUEUE)) === before + 3,
      );
      for (const id of ids) expect(await states(id)).toEqual([]);
    },
  );

  it.each(["stall", "refuse"] as const)("while the broker does (%s)", async (how) => {
    const test = await running();
    test.amqp[how]();
    expect(await stopped(test)).not.toBeNull();
  });

  it("while senders hold sockets open, and bodies and frames of theirs are unfinished", async () => {
    const test = await running();
    const key = newApiKey();
    await store.journal.addKey("edi-test", digestOf(key), { replace: true, actor: "tester" });
    const head = `POST /v1/edi/edi-test HTTP/1.1\r\nhost: x\r\nx-api-key: ${key}\r\n`;
    const type = "content-type: application/cloudevents+json\r\n";
    socketTo(Number(test.http.port), `${head}${type}content-length: 1000\r\n\r\n{`);
    socketTo(Number(test.http.port), `${head}${type}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`);
    socketTo(Number(test.http.port), head);
    socketTo(test.mllpPort, "");
    socketTo(test.mllpPort, "\x0bMSH|^~\\&|A|B|");
    await fetch(new URL("/healthz", test.http));
    expect(await stopped(test)).not.toBeNull();
  });

  it("under load", async () => {
    const test = await running();
    const ids = Array.from({ length: 500 }, () => randomUUID());
    for (const id of ids) publish(id);
    await eventually("some are taken in", async () => (await states(ids[0] ?? "")).length > 0);
    expect(await stopped(test)).not.toBeNull();
    const taken = await store.database.query(
      "select count(*)::int as count from message where identity = any($1)",
      [ids.map((id) => `cloudevents/urn:test/${id}`)],
    );
    await eventually("each is in the journal or with the broker", async () => {
      return taken.rows[0].count + (await broker.ready(INBOUND_QUEUE)) >= ids.length;
    });
  });
});
