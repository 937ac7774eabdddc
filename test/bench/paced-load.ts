import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

export type PacedLoad = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Returns the next body; each is sent once. */
  readonly body: () => string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Sockets kept open. */
  readonly connections: number;
};
export type PacedResult = { readonly statuses: readonly number[]; readonly milliseconds: readonly number[] };

/**
 * Sends at even intervals, independent of pending answers: a late answer delays no other request, as with independent senders.
 * Milliseconds count from when a request was due.
 */
export async function pacedLoad(load: PacedLoad): Promise<PacedResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const statuses: number[] = [];
  const milliseconds: number[] = [];
  const under: Promise<void>[] = [];
  const started = performance.now();
  const total = load.perSecond * load.seconds;
  for (let sent = 0; sent < total; ) {
    const due = started + (sent * 1000) / load.perSecond;
    if (performance.now() < due) {
      await pause(1);
      continue;
    }
    under.push(
      post(load, agent).then((status) => {
        statuses.push(status);
        milliseconds.push(performance.now() - due);
      }),
    );
    sent += 1;
  }
  await Promise.all(under);
  agent.destroy();
  return { statuses, milliseconds };
}

/** @returns the answer's status; 0 without an answer */
function post({ url, headers, body }: PacedLoad, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    sending.on("error", () => resolve(0));
    sending.end(body());
  });
}

/** Returns the value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
