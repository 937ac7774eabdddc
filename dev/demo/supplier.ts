import { randomBytes } from "node:crypto";
import { newControlNumber } from "../clients/control-number.ts";
import type { SidecarClient } from "../clients/sidecar.ts";
import type { Environment } from "../environment/environment.ts";
import { publishInbound } from "./publish.ts";
import type { DeliveryStep, FileStep, Script } from "./script.ts";
import type { ReceivedOrder } from "./supplier-folder.ts";
import { fillTemplate } from "./templates.ts";

const CONTENT_TYPE = "application/edi-x12";

/** Something the supplier handed over. Its trace id is how it is found again, whichever way it went. */
export type Delivery = {
  readonly step: DeliveryStep;
  readonly traceId: string;
  readonly body: string;
  /** What an HTTP delivery was answered: the message's status, or the HTTP status when it was not taken. */
  readonly answer: string | null;
};

/** An order as the supplier knows it. */
export type SupplierOrder = ReceivedOrder & { readonly name: string };

export type SupplierParts = {
  readonly environment: Environment;
  readonly sidecar: SidecarClient;
  readonly script: Script;
  readonly run: string;
  readonly at: Date;
  readonly orders: ReadonlyMap<string, SupplierOrder>;
};

/** Does a step as the supplier: fills its file, or takes one delivered before, and hands it over by the step's transport. */
export async function deliver(
  parts: SupplierParts,
  step: DeliveryStep,
  before: readonly Delivery[],
): Promise<Delivery> {
  const body = "repeat" in step ? bodyOf(step.repeat, before) : fileOf(parts, step);
  const traceId = randomBytes(16).toString("hex");
  const traceparent = `00-${traceId}-${traceId.slice(0, 16)}-01`;
  const answer =
    step.transport === "http"
      ? await post(parts, step, body, traceparent)
      : await publish(parts, step, body, traceparent);
  return { step, traceId, body, answer };
}

function bodyOf(stepId: string, before: readonly Delivery[]): string {
  const first = before.find(({ step }) => step.id === stepId);
  if (!first) throw new Error(`Step ${stepId} is to be repeated, but it has not been played yet.`);
  return first.body;
}

function fileOf({ script, run, at, orders }: SupplierParts, step: FileStep): string {
  const order = step.order === undefined ? undefined : orders.get(step.order);
  if (step.order !== undefined && !order)
    throw new Error(`Step ${step.id}: there is no order ${step.order}.`);
  const numbers = order && {
    order: order.name,
    groupControl: order.groupControl,
    documentControl: order.documentControl,
  };
  return fillTemplate(script.template(step.file), { control: newControlNumber(), at, run, ...numbers });
}

async function post(
  { environment, sidecar }: SupplierParts,
  step: DeliveryStep,
  body: string,
  traceparent: string,
): Promise<string> {
  const { key } = accessOf(environment, step);
  const answer = await sidecar.post(step.connection, key, body, {
    "content-type": CONTENT_TYPE,
    traceparent,
  });
  return answer.status === 202
    ? answer.body.messages.map(({ status }) => status).join(", ")
    : `HTTP ${answer.status}`;
}

async function publish(
  { environment }: SupplierParts,
  { connection }: DeliveryStep,
  body: string,
  traceparent: string,
): Promise<null> {
  const file = {
    kind: "edi",
    format: "x12",
    contentType: CONTENT_TYPE,
    connection,
    traceparent,
    body,
  } as const;
  await publishInbound(environment.connections.ehr.amqpUrl, file);
  return null;
}

/** @throws Error when the environment has no credentials for the step's connection */
function accessOf(
  { connections }: Environment,
  step: DeliveryStep,
): Environment["connections"]["edi-harbor"] {
  if (step.connection !== "edi-harbor")
    throw new Error(`Step ${step.id}: the environment has no key for the connection ${step.connection}.`);
  return connections["edi-harbor"];
}
