import { type MllpListener, startMllp } from "../ingress/mllp/listener.ts";
import { newTraceId } from "../observability/trace.ts";
import type { Base } from "./base.ts";
import type { IntakeParts } from "./intake.ts";
import { mllpProtection } from "./settings.ts";

const IDLE_SECONDS = 600;

/** The MLLP listener, when a port is set. */
export async function listenForHl7(base: Base, intake: IntakeParts): Promise<MllpListener | null> {
  const { settings, journal, connections, clock, log } = base;
  const { SUTURE_MLLP_PORT: port, SUTURE_MLLP_HOST: host, SUTURE_MLLP_CONNECTION: connection } = settings;
  if (port === undefined) return null;
  const protection = mllpProtection(settings);
  const listener = await startMllp({
    ...intake.boundedDoor("mllp"),
    ...protection,
    addressees: intake.reading.addressees,
    environment: () => connections.configured(connection)?.environment ?? null,
    clock,
    log,
    host,
    port,
    connection,
    maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
    idleSeconds: IDLE_SECONDS,
    newTraceId,
    onBadFrame: ({ reason, ...frame }) =>
      journal.insertRejection({ ...frame, transport: "mllp", status: 400, reason }),
  });
  log.info({ port: listener.port, connection, tls: "tls" in protection }, "listening for HL7 v2");
  return listener;
}
