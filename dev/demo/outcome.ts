import { setTimeout as pause } from "node:timers/promises";
import { differences } from "./day.ts";
import { expectedDay } from "./expected-day.ts";
import { type Found, find, foundDay } from "./found-day.ts";
import type { Played, Stage } from "./play.ts";
import type { Script } from "./script.ts";

/** The result of the day, and a sentence for each difference from the expected result. */
export type Outcome = { readonly found: Found; readonly differences: readonly string[] };

/**
 * Compares the day with the expected one until both are equal, or `seconds` seconds have passed. It compares repeatedly because
 * some reports arrive in Odoo a moment after a document is done, such as the acknowledgement of an order.
 */
export async function outcomeOf(
  stage: Stage,
  script: Script,
  played: Played,
  seconds = 15,
): Promise<Outcome> {
  const deadline = Date.now() + seconds * 1000;
  const expected = expectedDay(script, played);
  for (;;) {
    const found = await find(stage, played);
    const differing = differences(expected, foundDay(found, played));
    if (differing.length === 0 || Date.now() > deadline) return { found, differences: differing };
    await pause(300);
  }
}
