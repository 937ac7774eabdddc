import { randomBytes, randomUUID } from "node:crypto";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { signedHeaders } from "../../dev/clients/webhooks.ts";
import { hostileBodies } from "../support/hostile-bodies.ts";
import { orderResponse } from "../support/x12-text.ts";
import { confirmedData, event } from "../unit/codecs/billing/events.ts";

/** Malicious input at every endpoint. None of it may have an effect in Odoo, whatever the answer. */
export type Attack = {
  readonly name: string;
  readonly door: "edi" | "events" | "webhook" | "mllp" | "amqp";
  make(secret: string): AttackBody;
};
export type AttackBody = {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
};

const TEN_MEGABYTES = 10_000_000;
const DEEP = 200_000;
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const nestedObjects = (depth: number) => '{"a":'.repeat(depth) + "1".concat("}".repeat(depth));
const long = (character = "A", length = TEN_MEGABYTES) => character.repeat(length);

const paid = (data: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify(event("payment.confirmed", confirmedData(data), { id: `evt_${randomUUID()}` }));
const signed = (secret: string, body: string, at?: Date, id = `msg_${randomUUID()}`): AttackBody => ({
  body,
  headers: signedHeaders(secret, id, body, at),
});
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

/** A valid one, except that its invoice never arrives: it waits for it. */
export const soundWebhook = (secret: string): AttackBody => signed(secret, paid());

const ENTITIES = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "${"lol".repeat(100)}">${Array.from(
  "bcdefghij",
  (name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`,
).join("")}]><lolz>&j;</lolz>`;
const EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>';

/** An event with names of arbitrary length, too long for any index; nothing in it is compressible. */
const endless = (given: Readonly<Record<string, unknown>> = {}): AttackBody => ({
  body: JSON.stringify({
    specversion: "1.0",
    id: randomBytes(6000).toString("hex"),
    source: "urn:suture:connection:edi-harbor",
    type: "health.suture.order-response.v1",
    data: { type: "OrderResponse", id: "1", orderReference: "P-NONE", response: "accepted", lines: [] },
    ...given,
  }),
  contentType: "application/cloudevents+json",
});
const endlessNumber = () => {
  const number = randomBytes(5000).toString("hex");
  const data = { type: "OrderResponse", id: number, orderReference: number, response: "accepted", lines: [] };
  return endless({ id: randomUUID(), data });
};

export const ATTACKS: readonly Attack[] = [
  ...(["events", "amqp"] as const).flatMap((door): Attack[] => [
    { name: `an event id of 12,000 characters (${door})`, door, make: () => endless() },
    { name: `a document number of 10,000 characters (${door})`, door, make: endlessNumber },
  ]),
  {
    name: "a header of 4,000 characters that names a connection",
    door: "amqp",
    make: () => ({
      ...endless({ id: randomUUID() }),
      headers: { "suture-connection": randomBytes(2000).toString("hex") },
    }),
  },
  {
    name: "another connection in the header than in the routing key",
    door: "amqp",
    make: () => ({ ...endless({ id: randomUUID() }), headers: { "suture-connection": "billing" } }),
  },
  {
    name: "a webhook with a wrong signature",
    door: "webhook",
    make: () => signed(`whsec_${Buffer.alloc(24, 7).toString("base64")}`, paid()),
  },
  {
    name: "a webhook whose body was changed after it was signed",
    door: "webhook",
    make: (secret) => ({ ...signed(secret, paid()), body: paid({ amount: "99999.00" }) }),
  },
  { name: "a webhook of 301 s ago", door: "webhook", make: (secret) => signed(secret, paid(), ago(301)) },
  {
    name: "a webhook from 302 s ahead",
    door: "webhook",
    make: (secret) => signed(secret, paid(), ago(-302)),
  },
  { name: "a webhook without a signature", door: "webhook", make: () => ({ body: paid() }) },
  {
    name: "a signed webhook nested 200,000 deep",
    door: "webhook",
    make: (secret) => signed(secret, `{"type":"payment.confirmed","id":"evt_x","data":${nested(DEEP)}}`),
  },
  {
    name: "a signed webhook of objects nested 200,000 deep",
    door: "webhook",
    make: (secret) => signed(secret, nestedObjects(DEEP)),
  },
  {
    name: "a signed webhook with 10 MB in one field",
    door: "webhook",
    make: (secret) => signed(secret, paid({ method: long("A", TEN_MEGABYTES - 1000) })),
  },
  {
    name: "a signed webhook of a million members",
    door: "webhook",
    make: (secret) => signed(secret, `{${Array.from({ length: 700_000 }, (_, i) => `"k${i}":1`).join(",")}}`),
  },
  { name: "a DOCTYPE", door: "edi", make: () => ({ body: EXTERNAL, contentType: "application/xml" }) },
  { name: "an entity bomb", door: "edi", make: () => ({ body: ENTITIES, contentType: "application/xml" }) },
  { name: "an entity bomb called X12", door: "edi", make: () => ({ body: ENTITIES }) },
  {
    name: "X12 for an order that is not there, with its segments in a segment of its own",
    door: "edi",
    make: () => ({
      body: orderResponse(`P-NONE~ISA*${long("*", 100_000)}`, [], { control: newControlNumber() }),
    }),
  },
  {
    name: "a CloudEvent nested 200,000 deep",
    door: "events",
    make: () => ({
      body: `{"specversion":"1.0","id":"${randomUUID()}","source":"urn:x","type":"health.suture.order-response.v1","data":${nested(DEEP)}}`,
      contentType: "application/cloudevents+json",
    }),
  },
  {
    name: "a CloudEvent with 10 MB in one field",
    door: "events",
    make: () => ({
      body: JSON.stringify({
        specversion: "1.0",
        id: randomUUID(),
        source: "urn:x",
        type: "health.suture.order-response.v1",
        data: { type: "OrderResponse", id: long("A", TEN_MEGABYTES - 1000) },
      }),
      contentType: "application/cloudevents+json",
    }),
  },
  {
    name: "10 MB of one letter, published",
    door: "amqp",
    make: () => ({ body: long("A", TEN_MEGABYTES), contentType: "application/edi-x12" }),
  },
  // Input that only costs time may be applied.
  ...hostileBodies
    .filter(({ answered }) => answered !== "harmless")
    .map(
      ({ name, door, contentType, make }): Attack => ({
        name,
        door,
        make: (secret) =>
          door === "webhook"
            ? signed(secret, Buffer.from(make()).toString("utf8"))
            : { body: make(), contentType },
      }),
    ),
];
