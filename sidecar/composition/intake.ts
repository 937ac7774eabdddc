import { numberMemory } from "../engine/model/number-memory.ts";
import { createIntake } from "../engine/receive/intake.ts";
import { createLargeIntake } from "../engine/receive/large-intake.ts";
import { BILLING_CONTENT_TYPE } from "../formats/billing/format.ts";
import { admitted, createAdmission } from "../limits/admission.ts";
import { createDailyQuota } from "../limits/daily-quota.ts";
import { createLimits } from "../limits/limits.ts";
import { createRefusalBook } from "../limits/refusal-book.ts";
import { createTurns } from "../limits/turns.ts";
import { measuredEndpoint } from "../observability/measured.ts";
import { directReading } from "../reading/reading.ts";
import { threadedReading } from "../reading/threads.ts";
import { createInboundWatch } from "../transports/amqp/inbound-watch.ts";
import { SPEAKER_FAULTS } from "../transports/amqp/speaker.ts";
import type { Entrances, InParts } from "../transports/transport.ts";
import type { Base } from "./base.ts";
import { webhookSecrets } from "./secrets.ts";
import { inSettings } from "./settings.ts";

/**
 * The fraction of the memory for unauthenticated senders that a single address may use. There is no limit per connection,
 * because the sender's connection is not known yet.
 */
const UNAUTHENTICATED_SHARE = 1 / 4;

/**
 * The maximum total size in bytes of the chunks of large bodies that are written to the journal at the same time. The client of the
 * database needs several copies of each.
 */
const CHUNKS_TOGETHER_BYTES = 524_288;

/**
 * Creates the intake, which splits received bodies into messages and stores them, its admission control, and the receiving sides
 * of the transports.
 */
export function openIntake(base: Base) {
  const { settings, registries, lifecycle, log, hooks, journal, connections, metrics, relay, clock } = base;
  const room = { bodies: settings.SUTURE_INTAKE_BODIES, bytes: settings.SUTURE_INTAKE_BYTES };
  const admission = createAdmission(room);
  // If the sender is proven by a signature of the body, it is unknown until the whole body has been read. Such bodies have a
  // memory limit of their own, so that strangers cannot use up the memory for authenticated senders.
  const unproven = createAdmission({
    bodies: Math.ceil(room.bodies / 4),
    bytes: room.bytes / 4,
    shares: { connection: 1, address: UNAUTHENTICATED_SHARE },
  });
  const reading = threadedReading(
    directReading(registries.formats, base.pseudonym),
    { pseudonymSecret: settings.SUTURE_PSEUDONYM_SECRET },
    { megabytes: settings.SUTURE_READER_MEMORY_MB, seconds: settings.SUTURE_READER_SECONDS },
    registries.readingThread,
  );
  lifecycle.onStop("close", "the threads that decode large messages", () => reading.close());
  const memoryOf = numberMemory(registries.formats, connections);
  const onStored = () => relay.nudge();
  const intake = hooks.intake(createIntake({ journal, cut: reading.cut, onStored, memoryOf, log }));
  const inTurn = createTurns(CHUNKS_TOGETHER_BYTES, 0);
  const openIntake = createLargeIntake({
    journal: {
      ...journal,
      appendToBody: (id, start, bytes) => inTurn(bytes.length, () => journal.appendToBody(id, start, bytes)),
    },
    openCut: reading.openCut,
    onStored,
    memoryOf,
    log,
  });
  // Messages from the broker are in memory already, and their number is limited by the prefetch count. Their memory is separate, so
  // that neither they nor the bodies of other transports are refused because of each other.
  const bounded = admitted(intake, createAdmission(room));
  const book = createRefusalBook(journal, clock, log);
  lifecycle.onStop("close", "the evidence of refusals", () => book.close());
  const recordingJournal = { ...journal, insertRejection: book.insertRejection };
  const inboundWatch = createInboundWatch(clock);
  // The counters are created at the start with 0, so that the first fault appears as an increase.
  for (const reason of SPEAKER_FAULTS) metrics.refused.inc({ door: "amqp", reason }, 0);
  const parts: InParts = {
    entrance: (name) =>
      measuredEndpoint(metrics, name, { intake, openIntake, journal: recordingJournal, connections }),
    boundedEntrance: (name) =>
      measuredEndpoint(metrics, name, { intake: bounded, openIntake, journal, connections }),
    onFault: (door, reason) => metrics.refused.inc({ door, reason }),
    connections,
    admission,
    unproven,
    limits: limitsOf(base),
    secretsOf: webhookSecrets(settings.SUTURE_SECRETS_DIR ?? null, journal, base.vault),
    addressees: reading.addressees,
    inboundWatch,
    settings: { ...inSettings(settings), webhookMediaTypes: { billing: BILLING_CONTENT_TYPE } },
    clock,
    log,
  };
  const entrances = registries.transports.flatMap(({ code, in: open }) =>
    open ? [{ code, ...open(parts) } satisfies Entrances & { code: string }] : [],
  );
  return { reading, admission, unproven, entrance: parts.entrance, inboundWatch, entrances };
}
export type IntakeParts = ReturnType<typeof openIntake>;

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
