import { clockAhead } from "../../dev/environment/clock.ts";
import { killing } from "./01-kills.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Stage } from "./stage.ts";

/** How far the sidecar's host is ahead of the journal's: a time zone, and a mistyped date. */
const AHEAD_SECONDS = { hours: 5 * 3600, days: 3 * 86_400 } as const;

export const clock: ChaosTest = {
  number: 11,
  title: "a sidecar whose clock is hours, and days, ahead",
  run: async (stage) => {
    const messages = stage.scaled(500, 50);
    const hours = await ahead(stage, messages, AHEAD_SECONDS.hours);
    const days = await ahead(stage, messages, AHEAD_SECONDS.days);
    return {
      counts: Object.fromEntries(
        Object.entries(hours.counts).map(([what, count]) => [what, count + days.counts[what as "sent"]]),
      ) as Result["counts"],
      misses: [...hours.misses, ...days.misses],
      figures: days.figures,
    };
  },
};

/** Current webhooks are accepted, nothing is given up or late, and the operator is told that the clocks differ. */
export async function ahead(stage: Stage, messages: number, seconds: number): Promise<Result> {
  const result = await killing(stage, {
    messages,
    sidecarKills: 0,
    brokerKills: 0,
    odooRestarts: 0,
    drained: null,
    settings: clockAhead(seconds),
  });
  const answer = await fetch(`${stage.firstDoors().url}/readyz`);
  const { status, parts } = (await answer.json()) as {
    status: string;
    parts: { clock: { state: string; detail?: string } };
  };
  const figures = parts.clock.state === "down" && status === "degraded";
  return {
    ...result,
    misses: [
      ...result.misses,
      ...(figures ? [] : [`/readyz does not report a clock that is ${seconds} s ahead`]),
    ],
    figures: { ...result.figures, clock: parts.clock.detail ?? "" },
  };
}
