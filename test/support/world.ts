import { inject } from "vitest";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import { type OdooClient, odooClient } from "../../dev/clients/odoo.ts";
import {
  type Answer,
  type MessageView,
  type SidecarClient,
  sidecarClient,
  type Taken,
} from "../../dev/clients/sidecar.ts";
import { type Place, placeOf, testRoot } from "../../dev/environment/place.ts";

/**
 * The clients and data that an end-to-end test uses: Odoo as its administrator, and the sidecar as the vendor Harbor and as an
 * operator.
 */
export type World = {
  readonly place: Place;
  readonly odoo: OdooClient;
  readonly sidecar: SidecarClient;
  readonly outbox: string;
  post(body: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Answer<Taken>>;
  /** Waits until every document of a message is in one of the states. */
  settled(id: string, ...states: string[]): Promise<MessageView>;
  /** Returns a control number that no earlier test has used. */
  control(): number;
};

export function world(): World {
  const environment = inject("environment");
  const odoo = odooClient(environment.odoo);
  const sidecar = sidecarClient(environment.sidecar);
  const { key, outbox } = environment.connections["edi-harbor"];
  return {
    place: placeOf(testRoot()),
    odoo,
    sidecar,
    outbox,
    post: (body, headers) => sidecar.post("edi-harbor", key, body, headers),
    settled: (id, ...states) =>
      eventually(`message ${id} is ${states.join(" or ")}`, async () => {
        const message = await sidecar.message(id);
        const there =
          message.documents.length > 0 &&
          message.documents.every((document) => states.includes(document.state));
        return there ? message : null;
      }),
    control: () => newControlNumber(),
  };
}

/**
 * Returns the ID of the only message in a response.
 * @throws Error if the response contains no or several messages
 */
export function onlyMessage(answer: Answer<Taken>): string {
  const [message] = answer.body.messages;
  if (answer.body.messages.length !== 1 || !message)
    throw new Error(`expected one message, got ${JSON.stringify(answer)}`);
  return message.id;
}
