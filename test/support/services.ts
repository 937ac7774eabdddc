import type { TestProject } from "vitest/node";
import { startParts } from "../../dev/environment/environment.ts";
import { testRoot } from "../../dev/environment/place.ts";
import { postgresUrl } from "../../dev/environment/postgres.ts";
import { amqpUrl, managementUrl } from "../../dev/environment/rabbitmq.ts";

/**
 * Starts PostgreSQL and RabbitMQ for the integration tests. They are not stopped afterwards, because later test steps use them
 * too.
 */
export default async function setup(project: TestProject): Promise<void> {
  const place = await startParts({ root: testRoot(), parts: ["postgres", "rabbitmq"] });
  project.provide("postgresUrl", postgresUrl(place, "postgres", "postgres"));
  project.provide("amqpUrl", amqpUrl(place, "suture_admin"));
  project.provide("managementUrl", managementUrl(place));
}

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL URL with a superuser, who can create databases. */
    postgresUrl: string;
    /** The AMQP URL with an administrator, on the virtual host of the environment. Tests create their own virtual hosts. */
    amqpUrl: string;
    /** The URL of RabbitMQ's management API. Its user is the user in `amqpUrl`. */
    managementUrl: string;
  }
}
