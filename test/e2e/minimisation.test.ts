import { createHmac, randomInt, randomUUID } from "node:crypto";
import { join } from "node:path";
import amqp from "amqplib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { sendByMllp } from "../../dev/clients/mllp-sender.ts";
import { query } from "../../dev/environment/postgres.ts";
import { type Tap, tap } from "../support/broker-tap.ts";
import { type Canaries, canaries, MOST_PLACES } from "../support/canaries.ts";
import { searchDatabase } from "../support/database-search.ts";
import {
  type Planted,
  plantedAdt,
  plantedDispense,
  plantedHl7,
  plantedSupply,
} from "../support/hl7-canaries.ts";
import { filesBelow } from "../support/places-to-search.ts";
import { world } from "../support/world.ts";
import { event, invoiceLine, issuedData } from "../unit/codecs/billing/events.ts";

/**
 * A canary stands in every field of clinical messages, sent by every door there is. Afterwards Odoo's database and
 * attachments, all logs, events and dead letters, what billing was sent and the journal beside the raw message are searched.
 */

/** The messages of this run. A large body is stored in chunks. */
const OF_THIS_RUN = `position($1::bytea in body) > 0
  or exists (select from body_chunk where body_id = message.body_id and position($1::bytea in bytes) > 0)`;

/** In each message's number, so that its rows can be found. */
const run = randomUUID().slice(0, 8);
const first = randomInt(0, 400) * MOST_PLACES;

type Message = {
  readonly name: string;
  readonly planter: Canaries;
  /** Places that may come out. */
  readonly meant: readonly string[];
  readonly text: string;
};
const messages: Message[] = [];

function message(
  name: string,
  write: (planter: Canaries, control: string) => string,
  meant: readonly string[] = [],
) {
  const planter = canaries(first + messages.length * MOST_PLACES);
  const text = write(planter, `${run}-${messages.length}`);
  const made = { name, planter, meant, text };
  messages.push(made);
  return made;
}

const hl7 = (make: (control: string) => Planted) => (planter: Canaries, control: string) =>
  plantedHl7(make(control), planter);
/** Nothing in it is sound but its envelope. */
const unsound = (make: (control: string) => Planted) =>
  hl7((control) => {
    const { segments, sound } = make(control);
    return {
      segments,
      sound: Object.fromEntries(Object.entries(sound).filter(([at]) => at.startsWith("MSH-"))),
    };
  });
/** An ordinary dispense from Clinic East, which is consumed from stock. */
const everyday = (control: string) => {
  const { segments, sound } = plantedDispense(control);
  const known = { "PV1-3": "DEP-CLE", "RXD-2": "NF-1002^^L", "RXD-18": "" };
  return { segments, sound: { ...sound, ...known } };
};
const discharge = (control: string) => plantedAdt("A03", control);
const update = (control: string) => plantedAdt("A08", control);

const encounterCodes = ["PV1-3.1", "PV1-3.4", "ZCC-1.1"];
const dispenseCodes = ["PV1-3.1", "RXD-2.1", "RXD-2.4"];
const supplyCodes = ["ZSU-2.1", "ZSU-2.4", "ZSU-7.1", "ZSU-8.1"];

