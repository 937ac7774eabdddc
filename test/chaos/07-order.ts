import { killing } from "./01-kills.ts";
import type { ChaosTest } from "./chaos-test.ts";

const AGGREGATES = 1000;
const EVENTS = 20;

/** Half of the aggregates are orders, whose price each response raises; half are encounters, each with its versions. */
export const order: ChaosTest = {
  number: 7,
  title: "1,000 aggregates of 20 events, with kills: order within each",
  run: (stage) => {
    const aggregates = stage.scaled(AGGREGATES, 10);
    const half = Math.ceil(aggregates / 2);
    return killing(stage, {
      messages: aggregates * EVENTS,
      mix: {
        orders: half,
        answersEach: EVENTS,
        encounters: aggregates - half,
        eventsEach: EVENTS,
        invoices: 0,
        dispenses: 0,
        malformed: 0,
      },
      sidecarKills: stage.scaled(20, 2),
      brokerKills: stage.scaled(2),
      odooRestarts: stage.scaled(2),
      drained: null,
    });
  },
};
