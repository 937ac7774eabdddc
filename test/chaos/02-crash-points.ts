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

/** Where things die: the sidecar at its own crash points; the others are brought about from outside. */
export const PLACES = [
  ...CRASH_POINTS,
  "odoo-commit: sidecar",
  "odoo-commit: Odoo",
  "dead-letter: broker",
] as const;
export type Place = (typeof PLACES)[number];

const MESSAGES_A_TRIAL = 8;
/** A point is crashed at when it is passed for the first to this time. */
const FARTHEST = 3;
/** A trial begins only when less is open: what is measured are crashes, not Odoo's speed. */
const WINDOW = 60;
const PATIENCE_SECONDS = 300;

export const crashPoints: ChaosTest = {
  number: 2,
  title: "a crash at each named point, many trials each",
  run: (stage) => crashing(stage, stage.scaled(10), PLACES),
};

/** So many crashes at each place, in a shuffled order, each amid messages. */
export async function crashing(stage: Stage, trials: number, places: readonly Place[]): Promise<Result> {
  const { place, chance, tell } = stage;
  const plan = chance.shuffled(places.flatMap((each) => Array.from({ length: trials }, () => each)));
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
      ...("open" in rested ? [`never at rest: ${openInWords(rested.open)}`] : []),
      ...unreached.map((where) => `nothing died at "${where}": the place was not passed`),
    ],
    told: {
      crashes: plan.length - unreached.length,
      places: places.length,
      "sent again by the sender": stage.doors.repeats(),
    },
  };
}

/** Sends what is due by now, so that what there is lasts for all trials. */
async function sendSome(stage: Stage, left: Sequence[], trialsLeft: number): Promise<void> {
  await sendAll(stage, left.splice(0, Math.ceil(left.length / Math.max(1, trialsLeft + 1))));
}

async function sendAll(stage: Stage, sequences: readonly Sequence[]): Promise<void> {
  await runTraffic({ doors: stage.doors, sequences, chance: stage.chance, senders: 8, repeated: 0.1 });
}

/** Brings one death about, and has somebody alive afterwards. @returns false when nothing died */
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

/** Odoo has committed what it was asked to apply, and its answer is on its way, when one of the two dies. */
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

/** Several messages may go into one commit: a place is passed less often than one would think, and more are sent then. */
const ROUNDS = 4;
/** How long after the last message was taken a death may still come: what was sent waits for its turn behind others. */
const LATE_MS = 8000;

/** The senders go on until somebody who lives has taken everything; a death before that has the sidecar started anew. */
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
