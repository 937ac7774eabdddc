import { randomUUID } from "node:crypto";
import { connect } from "amqplib";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { openConsumer } from "../../../sidecar/broker/consumer.ts";
import { openPublisher } from "../../../sidecar/broker/publisher.ts";
import { EXCHANGES } from "../../../sidecar/broker/topology.ts";
import { useBroker } from "../../support/broker.ts";
import { recordedLog } from "../../support/log.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** What a publisher and a consumer say of a broker where something is there already. */
async function said(url: string): Promise<{ problems: string[]; connected: () => boolean }> {
  const problems: string[] = [];
  const note = (problem: string) => void problems.push(problem);
  const publisher = await openPublisher(url, recordedLog(), note);
  const consumer = await openConsumer(url, [], recordedLog(), note);
  open.push(publisher, consumer);
  return { problems, connected: () => publisher.connected() || consumer.connected() };
}

describe("a queue with our name and other properties", () => {
  const broker = useBroker();
  it("is reported, and nothing is consumed", async () => {
    const model = await connect(broker.url);
    const channel = await model.createChannel();
    await channel.assertQueue("suture.work.critical.1", {
      durable: true,
      arguments: { "x-queue-type": "quorum" },
    });
    const { problems, connected } = await said(broker.url);
    await eventually("both have said so", () => problems.length >= 2);
    expect(new Set(problems.map((problem) => problem.split(" exists")[0]))).toEqual(
      new Set(["The queue suture.work.critical.1"]),
    );
    expect(connected()).toBe(false);
    await model.close();
  });
});

describe("an exchange with our name and another type", () => {
  const broker = useBroker();
  it("is reported", async () => {
    const model = await connect(broker.url);
    const channel = await model.createChannel();
    await channel.assertExchange(EXCHANGES.bulk, "topic", { durable: true });
    const { problems } = await said(broker.url);
    await eventually("it is said", () => problems.length > 0);
    expect(problems[0]).toMatch(/^The exchange suture\.work\.bulk exists with other properties/);
    await model.close();
  });
});

describe("a surplus partition", () => {
  const broker = useBroker();
  it("is reported, because its messages would never be consumed", async () => {
    const model = await connect(broker.url);
    const channel = await model.createChannel();
    await channel.assertQueue("suture.work.standard.4", {
      durable: true,
      arguments: { "x-queue-type": "quorum" },
    });
    const { problems, connected } = await said(broker.url);
    await eventually("it is said", () => problems.length > 0);
    expect(problems[0]).toContain("suture.work.standard.4");
    expect(connected()).toBe(false);
    await model.close();
  });
});

describe("other queues", () => {
  const broker = useBroker();
  it("are ignored", async () => {
    const model = await connect(broker.url);
    const channel = await model.createChannel();
    await channel.assertQueue(`other.${randomUUID()}`, { durable: true });
    const { problems, connected } = await said(broker.url);
    await eventually("it is connected", () => connected());
    expect(problems).toEqual([]);
    await model.close();
  });
});
