import { randomUUID } from "node:crypto";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { signedHeaders } from "../../dev/clients/webhooks.ts";
import { adt } from "../support/hl7-text.ts";
import { interchange, orderResponse } from "../support/x12-text.ts";
import { confirmedData, event } from "../unit/codecs/billing/events.ts";

/** Input that means harm, at every door. None of it may have an effect in Odoo, whatever it is answered. */
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
const x12 = (body: readonly (readonly string[])[], code = "855") =>
  interchange(code, "PR", body, { control: newControlNumber() });
const control = () => randomUUID().slice(0, 20);

/** One that is as it should be, but for an invoice that does not come: it waits for it. */
export const soundWebhook = (secret: string): AttackBody => signed(secret, paid());

const ENTITIES = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "${"lol".repeat(100)}">${Array.from(
  "bcdefghij",
  (name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`,
).join("")}]><lolz>&j;</lolz>`;
const EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>';

export const ATTACKS: readonly Attack[] = [
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
    name: "X12 with 10 MB in one element",
    door: "edi",
    make: () => ({ body: x12([["BAK", "00", "AD", long("A", TEN_MEGABYTES - 1000), "20261120"]]) }),
  },
  {
    name: "X12 with 10 MB of empty elements",
    door: "edi",
    make: () => ({ body: x12([["BAK", ...Array.from({ length: 9_000_000 }, () => "")]]) }),
  },
  {
    name: "X12 of two million segments",
    door: "edi",
    make: () => ({ body: x12(Array.from({ length: 2_000_000 }, () => ["N1"])) }),
  },
  {
    name: "X12 of an 855 that repeats its lines 300,000 times",
    door: "edi",
    make: () => ({
      body: x12([
        ["BAK", "00", "AD", "P-NONE", "20261120"],
        ...Array.from({ length: 300_000 }, () => ["PO1", "1", "1", "EA", "1"]),
      ]),
    }),
  },
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
    name: "HL7 with 10 MB in one field",
    door: "mllp",
    make: () => ({
      body: adt("A03", {
        control: control(),
        pv1: { 19: "" },
        more: [`OBX|1|ED|${long("A", TEN_MEGABYTES - 2000)}`],
      }),
    }),
  },
  {
    name: "HL7 of a million repetitions",
    door: "mllp",
    make: () => ({ body: adt("A03", { control: control(), pv1: { 19: long("a~", 2_000_000) } }) }),
  },
  {
    name: "HL7 of a million segments",
    door: "mllp",
    make: () => ({
      body: `${adt("A03", { control: control(), pv1: { 19: "" } })}${"ZZZ|a\r".repeat(1_000_000)}`,
    }),
  },
  {
    name: "HL7 of 200,000 components",
    door: "mllp",
    make: () => ({ body: adt("A03", { control: control(), pv1: { 19: `${long("^", DEEP)}` } }) }),
  },
  {
    name: "a CloudEvent published, nested 200,000 deep",
    door: "amqp",
    make: () => ({
      body: `{"specversion":"1.0","id":"${randomUUID()}","source":"urn:x","type":"health.suture.order-response.v1","data":${nested(DEEP)}}`,
      contentType: "application/cloudevents+json",
    }),
  },
  {
    name: "10 MB of one letter, published",
    door: "amqp",
    make: () => ({ body: long("A", TEN_MEGABYTES), contentType: "application/edi-x12" }),
  },
];
