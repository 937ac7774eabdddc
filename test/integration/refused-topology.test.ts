import { connect } from "amqplib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint } from "../../sidecar/broker/fingerprint.ts";
import { rememberTopology } from "../../sidecar/journal/upkeep/topology.ts";
import { useBroker } from "../support/broker.ts";
import { useJournal } from "../support/journal.ts";
import { type SidecarProcess, startSidecarProcess } from "../support/sidecar-process.ts";

const store = useJournal();
const broker = useBroker();
const processes: SidecarProcess[] = [];
beforeEach(() => store.database.query("truncate topology"));
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
});

function sidecar(): SidecarProcess {
  const started = startSidecarProcess({
    SUTURE_DATABASE_URL: store.url,
    SUTURE_AMQP_URL: broker.url,
    SUTURE_ODOO_URL: "http://127.0.0.1:9",
    SUTURE_ODOO_DATABASE: "nowhere",
    SUTURE_ODOO_API_KEY: "k".repeat(40),
    SUTURE_OPERATOR_TOKEN: "o".repeat(40),
    SUTURE_PSEUDONYM_SECRET: "s".repeat(40),
  });
  processes.push(started);
  return started;
}

/** Waits for the end. Returns the exit code and the text for the operator. */
async function refusal(one: SidecarProcess) {
  const code = await one.ended();
  const said = one
    .output()
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("{"));
  processes.splice(processes.indexOf(one), 1);
  return { code, said: said.join("\n") };
}

describe("a sidecar with other queues than before", () => {
  it("exits with 78 when the journal recorded other partitions, and reports which and where to read on", async () => {
    await rememberTopology(store.database, { ...fingerprint(), standard: 3 });
    const { code, said } = await refusal(sidecar());
    expect(code).toBe(78);
    expect(said).toContain("suture.work.standard: 3 partitions before, 4 now");
    expect(said).toContain('docs/operate.md, "Changing partitions"');
  });

  it("starts when nothing has changed, and when a kind of work is new", async () => {
    const { contended: _new, ...before } = fingerprint();
    await rememberTopology(store.database, before);
    await sidecar().listening();
    expect(await rememberTopology(store.database, {})).toEqual(fingerprint());
  });

  it("exits with 78 when the broker has a queue with our name and other properties", async () => {
    const model = await connect(broker.url);
    const channel = await model.createChannel();
    const queue = "suture.work.bulk.1";
    await channel.deleteQueue(queue);
    await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": "quorum" } });
    const { code, said } = await refusal(sidecar());
    expect(code).toBe(78);
    expect(said).toContain(`The queue ${queue} exists with other properties`);
    await channel.deleteQueue(queue);
    await model.close();
  });
});