const byMllp = [
  message("a discharge by MLLP", hl7(discharge), encounterCodes),
  message("a dispense by MLLP", hl7(plantedDispense), dispenseCodes),
  message("an everyday dispense by MLLP", hl7(everyday)),
  message("an unsound discharge by MLLP", unsound(discharge)),
  message("an unsound dispense by MLLP", unsound(plantedDispense)),
  message("a frame that is no message", (planter, control) => `${control} ${planter.at("text")}`),
];
const byBroker = [
  message("an update by the broker", hl7(update), encounterCodes),
  message("a supply by the broker", hl7(plantedSupply), supplyCodes),
  message("an unsound supply by the broker", unsound(plantedSupply)),
  message("text that is no message", (planter, control) => `${control} ${planter.at("text")}`),
];
const astray = message("a discharge for a connection that there is not", hl7(discharge));
const misdirected = message("a discharge at a supplier's door", hl7(discharge));
const canonical = message("a canonical encounter with more in it than there may be", (planter, id) =>
  JSON.stringify({
    specversion: "1.0",
    id,
    source: "urn:ehr",
    type: "health.suture.encounter.v1",
    subject: planter.at("subject"),
    patient: planter.at("patient"),
    data: {
      type: "Encounter",
      id: "0".repeat(32),
      status: "corrected",
      department: [],
      patient: { name: planter.at("data.patient.name") },
      note: planter.at("data.note"),
    },
  }),
);
/** An invoice with everything beside it that billing knows of the patient. */
const invoice = (payer: (planter: Canaries) => object, line: object) => (planter: Canaries, id: string) => {
  const extras = { patient: { name: planter.at("patient.name") }, note: planter.at("note") };
  const lines = [
    {
      ...invoiceLine({ chargeCode: planter.at("chargeCode"), ...line }),
      ...extras,
      diagnosis: planter.at("dx"),
    },
  ];
  const numbers = { number: `INV-${id}`, account: planter.at("account"), encounter: planter.at("encounter") };
  const data = { ...issuedData({ ...numbers, lines, taxTotal: "0", total: "25.00" }), ...extras };
  const named = { ...payer(planter), name: planter.at("payer.name") };
  return JSON.stringify(event("invoice.issued", { ...data, payer: named }, { id, ...extras }));
};
const billed = [
  message(
    "an everyday invoice by webhook",
    invoice(() => ({ kind: "organization", id: "EVERGREEN" }), {
      department: "DEP-CLE",
      revenueAccount: "4100",
    }),
  ),
  message(
    "a patient's invoice by webhook",
    invoice((planter) => ({ kind: "patient", id: planter.at("payer.id") }), {}),
  ),
];
const forged = message("a webhook with a wrong signature", (planter, id) =>
  JSON.stringify(event("invoice.issued", issuedData({ number: planter.at("number") }), { id })),
);

