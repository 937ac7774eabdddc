import { createIntake } from "../engine/receive/intake.ts";
import { formats } from "../formats/registry.ts";
import { admitted, createAdmission } from "../limits/admission.ts";
import { createDailyQuota } from "../limits/daily-quota.ts";
import { createLimits } from "../limits/limits.ts";
import { createRefusalBook } from "../limits/refusal-book.ts";
import { type Door, measuredDoor } from "../observability/measured.ts";
import { directReading } from "../reading/reading.ts";
import { threadedReading } from "../reading/threads.ts";
import type { Base } from "./base.ts";

/** Strangers get no more than a quarter of their room by one address: they are not proven, so there is no connection to share by. */
const SHARE_OF_STRANGERS = 1 / 4;

/** How bodies are let in, read and stored; the same for every door. */
export function openIntake(base: Base) {
  const { settings, log, hooks, journal, connections, metrics, pseudonym, relay, clock } = base;
  const room = { bodies: settings.SUTURE_INTAKE_BODIES, bytes: settings.SUTURE_INTAKE_BYTES };
  const admission = createAdmission(room);
  const reading = threadedReading(
    directReading(formats, pseudonym),
    { pseudonymSecret: settings.SUTURE_PSEUDONYM_SECRET },
    { megabytes: settings.SUTURE_READER_MEMORY_MB, seconds: settings.SUTURE_READER_SECONDS },
    new URL("reading-thread.ts", import.meta.url),
  );
  const intake = hooks.intake(
    createIntake({ journal, cut: reading.cut, onStored: () => relay.nudge(), log }),
  );
  const bounded = admitted(intake, admission);
  const book = createRefusalBook(journal, clock, log);
  const booked = { ...journal, insertRejection: book.insertRejection };
  return {
    reading,
    admission,
    // Whose signature is checked only once the body is there may be anybody: that has room of its own.
    unproven: createAdmission({
      bodies: Math.ceil(room.bodies / 4),
      bytes: room.bytes / 4,
      shares: { connection: 1, address: SHARE_OF_STRANGERS },
    }),
    limits: limitsOf(base),
    /** A door that lets bodies in by itself, while they come, and whose senders are told when they are refused. */
    door: (name: Door) => measuredDoor(metrics, name, { intake, journal: booked, connections }),
    /** A door that has the body already when it asks, and whose senders are told nothing: the evidence of each refusal is kept. */
    boundedDoor: (name: Door) => measuredDoor(metrics, name, { intake: bounded, journal, connections }),
    /** Writes down what was counted and not told yet. */
    close: () => book.close(),
  };
}

const limitsOf = ({ settings, journal, clock }: Base) =>
  createLimits({
    perConnection: settings.SUTURE_RATE_PER_CONNECTION,
    perAddress: settings.SUTURE_RATE_PER_ADDRESS,
    failures: settings.SUTURE_RATE_FAILURES,
    quota:
      settings.SUTURE_DAILY_QUOTA === undefined
        ? null
        : createDailyQuota(settings.SUTURE_DAILY_QUOTA, journal.takeDailyBlock, clock),
  });

export type IntakeParts = ReturnType<typeof openIntake>;
