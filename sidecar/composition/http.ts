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
import { platformRoutes, statesOf } from "../api/platform.ts";
import { replayRoutes } from "../api/replays.ts";
import { observeLanes } from "../engine/model/lanes.ts";
import { newTraceId } from "../engine/model/trace.ts";
import { catalogue, flows } from "../flows/catalogue.ts";
import { BILLING_CONTENT_TYPE } from "../formats/billing/format.ts";
import { guardSockets, type RefusedConnection } from "../http/http-sockets.ts";
import { operatorsOf } from "../http/operators.ts";
import { backlogMetrics } from "../observability/backlog-metrics.ts";
import type { Logger } from "../observability/log.ts";
import { workingMetrics } from "../observability/working-metrics.ts";
import { webhookSecretsIn } from "../security/secret-files.ts";
import { ediRoutes } from "../transports/https/in/edi.ts";
import { eventRoutes } from "../transports/https/in/events.ts";
import { webhookRoutes } from "../transports/https/in/webhooks.ts";
import type { MllpListener } from "../transports/mllp/listener.ts";
import type { Base } from "./base.ts";
import type { Engine } from "./engine.ts";
import { breakersOf, checksOf, partitionsOf } from "./health.ts";
import type { IntakeParts } from "./intake.ts";
import { trustedProxies } from "./settings.ts";

/**
 * Within which a request, and its headers, must have arrived whole: a sender that dawdles keeps the room of others. The doors end a body
 * that comes slowly before, with an answer.
 */
const REQUEST_TIMEOUTS = {
  requestTimeout: 60_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
};

/** The HTTP server: partners' doors, operators' routes, the platform's. `close` lets answers under way finish. */
export async function serveHttp(
  base: Base,
  intake: IntakeParts,
  engine: Engine,
  mllp: MllpListener | null,
): Promise<() => Promise<void>> {
  const { settings, journal, metrics, clock, log } = base;
  const checks = checksOf(base, engine);
  backlogMetrics(metrics.registry, {
    backlog: () => journal.backlog(),
    states: async () => (await statesOf(checks)).map(([part, { state }]) => [part, state === "up"] as const),
    clock,
  });
  workingMetrics(metrics.registry, {
    lanes: () => observeLanes(engine.lanes),
    partitions: () => partitionsOf(base, engine),
    sockets: () => [
      { door: "http", ...guard.observe() },
      ...(mllp ? [{ door: "mllp" as const, ...mllp.observe() }] : []),
    ],
    rooms: () => [
      { room: "proven", ...intake.admission.observe() },
      { room: "unproven", ...intake.unproven.observe() },
    ],
    breakers: () => breakersOf(base, engine),
    depths: () => base.publisher.depths(),
    inbound: () => engine.inbound.observe(),
  });
  const platform = [
    platformRoutes(checks),
    helloRoutes(base.askOdoo, clock),
    metricsRoutes(metrics.registry),
    docsRoutes(),
    messagePageRoutes(),
  ];
  const routes = [...platform, ...partnerRoutes(base, intake), ...operatorRoutes(base, engine)];
  const proxies = trustedProxies(settings);
  const server = createServer(REQUEST_TIMEOUTS, createApp(routes, log, proxies));
  const guard = guardSockets(server, proxies, onRefusedBy(intake, log));
  await listen(server, settings.SUTURE_HTTP_PORT, settings.SUTURE_HTTP_HOST);
  log.info({ port: (server.address() as AddressInfo).port }, "listening");
  return () => close(server);
}

/** Nobody knows which door such a connection was for. */
function onRefusedBy(intake: IntakeParts, log: Logger): (refused: RefusedConnection) => void {
  const { journal } = intake.door("http");
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
        log.error({ remote, reason, error: String(error) }, "evidence could not be kept"),
      );
}

function partnerRoutes({ settings, connections, clock, log }: Base, intake: IntakeParts): Router[] {
  const maximumBytes = settings.SUTURE_MAX_BODY_BYTES;
  const { admission, limits } = intake;
  const publicUrl = settings.SUTURE_PUBLIC_URL ?? null;
  const common = { connections, maximumBytes, admission, limits, publicUrl };
  return [
    ediRoutes({ ...common, ...intake.door("edi") }),
    eventRoutes({ ...common, ...intake.door("events") }),
    webhookRoutes({
      ...common,
      ...intake.door("webhooks"),
      admission: intake.unproven,
      secretsOf: webhookSecretsIn(settings.SUTURE_SECRETS_DIR ?? null),
      contentTypes: { billing: BILLING_CONTENT_TYPE },
      clock,
      log,
    }),
  ];
}

function operatorRoutes({ settings, journal, connections }: Base, engine: Engine): Router[] {
  const { preview, onReplay, outbox } = engine;
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
    catalogRoutes(catalogue),
    nudgeRoutes(() => outbox.nudge()),
  ];
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

/** So long may an answer under way take when the sidecar stops: a body that dawdles would take a minute. */
const ANSWER_GRACE_MS = 3000;

/** Takes no new connection, lets the answers under way finish. Who gets none sends again. */
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