describe("after messages with a canary in every field", () => {
  const { place } = world();
  const environment = inject("environment");
  let events: Tap;
  let dead: Tap;
  const answers: string[] = [];

  beforeAll(async () => {
    events = await tap(environment.rabbitmq.url, "suture.events");
    dead = await tap(environment.rabbitmq.url, "suture.dead");
    await sendByMllp(
      environment.sidecar.mllp,
      byMllp.map(({ text }) => text),
    );
    await publish(byBroker, "ehr", "application/hl7-v2");
    // The broker lets the EHR publish for its own connection only.
    await publish([astray], "ehr-nobody", "application/hl7-v2", environment.rabbitmq.url);
    await publish([canonical], "ehr", "application/cloudevents+json");
    const key = environment.connections["edi-harbor"].key;
    const type = { "content-type": "application/hl7-v2" };
    answers.push(JSON.stringify(await world().sidecar.post("edi-harbor", key, misdirected.text, type)));
    for (const { text } of billed) answers.push(await webhook(text, environment.connections.billing.secret));
    answers.push(await webhook(forged.text, `whsec_${Buffer.alloc(32).toString("base64")}`));
    await everythingSettled(messages.length - [forged].length);
  });
  afterAll(async () => {
    await events.close();
    await dead.close();
  });

  async function publish(
    some: readonly Message[],
    connection: string,
    contentType: string,
    url = environment.connections.ehr.amqpUrl,
  ): Promise<void> {
    const client = await amqp.connect(url);
    try {
      const channel = await client.createConfirmChannel();
      const options = { contentType, headers: { "suture-connection": connection }, mandatory: true };
      for (const { text } of some)
        channel.publish("suture.inbound", `ehr.${connection}.any`, Buffer.from(text), options);
      await channel.waitForConfirms();
    } finally {
      await client.close();
    }
  }

  async function webhook(body: string, secret: string): Promise<string> {
    const [id, timestamp] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))];
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const answer = await fetch(`${environment.sidecar.url}/v1/webhooks/billing`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${mac}`,
      },
      body,
    });
    return `${answer.status} ${await answer.text()}`;
  }

  /** Every message is decoded, no document or delivery is pending, and Odoo shows the current state of each document. */
  const everythingSettled = (count: number) => {
    let pending: object = {};
    const what = () => `${count} messages have come to rest; pending: ${JSON.stringify(pending)}`;
    return eventually(what, async () => {
      const rows = await query(
        place,
        "suture_journal",
        `select m.state, d.message_key as key, d.state as document, d.revision, d.aggregate
           from (select * from message where ${OF_THIS_RUN}) m left join document d on d.message_id = m.id`,
        [Buffer.from(run)],
      );
      const keys = rows.map(({ key }) => String(key));
      const shown = await query(
        place,
        environment.odoo.database,
        "select message_key as key, revision from suture_exchange where message_key = any($1)",
        [keys],
      );
      const revisions = new Map(shown.map(({ key, revision }) => [key, Number(revision)]));
      const open = await query(
        place,
        "suture_journal",
        `select 'delivery' as kind, id, connection, last_error from delivery where state = 'queued'
          union all select 'document', id, connection, reason_code from document where state in ('queued', 'processing')`,
      );
      const moving = rows.filter(
        ({ state, key, document, revision }) =>
          state !== "decoded" ||
          ["queued", "processing"].includes(String(document)) ||
          revisions.get(key) !== Number(revision),
      );
      pending = { found: rows.length, moving, shown, open, answers };
      return rows.length === count && moving.length === 0 && open.length === 0;
    });
  };

  /** What came out of each message, but for what may. */
  const leaks = (text: string) =>
    messages
      .map(({ name, planter, meant }) => ({
        name,
        places: planter.foundIn(text).filter((place) => !meant.includes(place)),
      }))
      .filter(({ places }) => places.length > 0);

  it("Odoo's database contains none, in any column of any table", async () => {
    const found = await searchDatabase(place, environment.odoo.database, "CANARY[0-9A-Z]{5}");
    expect(leaks(found.join("\n"))).toEqual([]);
    // The search finds what is there: a department's code is meant for Odoo.
    expect(byMllp[0]?.planter.foundIn(found.join("\n"))).toContain("PV1-3.1");
  });

  it("Odoo's attachments contain none", () => {
    expect(leaks(filesBelow(join(place.data, "odoo", "filestore")))).toEqual([]);
  });

  it("no log contains one", () => {
    const logs = filesBelow(join(place.data, "log"));
    expect(logs).toContain('"message accepted"');
    expect(leaks(logs)).toEqual([]);
  });

  it("neither events nor dead letters contain one", async () => {
    const [pseudonym] = await query(
      place,
      "suture_journal",
      `select document_number as id from document where message_key like $1 and document_type = 'Encounter'`,
      [`%${run}-0%`],
    );
    await eventually("the completion is among the events", () =>
      events.texts.some(
        (text) => text.includes("encounter.completed") && text.includes(String(pseudonym?.id)),
      ),
    );
    expect(leaks([...events.texts, ...dead.texts].join("\n"))).toEqual([]);
  });

  it("what billing received contains none", () => {
    const sent = filesBelow(environment.sidecar.dropFolder);
    expect(leaks(sent)).toEqual([]);
    expect(byMllp[0]?.planter.foundIn(sent)).toEqual([...encounterCodes].sort());
  });

  it("the journal stores them only in the raw message", async () => {
    const found = await searchDatabase(place, "suture_journal", "CANARY[0-9A-Z]{5}", [
      "message",
      "body_chunk",
      "rejection",
    ]);
    expect(leaks(found.join("\n"))).toEqual([]);
  });

  it("neither an answer to a sender nor an operator's view contains one", async () => {
    expect(answers.map((answer) => /\b(202|401)\b/.exec(answer)?.[0])).toEqual(["202", "202", "202", "401"]);
    const ids = await query(place, "suture_journal", `select id from message where ${OF_THIS_RUN}`, [
      Buffer.from(run),
    ]);
    const views = await Promise.all(ids.map(({ id }) => world().sidecar.message(String(id))));
    expect(leaks(JSON.stringify([answers, views]))).toEqual([]);
  });
});
