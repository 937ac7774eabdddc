import type { TestProject } from "vitest/node";
import { startParts, TEST_ROOT } from "../../dev/environment/environment.ts";
import { postgresUrl } from "../../dev/environment/postgres.ts";
import { amqpUrl } from "../../dev/environment/rabbitmq.ts";

/** PostgreSQL and RabbitMQ for the integration tests. They are left running: the steps that follow use them too. */
export default async function setup(project: TestProject): Promise<void> {
  const place = await startParts({ root: TEST_ROOT, parts: ["postgres", "rabbitmq"] });
  project.provide("postgresUrl", postgresUrl(place, "postgres", "postgres"));
  project.provide("amqpUrl", amqpUrl(place, "suture_admin"));
}

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's, to make databases with. */
    postgresUrl: string;
    amqpUrl: string;
  }
}
