import { catalogueOf } from "../catalogue/catalogue.ts";
import { vocabularyOf } from "../catalogue/vocabulary.ts";
import { startDeliveries } from "../engine/deliver/deliver.ts";
import { capabilitiesOf } from "../engine/model/capabilities.ts";
import { startConfiguration } from "../engine/odoo-sync/configuration.ts";
import { startConnectionReporter } from "../engine/odoo-sync/connection-reporter.ts";
import { startFaultReporter } from "../engine/odoo-sync/fault-reporter.ts";
import { startReporter } from "../engine/odoo-sync/reporter.ts";
import { startRouteReporter } from "../engine/odoo-sync/route-reporter.ts";
import { createSourceFiles } from "../engine/receive/source-files.ts";
import { createSourceViews } from "../engine/receive/source-views.ts";
import { BREAKERS, createBreaker } from "../engine/resilience/breaker.ts";
import { startAnchoring } from "../engine/upkeep/anchoring.ts";
import { startMissingNumbers } from "../engine/upkeep/missing-numbers.ts";
import { startNewCapabilities } from "../engine/upkeep/new-capabilities.ts";
import { retentionTasks, startRetention } from "../engine/upkeep/retention.ts";
import { startUpkeep } from "../engine/upkeep/upkeep.ts";
import { catalogueEntry } from "../flows/catalogue-entry.ts";
import { measuredTransport } from "../observability/measured.ts";
import { createRouteCheck } from "../transports/route-check.ts";
import { createTransport } from "../transports/sending.ts";
import type { Base } from "./base.ts";
import type { IntakeParts } from "./intake.ts";
import { nudge } from "./nudge.ts";
import { outSettings, retentionDays } from "./settings.ts";

const CONFIGURATION_POLL_MS = 5000;
/**
 * When Odoo is reachable again, documents that became exceptions after failed calls are retried. A document that failed in more
 * than this number of calls of its own remains an exception.
 */
const RETRIED_BLAME = 4;
/** The time in milliseconds that a delivery in progress may take when the sidecar stops. */
const DELIVERY_GRACE_MS = 3000;

/** Starts everything that runs on a timer and not from a queue: deliveries, upkeep, and reports to Odoo. */
export function startLoops(base: Base, { reading }: Pick<IntakeParts, "reading">) {
  const { settings, registries, lifecycle, log, journal, odoo, connections, clock, random, time } = base;
  const { flows, formats, transports } = registries;
  const leads = () => base.members.leads();
  const breaker = createBreaker({
    policy: BREAKERS.odoo,
    clock,
    random,
    onOpen: () => log.warn({}, "Odoo is unreachable: documents wait, messages are still accepted"),
    onClose: () => {
      log.info({}, "Odoo is reachable again");
      Promise.all([journal.hastenWaiting("odoo"), journal.retryBlamed(RETRIED_BLAME)]).then(
        () => upkeep.nudge(),
        (error) =>
          log.warn(
            { error: String(error) },
            "documents that wait for Odoo are retried only at their scheduled times",
          ),
      );
    },
  });
  const sending = outSettings(settings, clock);
  const sourceParts = {
    journal,
    connections,
    formats,
    flows,
    decode: reading.decode,
    showing: reading.showing,
    log,
  };
  const sourceViews = createSourceViews(sourceParts);
  const sourceFiles = createSourceFiles(sourceParts);
  const deliveries = lifecycle.runs(
    "stop accepting",
    "deliveries",
    startDeliveries({
      journal,
      connections,
      transport: measuredTransport(createTransport(transports, sending), base.metrics),
      formats,
      clock,
      random,
      isTimeSure: time.isSure,
      giveUpHours: settings.SUTURE_DELIVERY_GIVE_UP_HOURS,
      graceMs: DELIVERY_GRACE_MS,
      onSettled: () => nudge(base.relay, reporter, upkeep),
      log,
    }),
  );
  const reporter = lifecycle.runs(
    "report",
    "reporter",
    startReporter(journal, odoo, breaker, log, sourceViews, leads, sourceFiles),
  );
  const upkeep = lifecycle.runs(
    "stop accepting",
    "upkeep",
    startUpkeep({
      journal,
      drained: base.publisher.drained,
      leads,
      isTimeSure: time.isSure,
      onQueued: () => base.relay.nudge(),
      log,
    }),
  );
  const check = createRouteCheck(transports, sending);
  lifecycle.runs("report", "connectionReporter", startConnectionReporter(journal, odoo, breaker, log));
  lifecycle.runs(
    "stop accepting",
    "routes",
    startRouteReporter({ connections, check, odoo, breaker, leads, log }),
  );
  const tasks = retentionTasks(flows, retentionDays(settings));
  lifecycle.runs(
    "stop accepting",
    "retention",
    startRetention({ journal, tasks, isTimeSure: time.isSure, log }),
  );
  const onQueued = () => base.relay.nudge();
  lifecycle.runs(
    "stop accepting",
    "capabilities",
    startNewCapabilities({ journal, capabilities: capabilitiesOf(flows, formats), leads, onQueued, log }),
  );
  lifecycle.runs(
    "stop accepting",
    "missing numbers",
    startMissingNumbers({ journal, leads, isTimeSure: time.isSure, log }),
  );
  lifecycle.runs("stop accepting", "anchors", startAnchoring(journal, log));
  lifecycle.runs("stop accepting", "faults", startFaultReporter({ connections, odoo, breaker, leads, log }));
  const catalogue = flows.map(catalogueEntry);
  const vocabulary = vocabularyOf(catalogueOf(registries));
  lifecycle.runs(
    "stop accepting",
    "configuration",
    startConfiguration(
      { journal, odoo, connections, catalogue, vocabulary, breaker, onQueued, log },
      CONFIGURATION_POLL_MS,
    ),
  );
  return { sourceFiles, breaker, deliveries, reporter, upkeep };
}
export type Loops = ReturnType<typeof startLoops>;
