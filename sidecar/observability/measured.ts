import type { Connections } from "../engine/model/connections.ts";
import type { Accepted, Intake, OpenIntake } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import type { DocumentJournal } from "../engine/ports/journal/documents.ts";
import type { Odoo } from "../engine/ports/odoo.ts";
import type { Transport } from "../engine/ports/transport.ts";
import { DeliveryFailure, failureRule, OdooFailure } from "../engine/resilience/failures.ts";
import type { Metrics } from "./metrics.ts";

/**
 * Wrappers that add metrics to the components of the sidecar without changing their behaviour. `composition/` installs them, so
 * that the components do not depend on metrics.
 */

/**
 * Wraps the intake and the journal of an endpoint, to count accepted messages and refusals. All unknown connections are counted
 * under the label "unknown".
 */
export function measuredEndpoint<Journal extends Pick<RefusalJournal, "insertRejection">>(
  metrics: Metrics,
  door: string,
  given: { intake: Intake; openIntake: OpenIntake; journal: Journal; connections: Connections },
): { readonly intake: Intake; readonly openIntake: OpenIntake; readonly journal: Journal } {
  const { intake, openIntake, journal, connections } = given;
  const counted = (connection: string | null, accepted: Accepted[]): Accepted[] => {
    const label = connections.find(connection)?.code ?? "unknown";
    for (const { status } of accepted) metrics.messages.inc({ door, connection: label, outcome: status });
    return accepted;
  };
  return {
    intake: async (arrival) => counted(arrival.connection, await intake(arrival)),
    openIntake: async (arrival, beginning) => {
      const stream = await openIntake(arrival, beginning);
      return stream && { ...stream, end: async () => counted(arrival.connection, await stream.end()) };
    },
    journal: {
      ...journal,
      insertRejection: async (rejection) => {
        metrics.refused.inc({ door, reason: rejection.reason });
        await journal.insertRejection(rejection);
      },
    },
  };
}

/** Wraps the journal, to count the attempts at documents by their outcome: the resulting state and reason. */
export function measuredJournal<Journal extends Pick<DocumentJournal, "settle">>(
  journal: Journal,
  metrics: Metrics,
): Journal {
  return {
    ...journal,
    settle: async (outcomes, ...more) => {
      const result = await journal.settle(outcomes, ...more);
      for (const { state, reasonCode } of outcomes) metrics.attempts.inc({ state, reason: reasonCode ?? "" });
      return result;
    },
  };
}

/**
 * Wraps the client of Odoo, to measure the duration of each call and the size of its batch, and to count the rows taken from the
 * outbox.
 */
export function measuredOdoo(odoo: Odoo, metrics: Metrics): Odoo {
  const timed = async <T>(call: keyof Odoo, work: () => Promise<T>): Promise<T> => {
    const end = metrics.odooCalls.startTimer({ call });
    try {
      const result = await work();
      end({ outcome: "ok" });
      return result;
    } catch (error) {
      end({ outcome: error instanceof OdooFailure ? error.kind : "error" });
      throw error;
    }
  };
  return {
    read: (requests) => timed("read", () => odoo.read(requests)),
    apply: (batch) => {
      metrics.odooBatch.observe({ call: "apply" }, batch.length);
      return timed("apply", () => odoo.apply(batch));
    },
    preview: (batch) => timed("preview", () => odoo.preview(batch)),
    report: (exchanges) => {
      metrics.odooBatch.observe({ call: "report" }, exchanges.length);
      return timed("report", () => odoo.report(exchanges));
    },
    configuration: (version, catalogue, vocabulary) =>
      timed("configuration", () => odoo.configuration(version, catalogue, vocabulary)),
    outboxTake: async (limit, leaseSeconds) => {
      const rows = await timed("outboxTake", () => odoo.outboxTake(limit, leaseSeconds));
      for (const { kind } of rows) metrics.outboxTaken.inc({ kind });
      return rows;
    },
    reportConnections: (connections) => timed("reportConnections", () => odoo.reportConnections(connections)),
    reportRoutes: (routes) => timed("reportRoutes", () => odoo.reportRoutes(routes)),
    reportFaults: (reports) => timed("reportFaults", () => odoo.reportFaults(reports)),
    reportRehearsal: (report) => timed("reportRehearsal", () => odoo.reportRehearsal(report)),
    reportKeys: (report) => timed("reportKeys", () => odoo.reportKeys(report)),
    reportHealth: (health) => timed("reportHealth", () => odoo.reportHealth(health)),
    outboxReport: (results) => timed("outboxReport", () => odoo.outboxReport(results)),
  };
}

/**
 * Wraps a transport, to measure the duration of deliveries by outcome: "delivered", "repeated" (will be retried) or "refused".
 */
export function measuredTransport(transport: Transport, metrics: Metrics): Transport {
  return async (delivery, connection, sending) => {
    const end = metrics.deliveries.startTimer({ connection: connection.code, kind: delivery.kind });
    try {
      await transport(delivery, connection, sending);
      end({ outcome: "delivered" });
    } catch (error) {
      end({ outcome: error instanceof DeliveryFailure && isFinal(error) ? "refused" : "repeated" });
      throw error;
    }
  };
}

const isFinal = ({ kind }: DeliveryFailure): boolean => failureRule(kind).class.startsWith("permanent");

/** Wraps the handler of a work queue, to measure the duration of each batch. */
export function measuredWork(
  work: "decode" | "apply",
  handle: (ids: readonly string[]) => Promise<void>,
  metrics: Metrics,
): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    const end = metrics.work.startTimer({ work });
    try {
      await handle(ids);
      end({ outcome: "ok" });
    } catch (error) {
      end({ outcome: "error" });
      throw error;
    }
  };
}
