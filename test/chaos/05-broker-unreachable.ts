import { startRabbitmq, stopRabbitmq } from "../../dev/environment/rabbitmq.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import { flood, shownAsDone } from "./flood.ts";
import { makeOrders } from "./ground.ts";
import { unboundedMemory, watchMemory } from "./memory.ts";
import { judge } from "./oracle.ts";
import { agreement, notice } from "./parcels.ts";
import { openInWords, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";

const PER_SECOND = 100;
const SECONDS = 600;
const ORDERS = 200;
/** Processing ten minutes of messages takes as long as Odoo needs for them. */
const PATIENCE_SECONDS = 7200;

export const brokerUnreachable: ChaosTest = {
  number: 5,
  title: "RabbitMQ unreachable for ten minutes at 100 messages per second",
  run: (stage) => withoutBroker(stage, stage.scaled(SECONDS, 5)),
};

async function withoutBroker(stage: Stage, seconds: number): Promise<Result> {
  const { place, odoo, run, tell } = stage;
  await stage.restartSidecars();
  const orders = await makeOrders(odoo, stage.scaled(ORDERS, 10));
  const parcels = Array.from({ length: seconds * PER_SECOND }, (_, index) =>
    index % 2 === 0
      ? agreement(orders[index % orders.length] ?? "")
      : notice(`${run}-N${index.toString(36)}`, "mllp"),
  );
  const since = new Date();
  await stopRabbitmq(place);
  const memory = watchMemory(place);
  try {
    await flood(stage.doors, parcels, PER_SECOND, (sent, open) =>
      tell(`${sent}/${parcels.length} sent, ${open} not answered, ${memory.samples.at(-1) ?? 0} MB`),
    );
  } finally {
    await startRabbitmq(place);
  }
  const duringOutage = memory.samples.length;
  const rested = await rest(place, since, PATIENCE_SECONDS, (text) =>
    tell(`${text}, ${memory.samples.at(-1) ?? 0} MB`),
  );
  memory.stop();
  const found = await shownAsDone(place, since, parcels);
  const { counts, misses } = judge(parcels, { ...found, broken: [] });
  return {
    counts,
    misses: [
      ...misses,
      ...("open" in rested ? [`never settled: ${openInWords(rested.open)}`] : []),
      ...unboundedMemory(memory.samples),
    ],
    figures: {
      "seconds without broker": seconds,
      "repeated by the sender": stage.doors.repeats(),
      "peak memory meanwhile (MB)": Math.max(0, ...memory.samples.slice(0, duringOutage)),
      "peak memory afterwards (MB)": Math.max(0, ...memory.samples.slice(duringOutage)),
    },
  };
}
