import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../../dev/clients/eventually.ts";
import { killOdoo, startOdoo } from "../../dev/environment/odoo.ts";
import { CRASH_POINTS } from "../../sidecar/testing/crash-points.ts";
import { TEST_HOOKS } from "../../sidecar/testing/hooks.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import { loseToDeadLetters } from "./dead-letters.ts";
import { findAll } from "./found.ts";
import { judge } from "./oracle.ts";
import { openCount, openInWords, openSince, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";
import { runTraffic, type Sequence } from "./traffic.ts";
import { makeLoad, mixOf } from "./workload.ts";

/** Where processes are killed: the sidecar at its own crash points; the others from outside. */
export const PLACES = [
  ...CRASH_POINTS,
  "odoo-commit: sidecar",
  "odoo-commit: Odoo",
  "dead-letter: broker",
] as const;
export type Place = (typeof PLACES)[number];

const MESSAGES_A_TRIAL = 8;
/** A point crashes between the first and this time that it is reached. */
const FARTHEST = 3;
/** A crash begins only while less is open: this measures crashes, not Odoo's speed. */
const WINDOW = 60;
const PATIENCE_SECONDS = 300;

export const crashPoints: ChaosTest = {
  number: 2,
  title: "a crash at each named point, many times each",
  run: (stage) => crashing(stage, stage.scaled(10), PLACES),
};

/** This many crashes at each point, in a shuffled order, each with messages in transit. */
export async function crashing(stage: Stage, times: number, places: readonly Place[]): Promise<Result> {
  const { place, chance, tell } = stage;
  const plan = chance.shuffled(places.flatMap((each) => Array.from({ length: times }, () => each)));
  await stage.restartSidecars();
  const messages = plan.length * MESSAGES_A_TRIAL;
  const load = await makeLoad(stage, mixOf(messages, { answersEach: 4, eventsEach: 3 }));
  const left = [...load.sequences];
  const since = new Date();
  const unreached: string[] = [];
  for (const [index, where] of plan.entries()) {
    tell(`crash ${index + 1} of ${plan.length}: ${where}`);
    await eventually(
      "less is open",
      async () => openCount(await openSince(place, since)) < WINDOW,
      PATIENCE_SECONDS,
    );
    const died = await dieAt(stage, where, () => sendSome(stage, left, plan.length - index));
    if (!died) unreached.push(where);
  }
  await stage.restartSidecars();
  await sendAll(stage, left.splice(0));
  const rested = await rest(place, since, PATIENCE_SECONDS, tell);
  const { counts, misses } = judge(load.parcels, await findAll(place, since, load.ground, load.parcels));
  return {
    counts,
    misses: [
      ...misses,
      ...("open" in rested ? [`never settled: ${openInWords(rested.open)}`] : []),
      ...unreached.map((where) => `nothing was killed at "${where}": the point was not reached`),
    ],
    figures: {
      crashes: plan.length - unreached.length,
      places: places.length,
      "repeated by the sender": stage.doors.repeats(),
    },
  };
}

/** Sends the messages due by now, so that they last for all crashes. */
async function sendSome(stage: Stage, left: Sequence[], crashesLeft: number): Promise<void> {
  await sendAll(stage, left.splice(0, Math.ceil(left.length / Math.max(1, crashesLeft + 1))));
}

async function sendAll(stage: Stage, sequences: readonly Sequence[]): Promise<void> {
  await runTraffic({ doors: stage.doors, sequences, chance: stage.chance, senders: 8, repeated: 0.1 });
}

/** Causes one crash, and ensures that a process runs afterwards. @returns false if nothing was killed */
async function dieAt(stage: Stage, where: Place, send: () => Promise<void>): Promise<boolean> {
  if (where === "dead-letter: broker") return loseToDeadLetters(stage, send);
  if (where === "odoo-commit: sidecar" || where === "odoo-commit: Odoo")
    return dieAfterCommit(stage, where === "odoo-commit: Odoo", send);
  const nth = 1 + stage.chance.below(FARTHEST);
  await stage.launchFirst({
    [TEST_HOOKS.switch]: "on",
    [TEST_HOOKS.crashPoint]: `${where}:${nth}`,
  });
  return amidMessages(stage, send, () => !stage.firstRuns());
}

/** Odoo has committed what it was asked to apply, and its answer is in transit, when one of the two is killed. */
async function dieAfterCommit(stage: Stage, odooDies: boolean, send: () => Promise<void>): Promise<boolean> {
  const { odooProxy, place } = stage;
  const state = { died: false, killing: Promise.resolve() };
  await stage.launchFirst();
  odooProxy.behave({
    fate: async (request) => {
      if (state.died || !request.includes("/suture.gateway/apply")) return "pass";
      state.died = true;
      state.killing = odooDies ? killOdoo(place) : stage.killFirst();
      await state.killing;
      return "cut";
    },
  });
  const mended = async () => {
    odooProxy.behave({});
    await state.killing;
    if (odooDies) await startOdoo(place);
  };
  return amidMessages(stage, send, () => state.died, mended);
}

/** Several messages may share one commit: a point is reached less often than expected, and more messages are sent then. */
const ROUNDS = 4;
/** How long after the last accepted message a crash may still happen: messages wait for their turn behind others. */
const LATE_MS = 8000;

/** The senders continue until a running process has accepted everything; a crash before that restarts the sidecar. */
async function amidMessages(
  stage: Stage,
  send: () => Promise<void>,
  died: () => boolean,
  mended: () => Promise<void> = async () => {},
): Promise<boolean> {
  let sent = Promise.resolve();
  for (let round = 0; round < ROUNDS && !died(); round += 1) {
    sent = Promise.all([sent, send()]).then(() => {});
    await diedOrLate(died, sent);
  }
  const happened = died();
  await mended();
  if (!stage.firstRuns()) await stage.launchFirst();
  await sent;
  return happened;
}

async function diedOrLate(died: () => boolean, sent: Promise<void>): Promise<void> {
  let late = Number.POSITIVE_INFINITY;
  void sent.then(() => {
    late = Date.now() + LATE_MS;
  });
  while (!died() && Date.now() < late) await pause(20);
}
