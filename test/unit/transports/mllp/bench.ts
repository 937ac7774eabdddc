import { afterEach } from "vitest";
import type { Accepted, Arrival, Intake } from "../../../../sidecar/engine/ports/intake.ts";
import { createIntake } from "../../../../sidecar/engine/receive/intake.ts";
import type { NewMessage, Stored } from "../../../../sidecar/engine/records.ts";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import {
  type MllpListener,
  type MllpOptions,
  startMllp,
} from "../../../../sidecar/transports/mllp/listener.ts";
import type { BadFrame } from "../../../../sidecar/transports/mllp/receive.ts";
import { type RecordedLog, recordedLog } from "../../../support/log.ts";
import { readingOf } from "../../../support/reading.ts";
import { type Client, client } from "./client.ts";

export type Bench = MllpListener & {
  readonly stored: readonly NewMessage[];
  readonly arrivals: readonly Arrival[];
  readonly bad: readonly BadFrame[];
  readonly log: RecordedLog;
  client(): Client;
};

/** The journal's table of messages in memory, with its rule for duplicates. */
export function memoryInbox() {
  const stored: NewMessage[] = [];
  const insert = (message: NewMessage): Stored => {
    const index = stored.findIndex(({ identity }) => identity === message.identity);
    if (index < 0) return { id: `m${stored.push(message)}`, outcome: "new" };
    const isSame = stored[index]?.contentHash === message.contentHash;
    return { id: `m${index + 1}`, outcome: isSame ? "duplicate" : "conflict" };
  };
  return { stored, insertMessages: async (messages: readonly NewMessage[]) => messages.map(insert) };
}

type Given = Partial<Omit<MllpOptions, "intake" | "tls" | "plain">> & {
  readonly tls?: MllpOptions["tls"];
  /** Wraps the intake, so that it fails, waits or does nothing. */
  readonly around?: (take: () => Promise<Accepted[]>, arrival: Arrival) => Promise<Accepted[]>;
};

/** Starts listeners with the real intake and a journal in memory. They are closed after each test. */
export function useListeners(): (given?: Given) => Promise<Bench> {
  const running: { close(): Promise<void>; clients: Client[] }[] = [];
  afterEach(async () => {
    for (const { clients, close } of running.splice(0)) {
      for (const each of clients) each.socket.destroy();
      await close();
    }
  });
  return async ({ around, tls, ...given } = {}) => {
    const inbox = memoryInbox();
    const arrivals: Arrival[] = [];
    const bad: BadFrame[] = [];
    const log = recordedLog();
    const take = createIntake({
      journal: inbox,
      cut: readingOf([hl7v2]).cut,
      onStored: () => undefined,
      log,
    });
    const intake: Intake = (arrival) => {
      arrivals.push(arrival);
      return around ? around(() => take(arrival), arrival) : take(arrival);
    };
    let traces = 0;
    const options = {
      host: "127.0.0.1",
      port: 0,
      connection: "ehr",
      environment: () => "production" as const,
      intake,
      maximumBytes: 100_000,
      idleSeconds: 60,
      log,
      clock: () => new Date("2026-11-20T09:30:00Z"),
      newTraceId: () => String(++traces).padStart(32, "0"),
      onBadFrame: async (frame: BadFrame) => void bad.push(frame),
      retryMs: 1,
      ...given,
    };
    const listener = await startMllp(tls ? { ...options, tls } : { ...options, plain: true });
    const clients: Client[] = [];
    running.push({ close: listener.close, clients });
    const open = () => {
      const one = client(listener.port);
      clients.push(one);
      return one;
    };
    return { ...listener, stored: inbox.stored, arrivals, bad, log, client: open };
  };
}
