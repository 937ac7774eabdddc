import type { TestProject } from "vitest/node";
import { type Environment, startEnvironment } from "../../dev/environment/environment.ts";
import { testRoot } from "../../dev/environment/place.ts";

/**
 * Starts the complete environment for the end-to-end tests: Odoo with the addon and the demo company, RabbitMQ, PostgreSQL, and
 * the sidecar.
 */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("environment", await startEnvironment({ root: testRoot() }));
}

declare module "vitest" {
  interface ProvidedContext {
    environment: Environment;
  }
}
