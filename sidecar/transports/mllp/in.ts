import { newTraceId } from "../../engine/model/trace.ts";
import type { Rejection } from "../../engine/ports/journal/access.ts";
import { createAdmission } from "../../limits/admission.ts";
import { REASONS } from "../../limits/limits.ts";
import { createTurns } from "../../limits/turns.ts";
import type { InParts } from "../transport.ts";
import type { SocketRefusal } from "./entrance.ts";
import { type MllpListener, MOST_UNPROVEN, startMllp } from "./listener.ts";
import type { MllpSettings } from "./settings.ts";

const IDLE_SECONDS = 600;
/** The maximum total size in bytes of the frames that are read and stored at the same time. A larger frame is processed alone. */
const STORED_TOGETHER_BYTES = 4_194_304;
/** The maximum size in bytes of a frame that is read and stored without waiting for others. */
const SMALL_BYTES = 32_768;

/**
 * Creates the admission control for sockets without a certificate that have not sent a complete frame yet. They have their own
 * admission control, so that they cannot use up the memory for authenticated senders.
 */
const unprovenRoom = (bytes: number) =>
  createAdmission({ bodies: MOST_UNPROVEN, bytes, shares: { connection: 1, address: 1 / 2 } });

/**
 * The HTTP status codes that are stored with the evidence of refused sockets, because evidence has an HTTP status for every
 * transport.
 */
const STATUS: Partial<Record<SocketRefusal, number>> = {
  handshake: 401,
  "handshake-timeout": 408,
  "proxy-header-forbidden": 403,
  "crowded-out": 503,
  "too-many-sockets": 503,
};

/**
 * Starts the MLLP listener. It stores evidence of the sockets and frames that it refuses. Two cases leave no evidence: a socket
 * whose TLS handshake fails before the client has sent anything, and a frame for which there is no memory, if a negative
 * acknowledgement asks the sender to send it again.
 */
export async function listenForHl7(parts: InParts, settings: MllpSettings): Promise<MllpListener> {
  const { connections, clock, log } = parts;
  const { host, port, connection, protection, requiresProxyHeader } = settings;
  const { intake, journal } = parts.entrance("mllp");
  const refuse = (refusal: Pick<Rejection, "remote" | "status" | "reason" | "size">) =>
    void journal
      .insertRejection({ ...refusal, connection, transport: "mllp", excerpt: null, traceId: newTraceId() })
      .catch((error: unknown) =>
        log.error({ ...refusal, error: String(error) }, "evidence could not be stored"),
      );
  const listener = await startMllp({
    ...protection,
    intake,
    rooms: { proven: parts.admission, unproven: unprovenRoom(parts.settings.maximumBytes) },
    inTurn: createTurns(STORED_TOGETHER_BYTES, SMALL_BYTES),
    proxies: { trusted: parts.settings.proxies, required: requiresProxyHeader },
    mayTake: async (remote) => {
      const over = (await parts.limits.ofConnection(connection)).find(({ isOver }) => isOver);
      if (over) refuse({ remote, status: 429, reason: REASONS[over.policy], size: null });
      return over === undefined;
    },
    onRefused: ({ remote, reason, size }) => refuse({ remote, status: STATUS[reason] ?? 400, reason, size }),
    addressees: parts.addressees,
    environment: () => connections.configured(connection)?.environment ?? null,
    clock,
    log,
    host,
    port,
    connection,
    maximumBytes: parts.settings.maximumBytes,
    idleSeconds: IDLE_SECONDS,
    newTraceId,
    onBadFrame: ({ reason, ...frame }) =>
      journal.insertRejection({ ...frame, transport: "mllp", status: 400, reason }),
  });
  log.info({ port: listener.port, connection, tls: "tls" in protection }, "listening for HL7 v2");
  return listener;
}
