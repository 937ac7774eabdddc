import { eventually } from "../clients/eventually.ts";
import { sendByMllp } from "../clients/mllp-sender.ts";
import type { OdooClient } from "../clients/odoo.ts";
import type { Answer, SidecarClient, Taken } from "../clients/sidecar.ts";
import { postWebhook, signedHeaders } from "../clients/webhooks.ts";
import type { Environment } from "../environment/environment.ts";
import { publishInbound } from "./publish.ts";
import type { DeliveryStep } from "./script.ts";

/** The clients and the environment that the endpoints need. */
type Stage = {
  readonly environment: Environment;
  readonly odoo: OdooClient;
  readonly sidecar: SidecarClient;
};
type Parcel = { readonly body: string; readonly traceparent: string };
/** The response of the endpoint. `traceId` is present if the endpoint assigned its own trace ID to the message. */
type AtDoor = { readonly answer: string | null; readonly traceId?: string };
type Door = (stage: Stage, step: DeliveryStep, parcel: Parcel) => Promise<AtDoor>;

const EDI_TYPE = "application/edi-x12";

/** The format in which each partner publishes, by its connection. */
const PUBLISHED = {
  "edi-harbor": { kind: "edi", format: "x12", contentType: EDI_TYPE },
  billing: { kind: "billing", format: "billing", contentType: "application/vnd.suture.billing+json" },
} as const;

const postEdi: Door = async ({ environment, sidecar }, step, { body, traceparent }) => {
  if (step.connection !== "edi-harbor")
    throw new Error(`Step ${step.id}: the environment has no key for the connection ${step.connection}.`);
  const { key } = environment.connections["edi-harbor"];
  const headers = { "content-type": EDI_TYPE, traceparent };
  return { answer: statusOf(await sidecar.post(step.connection, key, body, headers)) };
};

const callWebhook: Door = async ({ environment }, { connection }, { body, traceparent }) => {
  const { id } = JSON.parse(body) as { id: string };
  const signed = signedHeaders(environment.connections.billing.secret, id, body);
  const headers = { ...signed, traceparent };
  return { answer: statusOf(await postWebhook(environment.sidecar.url, connection, body, headers)) };
};

const publish: Door = async ({ environment }, { id, connection }, { body, traceparent }) => {
  const publisher = connection as keyof typeof PUBLISHED;
  const published = PUBLISHED[publisher];
  if (!published) throw new Error(`Step ${id}: there are no publishing details for ${connection}.`);
  const publication = { ...published, connection, traceparent, body };
  await publishInbound(environment.connections[publisher].amqpUrl, publication);
  return { answer: null };
};

/**
 * Sends a message over MLLP. Because MLLP cannot transmit a trace ID, the message is then found in Odoo by its control ID
 * (MSH-10).
 */
const sendHl7: Door = async ({ environment, odoo }, step, { body }) => {
  const [acknowledgement] = await sendByMllp(environment.sidecar.mllp, [body]);
  const answer = /\rMSA\|(\w\w)\|/.exec(acknowledgement ?? "")?.[1] ?? "no acknowledgement";
  if ("repeat" in step || answer !== "AA") return { answer };
  const control = body.split("|")[9] ?? "";
  return { answer, traceId: await traceOf(odoo, step, control) };
};

/** The function that delivers to the endpoint, for each transport that a step can use. */
export const DOORS: Readonly<Record<DeliveryStep["transport"], Door>> = {
  http: postEdi,
  amqp: publish,
  mllp: sendHl7,
  webhook: callWebhook,
};

const statusOf = ({ status, body }: Answer<Taken>): string =>
  status === 202 ? body.messages.map((message) => message.status).join(", ") : `HTTP ${status}`;

function traceOf(odoo: OdooClient, { connection }: DeliveryStep, control: string): Promise<string> {
  return eventually(`the message ${control} of ${connection} in Odoo`, async () => {
    const [exchange] = await odoo.searchRead<{ trace_id: string | false }>(
      "suture.exchange",
      [
        ["connection_id.code", "=", connection],
        ["control_reference", "=", control],
      ],
      ["trace_id"],
    );
    return exchange?.trace_id;
  });
}
