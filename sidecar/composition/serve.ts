import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Router } from "express";
import { createApp } from "../api/app.ts";
import { auditRoutes } from "../api/audit.ts";
import { catalogRoutes } from "../api/catalog.ts";
import { connectionRoutes } from "../api/connections.ts";
import { correctionRoutes } from "../api/corrections.ts";
import { docsRoutes } from "../api/docs/routes.ts";
import { documentActionRoutes } from "../api/document-actions.ts";
import { documentRoutes } from "../api/documents.ts";
import { helloRoutes } from "../api/hello.ts";
import { messagePageRoutes } from "../api/message-page/routes.ts";
import { messageRoutes } from "../api/messages.ts";
import { metricsRoutes } from "../api/metrics.ts";
import { nudgeRoutes } from "../api/nudge.ts";
import { type Checks, platformRoutes, statesOf } from "../api/platform.ts";
import { replayRoutes } from "../api/replays.ts";
import { observeLanes } from "../engine/model/lanes.ts";
import { newTraceId } from "../engine/model/trace.ts";
import { catalogueEntry } from "../flows/catalogue-entry.ts";
import { guardSockets, type RefusedConnection, stalledAfter } from "../http/http-sockets.ts";
import { operatorsOf } from "../http/operators.ts";
import { backlogMetrics } from "../observability/backlog-metrics.ts";
import type { Logger } from "../observability/log.ts";
import { type SocketGauge, workingMetrics } from "../observability/working-metrics.ts";
import type { Listener } from "../transports/transport.ts";
import type { Base } from "./base.ts";
import { breakersOf, checksOf, partitionsOf } from "./health.ts";
import type { IntakeParts } from "./intake.ts";
import { trustedProxies } from "./settings.ts";
import type { Work } from "./work.ts";

/**
 * The timeouts of the HTTP server in milliseconds. They limit how long a slow sender can use memory and sockets that others need.
 * The time within which a body must arrive is limited by `limitBodyTime`, or by the minimum pace at an endpoint.
 */
const REQUEST_TIMEOUTS = {
  requestTimeout: 0,
  headersTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
};

/**
 * Starts to accept messages: starts the listeners of the transports that have one, and the HTTP server with the routes for
 * partners, operators and the platform. Returns the ports by name.
 */
export async function serve(base: Base, intake: IntakeParts, work: Work) {
  const { settings, lifecycle, metrics, clock, log } = base;
  const listeners = await listen(base, intake);
  const checks = checksOf(base, work);
  const platform = [
    platformRoutes(checks),
    helloRoutes(base.askOdoo, clock),
    metricsRoutes(metrics.registry),
    docsRoutes({ flows: base.registries.flows.map(catalogueEntry), formats: base.registries.formats }),
    messagePageRoutes(),
  ];
  const partners = intake.entrances.flatMap(({ routes = [] }) => routes);
  const proxies = trustedProxies(settings);
  const app = createApp([...platform, ...partners, ...operatorRoutes(base, work)], log, proxies);
  const server = createServer(REQUEST_TIMEOUTS, app);
  const guard = guardSockets(server, proxies, onRefusedBy(intake, log), {
    stalledMs: stalledAfter(settings.SUTURE_ODOO_TIMEOUT_SECONDS),
  });
  exposeMetrics(base, intake, work, checks, () => [
    { door: "http", ...guard.observe() },
    ...listeners.map(({ code, listener }) => ({ door: code, ...listener.observe() })),
  ]);
  await listenOn(server, settings.SUTURE_HTTP_PORT, settings.SUTURE_HTTP_HOST);
  lifecycle.onStop("stop accepting", "HTTP", () => close(server));
  const { port } = server.address() as AddressInfo;
  log.info({ port }, "listening");
  return { http: port, ...Object.fromEntries(listeners.map(({ code, listener }) => [code, listener.port])) };
}

/**
 * Starts the listeners of the transports that have one, and registers how they stop.
 * @returns the listeners that are configured, with the code of their transport
 */
async function listen({ lifecycle }: Base, { entrances }: IntakeParts) {
  const listening: { readonly code: string; readonly listener: Listener }[] = [];
  for (const { code, listen: start } of entrances) {
    const listener = await start?.();
    if (!listener) continue;
    lifecycle.onStop("stop accepting", code.toUpperCase(), () => listener.close());
    listening.push({ code, listener });
  }
  return listening;
}

function exposeMetrics(
  base: Base,
  intake: IntakeParts,
  work: Work,
  checks: Checks,
  sockets: () => readonly SocketGauge[],
): void {
  const { registry } = base.metrics;
  backlogMetrics(registry, {
    backlog: () => base.journal.backlog(),
    states: async () => (await statesOf(checks)).map(([part, { state }]) => [part, state === "up"] as const),
    clock: base.clock,
  });
  workingMetrics(registry, {
    lanes: () => observeLanes(work.lanes),
    partitions: () => partitionsOf(base, work),
    sockets,
    rooms: () => [
      { room: "proven", ...intake.admission.observe() },
      { room: "unproven", ...intake.unproven.observe() },
    ],
    breakers: () => breakersOf(base, work),
    depths: () => base.publisher.depths(),
    inbound: () => intake.inboundWatch.observe(),
  });
}

/** Returns the callback that stores evidence of the sockets that the HTTP server closed because a limit was reached. */
function onRefusedBy(intake: IntakeParts, log: Logger): (refused: RefusedConnection) => void {
  const { journal } = intake.entrance("http");
  return ({ remote, reason }) =>
    void journal
      .insertRejection({
        connection: null,
        transport: "https",
        remote,
        status: 503,
        reason,
        size: null,
        excerpt: null,
        traceId: newTraceId(),
      })
      .catch((error: unknown) =>
        log.error({ remote, reason, error: String(error) }, "evidence could not be stored"),
      );
}

function operatorRoutes({ settings, registries, journal, connections }: Base, work: Work): Router[] {
  const { preview, onReplay, outbox } = work;
  const { flows } = registries;
  const operators = operatorsOf(settings.SUTURE_OPERATOR_TOKEN, settings.SUTURE_SENSITIVE_TOKEN ?? null);
  const odooUrl = settings.SUTURE_ODOO_URL.replace(/\/$/, "");
  return [
    messageRoutes({ journal, connections, operators, odooUrl }),
    replayRoutes({ journal, operators, preview, onReplay }),
    documentRoutes({ journal, operators, flows, odooUrl }),
    correctionRoutes({ journal, operators, connections, flows, preview, onReplay }),
    documentActionRoutes({ journal, operators, onReplay }),
    connectionRoutes({ journal, connections, operators }),
    auditRoutes({ journal, operators }),
    catalogRoutes(flows.map(catalogueEntry)),
    nudgeRoutes(() => outbox.nudge()),
  ];
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

/**
 * The time in milliseconds that a pending response may take when the sidecar stops. Without a limit, a slow request would delay
 * the stop by up to a minute.
 */
const ANSWER_GRACE_MS = 3000;

/**
 * Closes the HTTP server: stops accepting sockets, and waits for pending responses for a limited time. A sender that receives no
 * response sends its message again.
 */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), ANSWER_GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
