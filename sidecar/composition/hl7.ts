import { newTraceId } from "../engine/model/trace.ts";
import type { Rejection } from "../engine/ports/journal/access.ts";
import { REASONS } from "../limits/limits.ts";
import type { SocketRefusal } from "../transports/mllp/entrance.ts";
import { type MllpListener, startMllp } from "../transports/mllp/listener.ts";
import type { Base } from "./base.ts";
import type { IntakeParts } from "./intake.ts";
import { mllpProtection, trustedProxies } from "./settings.ts";

const IDLE_SECONDS = 600;
/** How the evidence of a refused socket is filed: as HTTP would call it. */
const STATUS: Partial<Record<SocketRefusal, number>> = {
  handshake: 401,
  "handshake-timeout": 408,
  "proxy-header-forbidden": 403,
  "crowded-out": 503,
  "too-many-sockets": 503,
};

/** The MLLP listener, when a port is set. */
export async function listenForHl7(base: Base, intake: IntakeParts): Promise<MllpListener | null> {
  const { settings, connections, clock, log } = base;
  const { SUTURE_MLLP_PORT: port, SUTURE_MLLP_HOST: host, SUTURE_MLLP_CONNECTION: connection } = settings;
  if (port === undefined) return null;
  const protection = mllpProtection(settings);
  const { intake: takeIn, journal } = intake.door("mllp");
  const refuse = (refusal: Pick<Rejection, "remote" | "status" | "reason" | "size">) =>
    void journal
      .insertRejection({ ...refusal, connection, transport: "mllp", excerpt: null, traceId: newTraceId() })
      .catch((error: unknown) =>
        log.error({ ...refusal, error: String(error) }, "evidence could not be kept"),
      );
  const listener = await startMllp({
    ...protection,
    intake: takeIn,
    admission: intake.admission,
    proxies: {
      trusted: trustedProxies(settings),
      required: settings.SUTURE_MLLP_PROXY_PROTOCOL === "required",
    },
    mayTake: async (remote) => {
      const over = (await intake.limits.ofConnection(connection)).find(({ isOver }) => isOver);
      if (over) refuse({ remote, status: 429, reason: REASONS[over.policy], size: null });
      return over === undefined;
    },
    onRefused: ({ remote, reason, size }) => refuse({ remote, status: STATUS[reason] ?? 400, reason, size }),
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
