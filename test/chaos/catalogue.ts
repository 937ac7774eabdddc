import { kills } from "./01-kills.ts";
import { crashPoints } from "./02-crash-points.ts";
import { lostResponses } from "./03-lost-responses.ts";
import { oneKey } from "./04-one-key.ts";
import { brokerUnreachable } from "./05-broker-unreachable.ts";
import { alarm } from "./06-alarm.ts";
import { order } from "./07-order.ts";
import { hostile } from "./08-hostile.ts";
import { audit } from "./09-audit.ts";
import { nonsense } from "./10-nonsense.ts";
import { clock } from "./11-clock.ts";
import { strangers } from "./12-strangers.ts";
import type { ChaosTest } from "./chaos-test.ts";

/** All tests, by number. */
export const CHAOS_TESTS: readonly ChaosTest[] = [
  kills,
  crashPoints,
  lostResponses,
  oneKey,
  brokerUnreachable,
  alarm,
  order,
  hostile,
  audit,
  nonsense,
  clock,
  strangers,
];
