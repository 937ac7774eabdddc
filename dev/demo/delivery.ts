import { randomBytes } from "node:crypto";
import { newControlNumber } from "../clients/control-number.ts";
import type { OdooClient } from "../clients/odoo.ts";
import type { SidecarClient } from "../clients/sidecar.ts";
import type { Environment } from "../environment/environment.ts";
import { DOORS } from "./doors.ts";
import type { DeliveryStep, FileStep, Script } from "./script.ts";
import type { ReceivedOrder } from "./supplier-folder.ts";
import { fillTemplate } from "./templates.ts";

/** A partner's delivery. Its trace ID identifies it, regardless of the transport that was used. */
export type Delivery = {
  readonly step: DeliveryStep;
  readonly traceId: string;
  readonly body: string;
  /**
   * The response of the endpoint: over HTTP, the status of the message or, if it was refused, the HTTP status; over MLLP, the
   * acknowledgement code. Null if the transport has no response.
   */
  readonly answer: string | null;
};

/** An order as the vendor received it. */
export type SupplierOrder = ReceivedOrder & { readonly name: string };

export type DeliveryParts = {
  readonly environment: Environment;
  readonly odoo: OdooClient;
  readonly sidecar: SidecarClient;
  readonly script: Script;
  readonly run: string;
  readonly at: Date;
  readonly orders: ReadonlyMap<string, SupplierOrder>;
};

/**
 * Performs a step as the partner does: fills in the template of the file, or takes a file that was delivered before, and delivers
 * it to the endpoint of the step.
 */
export async function deliver(
  parts: DeliveryParts,
  step: DeliveryStep,
  before: readonly Delivery[],
): Promise<Delivery> {
  const body = "repeat" in step ? bodyOf(step.repeat, before) : fileOf(parts, step);
  const traceId = randomBytes(16).toString("hex");
  const traceparent = `00-${traceId}-${traceId.slice(0, 16)}-01`;
  const taken = await DOORS[step.transport](parts, step, { body, traceparent });
  return { step, body, traceId: taken.traceId ?? traceId, answer: taken.answer };
}

function bodyOf(stepId: string, before: readonly Delivery[]): string {
  const first = before.find(({ step }) => step.id === stepId);
  if (!first) throw new Error(`Step ${stepId} is to be repeated, but has not been played yet.`);
  return first.body;
}

function fileOf({ script, run, at, orders }: DeliveryParts, step: FileStep): string {
  const order = step.order === undefined ? undefined : orders.get(step.order);
  if (step.order !== undefined && !order)
    throw new Error(`Step ${step.id}: there is no order ${step.order}.`);
  const numbers = order && {
    order: order.name,
    groupControl: order.groupControl,
    documentControl: order.documentControl,
  };
  const text = fillTemplate(script.template(step.file), { control: newControlNumber(), at, run, ...numbers });
  return step.file.endsWith(".hl7") ? text.replaceAll("\n", "\r") : text;
}
