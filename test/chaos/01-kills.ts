import type { ChaosTest, Result } from "./chaos-test.ts";
import { findAll } from "./found.ts";
import { judge } from "./oracle.ts";
import { openCount, openInWords, openSince, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";
import { runTraffic } from "./traffic.ts";
import { type Mix, makeLoad, mixOf } from "./workload.ts";

export type KillPlan = {
  readonly messages: number;
  readonly sidecarKills: number;
  readonly brokerKills: number;
  readonly odooRestarts: number;
  /** Other faults, each applied and repaired once. */
  readonly more?: readonly (() => Promise<void>)[];
  /** The messages; unset: the usual mix of this size. */
  readonly mix?: Mix;
  readonly settings?: Readonly<Record<string, string>>;
  /** Runs before the first message is sent, when everything is ready. */
  readonly begin?: () => void;
  /** Within how many seconds after the last fault everything must be settled; null: no limit. */
  readonly drained: number | null;
};

/** Nobody sends while this many documents are open: a partner's day is spread over the day. */
const WINDOW = 150;
const SENDERS = 12;
const REPEATED = 0.2;
/** How long to wait for everything to settle without a limit. */
const PATIENCE_SECONDS = 300;

export const kills: ChaosTest = {
  number: 1,
  title: "SIGKILLs of sidecar and broker, restarts of Odoo, repeated and malformed messages",
  run: (stage) =>
    killing(stage, {
      messages: stage.scaled(10_000, 100),
      sidecarKills: stage.scaled(50, 2),
      brokerKills: stage.scaled(5),
      odooRestarts: stage.scaled(5),
      drained: 60,
    }),
};

export async function killing(stage: Stage, plan: KillPlan): Promise<Result> {
  const { place, tell, chance } = stage;
  await stage.restartSidecars(plan.settings);
  const load = await makeLoad(stage, plan.mix ?? mixOf(plan.messages));
  const since = new Date();
  plan.begin?.();
  const watch = watchOpen(stage, since);
  const faults = faultRun(stage, plan, load.parcels.length);
  const count = await runTraffic({
    doors: stage.doors,
    sequences: load.sequences,
    chance,
    senders: SENDERS,
    repeated: REPEATED,
    active: 64,
    full: () => watch.open() > WINDOW,
    onTaken: (taken) => {
      tell(`${taken}/${load.parcels.length} accepted, ${faults.done()} faults, ${watch.open()} open`);
      faults.at(taken);
    },
  });
  const lastFault = await faults.finished();
  watch.stop();
  const rested = await rest(place, since, PATIENCE_SECONDS, tell);
  const { counts, misses } = judge(load.parcels, await findAll(place, since, load.ground, load.parcels));
  const drained = "at" in rested ? Math.round((rested.at - lastFault) / 1000) : null;
  const late = "open" in rested ? [`never settled: ${openInWords(rested.open)}`] : [];
  if (drained !== null && plan.drained !== null && drained > plan.drained)
    late.push(`settled ${drained} s after the last fault, not within ${plan.drained} s`);
  return {
    counts,
    misses: [...misses, ...late, ...faults.failures()],
    figures: {
      repeated: count.repeated,
      "repeated by the sender": stage.doors.repeats(),
      faults: faults.done(),
      "seconds from the last fault until settled": drained ?? "never",
    },
  };
}

/** Applies the faults one after the other, each once this many messages are accepted. */
function faultRun(stage: Stage, plan: KillPlan, messages: number) {
  const { chance, faults } = stage;
  const kinds = [
    ...Array.from({ length: plan.sidecarKills }, () => faults.killSidecar),
    ...Array.from({ length: plan.brokerKills }, () => faults.killBroker),
    ...Array.from({ length: plan.odooRestarts }, () => faults.restartOdoo),
    ...(plan.more ?? []),
  ];
  const places = kinds.map(() => Math.ceil(messages * (0.02 + 0.97 * chance.number()))).sort((a, b) => a - b);
  const due = chance.shuffled(kinds).map((fault, index) => ({ fault, at: places[index] ?? messages }));
  const state = { done: 0, last: Date.now(), running: Promise.resolve(), failures: [] as string[] };
  const run = (fault: () => Promise<void>) => {
    state.running = state.running.then(fault).then(
      () => {
        state.done += 1;
        state.last = Date.now();
      },
      (error: unknown) => {
        state.failures.push(`a fault could not be repaired: ${String(error)}`);
      },
    );
  };
  return {
    at: (taken: number) => {
      while (due[0] !== undefined && due[0].at <= taken) run((due.shift() as (typeof due)[number]).fault);
    },
    done: () => state.done,
    failures: () => state.failures,
    /** When the last one was repaired. */
    finished: async () => {
      for (const { fault } of due.splice(0)) run(fault);
      await state.running;
      return state.last;
    },
  };
}

/** Counts open work twice a second. */
function watchOpen(stage: Stage, since: Date) {
  const state = { open: 0, stopped: false };
  const look = async () => {
    while (!state.stopped) {
      const open = await openSince(stage.place, since).catch(() => null);
      if (open) state.open = openCount(open);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  void look();
  return {
    open: () => state.open,
    stop: () => {
      state.stopped = true;
    },
  };
}
