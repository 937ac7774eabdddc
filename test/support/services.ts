import type { TestProject } from "vitest/node";
import { startParts } from "../../dev/environment/environment.ts";
import { testRoot } from "../../dev/environment/place.ts";
import { postgresUrl } from "../../dev/environment/postgres.ts";
import { amqpUrl, managementUrl } from "../../dev/environment/rabbitmq.ts";

/** PostgreSQL and RabbitMQ for the integration tests. They keep running: later steps use them too. */
export default async function setup(project: TestProject): Promise<void> {
  const place = await startParts({ root: testRoot(), parts: ["postgres", "rabbitmq"] });
  project.provide("postgresUrl", postgresUrl(place, "postgres", "postgres"));
  project.provide("amqpUrl", amqpUrl(place, "suture_admin"));
  project.provide("managementUrl", managementUrl(place));
}

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser, for creating databases. */
    postgresUrl: string;
    /** An administrator on the virtual host of the environment; tests create their own. */
    amqpUrl: string;
    /** RabbitMQ's management API; the user is that of `amqpUrl`. */
    managementUrl: string;
  }
}
