import type { Channel, ConsumeMessage } from "amqplib";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createWorker } from "../../../sidecar/broker/worker.ts";
import { recordedLog } from "../../support/log.ts";

/** A channel that notes what is acknowledged on it. */
function channelOf() {
  const acknowledged: string[] = [];
  const ack = ({ content }: ConsumeMessage) => void acknowledged.push(content.toString());
  return { channel: { ack } as unknown as Channel, acknowledged };
}

const message = (name: string) =>
  ({ content: Buffer.from(name), fields: { routingKey: "" }, properties: {} }) as unknown as ConsumeMessage;

function worker() {
  const worked: string[] = [];
  const gates: (() => void)[] = [];
  const held = { on: false };
  const handle = async (messages: readonly { body: Uint8Array }[]) => {
    if (held.on) await new Promise<void>((resolve) => gates.push(resolve));
    worked.push(...messages.map(({ body }) => Buffer.from(body).toString()));
    return "done" as const;
  };
  const made = createWorker({ queue: "q", prefetch: 10, batch: 1, handle }, recordedLog());
  return { ...made, worked, gates, hold: held, letGo: () => gates.shift()?.() };
}

describe("a worker that leaves its channel", () => {
  it("works what the next channel brings before it has resumed, for nobody would bring that again", async () => {
    const one = worker();
    const [left, next] = [channelOf(), channelOf()];
    await one.suspend(left.channel);
    one.take(next.channel, message("early"));
    expect(one.worked).toEqual([]);
    one.resume();
    one.take(next.channel, message("late"));
    await eventually("both are worked", () => one.worked.length === 2);
    expect(one.worked).toEqual(["early", "late"]);
    expect(next.acknowledged).toEqual(["early", "late"]);
  });

  it("leaves alone what its old channel still brings: the channel's end gives it to somebody else", async () => {
    const one = worker();
    const [left, next] = [channelOf(), channelOf()];
    one.hold.on = true;
    one.take(left.channel, message("under way"));
    one.take(left.channel, message("waits"));
    await eventually("a batch is under way", () => one.gates.length > 0);
    const suspended = one.suspend(left.channel);
    one.take(left.channel, message("late"));
    one.letGo();
    await suspended;
    one.forget(left.channel);
    one.hold.on = false;
    one.take(next.channel, message("again"));
    one.resume();
    await eventually("what the next one brought is worked", () => one.worked.includes("again"));
    expect(one.worked).toEqual(["under way", "again"]);
    expect(left.acknowledged).toEqual(["under way"]);
  });

  it("says that it was given work when the next channel has brought some", async () => {
    const one = worker();
    const [left, next] = [channelOf(), channelOf()];
    one.take(left.channel, message("old"));
    await one.suspend(left.channel);
    one.forget(left.channel);
    one.resume();
    expect(one.wasGivenWork()).toBe(false);
    await one.suspend(left.channel);
    one.take(next.channel, message("new"));
    one.resume();
    expect(one.wasGivenWork()).toBe(true);
  });
});
