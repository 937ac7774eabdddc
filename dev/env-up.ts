import { parseArgs } from "node:util";
import {
  type Environment,
  PARTS,
  type Part,
  startEnvironment,
  startParts,
} from "./environment/environment.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string" }, root: { type: "string" } },
});
const root = values.root === undefined ? {} : { root: values.root };

try {
  heading("Starting the environment");
  if (values.only !== undefined) await startParts({ ...root, parts: partsFrom(values.only) });
  else show(await startEnvironment(root));
} catch (error) {
  reportFailure(error);
}

function partsFrom(text: string): Part[] {
  return text.split(",").map((name) => {
    const part = PARTS.find((known) => known === name);
    if (part === undefined)
      throw new Error(`There is no part "${name}". Available parts: ${PARTS.join(", ")}.`);
    return part;
  });
}

function show(environment: Environment): void {
  if (values.json) console.log(JSON.stringify(environment));
  else for (const line of addresses(environment)) console.log(line);
  progress("Ready. npm run env:down stops the environment.");
}

function addresses({ odoo, sidecar, rabbitmq, postgres }: Environment): string[] {
  return [
    `Odoo        ${odoo.url}  (database ${odoo.database}, login ${odoo.login}, password ${odoo.password})`,
    `Sidecar     ${sidecar.url}  (operator token ${sidecar.operatorToken})`,
    `RabbitMQ    ${rabbitmq.management}  (${rabbitmq.url})`,
    `PostgreSQL  ${postgres.url}`,
  ];
}
