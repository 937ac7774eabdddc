import type { Settings } from "../config/settings.ts";
import { createLogger, type Logger } from "../observability/log.ts";
import { openBase } from "./base.ts";
import { openIntake } from "./intake.ts";
import type { Registries } from "./registries.ts";
import { serve } from "./serve.ts";
import { createLifecycle } from "./stopping.ts";
import { startWork } from "./work.ts";

/** A running sidecar. */
export type Sidecar = {
  /**
   * The ports on which the sidecar listens, by name: "http" for the HTTP server, and the transport's code for each transport
   * with its own listener.
   */
  readonly ports: Readonly<Record<string, number>>;
  /**
   * Stops the sidecar in the stages of `stopping.ts`.
   * @returns the names of the components that did not stop in time
   */
  stop(): Promise<readonly string[]>;
};

/**
 * Starts a sidecar with the given settings, composed of the given registries, in three stages:
 * - open: the journal, the broker, Odoo, and intake;
 * - work: the queues and the loops;
 * - serve: the listeners, last, so that nothing is accepted before it can be processed.
 *
 * If a stage fails, everything that was started before is stopped. To stop, the sidecar goes through the stages of `stopping.ts`;
 * each component is assigned to one of them when it is started.
 */
export async function startSidecar(
  settings: Settings,
  registries: Registries,
  log: Logger = createLogger(settings.SUTURE_LOG_LEVEL),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Sidecar> {
  const lifecycle = createLifecycle(log);
  try {
    const base = await openBase({ settings, registries, log, environment, lifecycle });
    const intake = openIntake(base);
    const work = await startWork(base, intake);
    const ports = await serve(base, intake, work);
    return { ports, stop: lifecycle.stop };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}
