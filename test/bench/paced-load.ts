import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

export type PacedLoad = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The next body; none is sent twice. */
  readonly body: () => string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Sockets kept open. */
  readonly connections: number;
};
export type PacedResult = { readonly statuses: readonly number[]; readonly milliseconds: readonly number[] };

/**
 * Sends at even distances, whoever is still waited for: an answer that comes late delays no other request, as with senders that know
 * nothing of each other. Milliseconds count from when a request was due.
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

/** @returns the answer's status; 0 when there was none */
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

/** The value below which the given share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
