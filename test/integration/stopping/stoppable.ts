import { connect as connectTo, type Socket } from "node:net";
import { afterEach, beforeEach, expect } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { EXCHANGES } from "../../../sidecar/broker/topology.ts";
import { type TestBroker, useBroker } from "../../support/broker.ts";
import { useHttpServers } from "../../support/http-server.ts";
import { type TestJournal, useJournal } from "../../support/journal.ts";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.ts";
import { openStallingPort, type StallingPort } from "../../support/stalling-port.ts";
import { tinyConnection } from "../../support/tiny.ts";

export type Running = {
  readonly sidecar: SidecarProcess;
  readonly journal: StallingPort;
  readonly amqp: StallingPort;
  readonly http: URL;
  readonly mllpPort: number;
};

/** Shared by the tests of stopping, which are separate files so that they run in parallel: each stop takes seconds. */
export type Stoppable = {
  readonly store: TestJournal;
  readonly broker: TestBroker;
  /** Starts a sidecar whose Odoo accepts calls without answering, and whose journal and broker can do the same. */
  running(): Promise<Running>;
  /** Tells the sidecar to stop and waits for its end. Returns its exit code. */
  stopped(running: Running): Promise<number | null>;
  publish(id: string): void;
  /** Opens a socket, sends the bytes and leaves it open. */
  hold(port: number, bytes: string): Socket;
  /** Returns the states of the documents of an event. */
  states(id: string): Promise<string[]>;
};

export function useStoppable(): Stoppable {
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
  return {
    store,
    broker,
    running: async () => {
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
      return { sidecar, journal, amqp, http, mllpPort: await mllpPortOf(sidecar, http) };
    },
    stopped: async ({ sidecar }) => {
      const since = performance.now();
      await sidecar.stop();
      const seconds = (performance.now() - since) / 1000;
      // What hangs, hangs for a minute. The limit of fifteen seconds is on the sum of the stages: test/unit/composition.
      expect(seconds).toBeLessThan(40);
      return sidecar.ended();
    },
    publish: (id) => {
      const headers = { "suture-connection": "edi-test" };
      const options = { persistent: true, contentType: "application/cloudevents+json", headers };
      broker.channel.publish(EXCHANGES.inbound, "edi.edi-test.order-response", event(id), options);
    },
    hold: (port, bytes) => {
      const socket = connectTo({ port, host: "127.0.0.1" });
      socket.on("error", () => {});
      socket.write(bytes);
      open.push({ close: async () => socket.destroy() });
      return socket;
    },
    states: async (id) => {
      const found = await store.database.query<{ state: string }>(
        "select d.state from document d join message m on m.id = d.message_id where m.identity = $1",
        [`cloudevents/urn:test/${id}`],
      );
      return found.rows.map(({ state }) => state);
    },
  };
}

function through(url: string, { port }: StallingPort): string {
  const address = new URL(url);
  address.hostname = "127.0.0.1";
  address.port = String(port);
  return address.href;
}

/** Waits until the sidecar listens for HL7 and has its broker. Returns the port of MLLP. */
async function mllpPortOf(sidecar: SidecarProcess, http: URL): Promise<number> {
  const port = await eventually(
    "it listens for HL7",
    () => /"port":(\d+),[^\n]*"msg":"listening for HL7 v2"/.exec(sidecar.output())?.[1],
  );
  await eventually("it is ready", async () => {
    const { parts } = (await (await fetch(new URL("/readyz", http))).json()) as {
      parts: { broker: { state: string } };
    };
    return parts.broker.state === "up";
  });
  return Number(port);
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
