import { setTimeout as pause } from "node:timers/promises";
import type { Channel, ConsumeMessage } from "amqplib";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createWorker } from "../../../sidecar/broker/worker.ts";
import { recordedLog } from "../../support/log.ts";

/** A channel that records acknowledgements. */
function channelOf() {
  const acknowledged: string[] = [];
  const ack = ({ content }: ConsumeMessage) => void acknowledged.push(content.toString());
  return { channel: { ack } as unknown as Channel, acknowledged };
}

const message = (name: string) =>
  ({ content: Buffer.from(name), fields: { routingKey: "" }, properties: {} }) as unknown as ConsumeMessage;

function worker(finishMs?: number) {
  const worked: string[] = [];
  const gates: (() => void)[] = [];
  const held = { on: false };
  const handle = async (messages: readonly { body: Uint8Array }[]) => {
    if (held.on) await new Promise<void>((resolve) => gates.push(resolve));
    worked.push(...messages.map(({ body }) => Buffer.from(body).toString()));
    return "done" as const;
  };
  const made = createWorker({ queue: "q", prefetch: 10, batch: 1, handle }, recordedLog(), finishMs);
  return { ...made, worked, gates, hold: held, letGo: () => gates.shift()?.() };
}

describe("a worker that leaves its channel", () => {
  it("processes deliveries of the next channel before it has resumed, because they would not be repeated", async () => {
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

  it("ignores deliveries of its old channel, whose end returns them to another consumer", async () => {
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

  it("reports that it has received work when the next channel has delivered some", async () => {
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

describe("a disposition", () => {
  it.each([
    ["done", ["ack m"]],
    ["again", ["reject m again"]],
    ["dead", ["reject m"]],
  ] as const)("%s is reported to the broker", async (disposition, expected) => {
    const answers: string[] = [];
    const name = ({ content }: ConsumeMessage) => content.toString();
    const channel = {
      ack: (one: ConsumeMessage) => void answers.push(`ack ${name(one)}`),
      reject: (one: ConsumeMessage, again: boolean) =>
        void answers.push(`reject ${name(one)}${again ? " again" : ""}`),
    } as unknown as Channel;
    const one = createWorker(
      { queue: "q", prefetch: 1, batch: 1, handle: async () => disposition },
      recordedLog(),
    );
    one.take(channel, message("m"));
    await eventually("it is told", () => answers.length > 0);
    expect(answers).toEqual(expected);
  });
});

describe("a worker that finishes", () => {
  it("processes its deliveries while that is quick", async () => {
    const one = worker(60_000);
    const { channel, acknowledged } = channelOf();
    one.hold.on = true;
    for (const name of ["under way", "waits"]) one.take(channel, message(name));
    await eventually("a batch is under way", () => one.gates.length > 0);
    const finished = one.finish();
    one.hold.on = false;
    one.letGo();
    await finished;
    expect(acknowledged).toEqual(["under way", "waits"]);
  });

  it("ends with the current batch when its time is over, and returns the rest with the channel", async () => {
    const one = worker(0);
    const { channel, acknowledged } = channelOf();
    one.hold.on = true;
    for (const name of ["under way", "waits", "waits too"]) one.take(channel, message(name));
    await eventually("a batch is under way", () => one.gates.length > 0);
    const finished = one.finish();
    await pause(10); // the time limit has passed
    one.letGo();
    await finished;
    expect(one.worked).toEqual(["under way"]);
    expect(acknowledged).toEqual(["under way"]);
  });

  it("is not delayed by a handler that fails and would retry, or that waits", async () => {
    const answers: boolean[] = [];
    const channel = {
      reject: (_one: ConsumeMessage, again: boolean) => void answers.push(again),
    } as unknown as Channel;
    let tries = 0;
    const failing = createWorker(
      {
        queue: "q",
        prefetch: 1,
        batch: 1,
        handle: async () => {
          tries += 1;
          throw new Error("journal away");
        },
      },
      recordedLog(),
    );
    const waiting = createWorker(
      {
        queue: "q",
        prefetch: 1,
        batch: 1,
        handle: (_messages, stopping) =>
          new Promise((resolve) => stopping.addEventListener("abort", () => resolve("again"))),
      },
      recordedLog(),
    );
    for (const one of [failing, waiting]) one.take(channel, message("m"));
    await eventually("it has failed", () => tries > 0);
    await Promise.all([failing.finish(), waiting.finish()]);
    expect(answers).toEqual([true, true]);
  });
});
