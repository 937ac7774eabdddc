import { createIntake, type Intake } from "../engine/intake.ts";
import { admitted, createAdmission } from "../ingress/admission.ts";
import { formats } from "../mappings/formats.ts";
import { type Door, measuredDoor } from "../observability/measured.ts";
import { directReading } from "../reading/reading.ts";
import { threadedReading } from "../reading/threads.ts";
import type { Base } from "./base.ts";

/** How bodies are let in, read and stored; the same for every door. */
export function openIntake({ settings, log, hooks, journal, connections, metrics, pseudonym, relay }: Base) {
  const room = { bodies: settings.SUTURE_INTAKE_BODIES, bytes: settings.SUTURE_INTAKE_BYTES };
  const admission = createAdmission(room);
  const reading = threadedReading(
    directReading(formats, pseudonym),
    { pseudonymSecret: settings.SUTURE_PSEUDONYM_SECRET },
    { megabytes: settings.SUTURE_READER_MEMORY_MB, seconds: settings.SUTURE_READER_SECONDS },
  );
  const intake = hooks.intake(
    createIntake({ journal, cut: reading.cut, onStored: () => relay.nudge(), log }),
  );
  const bounded = admitted(intake, admission);
  const counted = (door: Door, through: Intake) =>
    measuredDoor(metrics, door, { intake: through, journal, connections });
  return {
    reading,
    admission,
    // Whose signature is checked only once the body is there may be anybody: that has room of its own.
    unproven: createAdmission({ bodies: Math.ceil(room.bodies / 4), bytes: room.bytes / 4 }),
    /** A door whose routes let bodies in by themselves, before they are read. */
    door: (name: Door) => counted(name, intake),
    /** A door that has the body already when it asks. */
    boundedDoor: (name: Door) => counted(name, bounded),
  };
}
export type IntakeParts = ReturnType<typeof openIntake>;
