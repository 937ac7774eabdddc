import type { Settings } from "../config.ts";
import { createLogger, type Logger } from "../observability/log.ts";
import { openBase } from "./base.ts";
import { openIntake } from "./intake.ts";
import type { Registries } from "./registries.ts";
import { serve } from "./serve.ts";
import { createLifecycle } from "./stopping.ts";
import { startWork } from "./work.ts";

/** A sidecar that runs. */
export type Sidecar = {
  /** The ports it listens on: "http", and each transport with a listener of its own by its code. */
  readonly ports: Readonly<Record<string, number>>;
  /** Stops it. @returns what did not end in time */
  stop(): Promise<readonly string[]>;
};

/**
 * Starts a sidecar with the given settings, composed of the given formats, flows and transports, in three stages:
 * - open: the journal, the broker, Odoo, and intake;
 * - work: the queues' contents, and the loops;
 * - serve: the listeners, last, so that nothing is accepted that nobody processes. It stops in the stages that `stopping.ts`
 *   names; each part states the stage in which it ends when it is started. When a stage fails, what was started before is
 *   stopped.
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
