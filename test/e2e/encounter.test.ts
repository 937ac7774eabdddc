import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import amqp from "amqplib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { sendByMllp } from "../../dev/clients/mllp-sender.ts";
import { type Tap, tap } from "../support/broker-tap.ts";
import { type AdtSetup, adt } from "../support/hl7-text.ts";
import { world } from "../support/world.ts";

type Event = {
  type: string;
  id: string;
  source?: string;
  subject?: string;
  data: { id: string; status: string; version: number; department: { id: string }[]; endDate?: string };
};
type Exchange = { document_number: string; state: string; note: string; direction: string };

/** An encounter that no other run knows. */
const number = `V-${randomUUID()}`;
const visit = (setup: AdtSetup = {}): AdtSetup => ({
  control: randomUUID().slice(0, 20),
  ...setup,
  pv1: { 19: `${number}^^^NFH`, ...setup.pv1 },
});

describe("an encounter reported by the EHR", () => {
  let events: Tap;
  beforeAll(async () => {
    events = await tap(inject("environment").rabbitmq.url, "suture.events");
  });
  afterAll(() => events.close());

  const byMllp = async (event: string, setup: AdtSetup = {}) => {
    const [answer] = await sendByMllp(inject("environment").sidecar.mllp, [adt(event, visit(setup))]);
    expect(answer).toMatch(/\rMSA\|AA\|/);
  };

  async function byBroker(event: string, setup: AdtSetup = {}): Promise<void> {
    const connection = await amqp.connect(inject("environment").connections.ehr.amqpUrl);
    try {
      const channel = await connection.createConfirmChannel();
      const options = {
        contentType: "application/hl7-v2",
        headers: { "suture-connection": "ehr" },
        mandatory: true,
      };
      channel.publish(
        "suture.inbound",
        `ehr.ehr.ADT_${event}`,
        Buffer.from(adt(event, visit(setup))),
        options,
      );
      await channel.waitForConfirms();
    } finally {
      await connection.close();
    }
  }

  /** The notes of the encounter's exchanges in Odoo, inbound in the order of arrival, once there are so many. */
  const noted = (id: string, count: number) =>
    eventually(`${count} documents of the encounter are done`, async () => {
      const found = await world().odoo.searchRead<Exchange>(
        "suture.exchange",
        [["document_number", "=", id]],
        ["state", "note", "direction"],
        { order: "id" },
      );
      const inbound = found.filter(({ direction }) => direction === "inbound");
      return (
        inbound.length === count &&
        found.every(({ state }) => state === "done") &&
        inbound.map(({ note }) => note)
      );
    });

  const ofEncounter = () =>
    events.texts
      .map((text) => JSON.parse(text.slice(text.indexOf("\n"))) as Event)
      .filter(({ type }) => /^health\.suture\.encounter\.(completed|corrected|withdrawn)\./.test(type));
  const filesFor = (id: string) => {
    const folder = join(inject("environment").sidecar.dropFolder, "billing", "outbox");
    const names = readdirSync(folder).filter((name) => name.startsWith(`encounter-${id}-`));
    return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Event);
  };

  it("triggers billing once, and is corrected and withdrawn when the EHR reports it", async () => {
    await byMllp("A08", { pv1: { 45: "" } });
    await byMllp("A03");
    const [completion] = await eventually("the completion is published", () => {
      const found = ofEncounter();
      return found.length > 0 && found;
    });
    const id = completion?.data.id ?? "";
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    await noted(id, 2);
    await byBroker("A03");
    await noted(id, 3);
    await byMllp("A08", { pv1: { 3: "DEP-CLW^1^1^NFH", 2: "", 44: "", 45: "" }, pid: { 18: "" } });
    await noted(id, 4);
    await byBroker("A13", { pv1: { 3: "", 45: '""' } });
    await noted(id, 5);
    await byMllp("A03", { pv1: { 3: "", 45: "20261121090000" } });
    expect(await noted(id, 6)).toEqual([
      "Recorded. The billing system will be notified when the encounter is completed.",
      "The encounter was completed on 11/20/2026. The billing system will be notified.",
      "None of the data reported to the billing system has changed.",
      "The encounter was corrected: department. A correction will be sent to the billing system (version 2).",
      "The discharge was cancelled. The encounter will be withdrawn from the billing system (version 3).",
      "The encounter was completed again. A correction will be sent to the billing system (version 4).",
    ]);

    const files = await eventually("billing has four files", () => {
      const found = filesFor(id);
      return found.length === 4 && found;
    });
    expect(
      files.map(({ data }) => [data.version, data.status, data.department[0]?.id, data.endDate]),
    ).toEqual([
      [1, "completed", "DEP-CLE", "2026-11-20"],
      [2, "corrected", "DEP-CLW", "2026-11-20"],
      [3, "reopened", "DEP-CLW", "2026-11-20"],
      [4, "corrected", "DEP-CLW", "2026-11-21"],
    ]);
    expect(files[0]).toMatchObject({
      id: `encounter/${id}/1`,
      type: "health.suture.encounter.v1",
      source: "urn:suture:northfield",
      subject: id,
    });
    const published = await eventually("four events are published", () => {
      const found = ofEncounter();
      return found.length === 4 && found;
    });
    expect(published.map(({ type, data }) => [type, data.version])).toEqual([
      ["health.suture.encounter.completed.v1", 1],
      ["health.suture.encounter.corrected.v1", 2],
      ["health.suture.encounter.withdrawn.v1", 3],
      ["health.suture.encounter.corrected.v1", 4],
    ]);
    expect(published.map(({ data }) => data)).toEqual(files.map(({ data }) => data));
    expect(JSON.stringify([published, files])).not.toContain(number);
  });

  it("becomes an exception without an encounter number", async () => {
    const control = randomUUID().slice(0, 20);
    const setup = { ...visit({ control }), pv1: { 19: "" } };
    await sendByMllp(inject("environment").sidecar.mllp, [adt("A03", setup)]);
    const [exchange] = await eventually("the exchange is in Odoo", async () => {
      const found = await world().odoo.searchRead<{ reason: string }>(
        "suture.exchange",
        [
          ["control_reference", "=", control],
          ["state", "=", "attention"],
        ],
        ["reason_code", "reason"],
      );
      return found.length > 0 && found;
    });
    expect(exchange).toMatchObject({ reason_code: "SCHEMA_INVALID" });
    expect(exchange?.reason).toContain("PV1-19");
  });
});
