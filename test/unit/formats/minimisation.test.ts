import { describe, expect, it, test } from "vitest";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import type { DecodeResult } from "../../../sidecar/engine/ports/journal/messages.ts";
import { createDecoder } from "../../../sidecar/engine/receive/decode.ts";
import { createIntake } from "../../../sidecar/engine/receive/intake.ts";
import type { NewMessage } from "../../../sidecar/engine/records.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { directReading } from "../../../sidecar/reading/reading.ts";
import { createPseudonym } from "../../../sidecar/security/pseudonym.ts";
import { canaries } from "../../support/canaries.ts";
import { supplierConnection } from "../../support/connection.ts";
import {
  type Planted,
  plantedAdt,
  plantedDispense,
  plantedHl7,
  plantedSupply,
} from "../../support/hl7-canaries.ts";
import { recordedLog } from "../../support/log.ts";
import { noneIsLarge } from "../../support/reading.ts";
import { nothingSent } from "../../support/tiny.ts";
import { plantedX12, type Sound } from "../../support/x12-canaries.ts";
import { interchange } from "../../support/x12-text.ts";

/** The results of a message with a canary in every field: what the journal stores besides the message, and the log. */

const pseudonym = createPseudonym("a secret that is 32 bytes or more");
const ehr: ConfiguredConnection = {
  ...supplierConnection({
    code: "ehr",
    kind: "ehr",
    flows: flows.map(({ code }) => code),
    format: { code: "hl7v2", version: "2.5.1", options: { encounter: { costCentre: ["ZCC-1"] } } },
  }),
  active: true,
  route: { transport: "none", url: null },
};

const harbor: ConfiguredConnection = { ...supplierConnection(), active: true, route: ehr.route };

/** Receives and decodes a message like the sidecar. Returns all results except the message itself. */
async function passed(text: string, contentType: string, connection = ehr) {
  const log = recordedLog();
  const reading = directReading(formats, pseudonym);
  const stored: NewMessage[] = [];
  const results: DecodeResult[] = [];
  const insertMessages = async (messages: readonly NewMessage[]) => {
    stored.push(...messages);
    return messages.map((_, index) => ({ id: `m-${index}`, outcome: "new" as const }));
  };
  const intake = createIntake({ journal: { insertMessages }, cut: reading.cut, onStored: () => {}, log });
  const body = Buffer.from(text);
  await intake({
    connection: connection.code,
    transport: "mllp",
    contentType,
    headers: {},
    sender: null,
    body,
    traceId: "t",
  });
  const decode = createDecoder({
    large: noneIsLarge,
    journal: {
      undecoded: async (ids) =>
        ids.map((id) => ({ id, connection: connection.code, size: 1, isChunked: false })),
      decodeTogether: async ([id = ""], read) => {
        const [message] = stored;
        if (!message) throw new Error("Nothing was taken in.");
        const more = { id, conflictsWith: null, state: "received" as const, receivedAt: new Date(0) };
        results.push(await read({ ...message, ...more }, nothingSent));
        return 1;
      },
    },
    connections: createConnections({ version: "1", connections: [connection] }),
    formats,
    flows,
    decodeBody: reading.decode,
    clock: () => new Date(0),
    onDecoded: () => {},
    log,
  });
  await decode(["m-0"]);
  const identities = stored.map(({ identity }) => identity);
  const documents = results.flatMap((result) => result.documents);
  const events = results.flatMap((result) => result.events);
  return { documents, everything: JSON.stringify({ identities, documents, events, entries: log.entries }) };
}

type Kind = {
  readonly name: string;
  readonly planted: Planted;
  readonly meantToPass: readonly string[];
};

const kinds: readonly Kind[] = [
  ...["A03", "A08", "A11", "A13"].map((event) => ({
    name: `ADT^${event}`,
    planted: plantedAdt(event, "C-1"),
    meantToPass: ["PV1-3.1", "PV1-3.4", "ZCC-1.1"],
  })),
  {
    name: "RDS^O13",
    planted: plantedDispense("C-2"),
    meantToPass: ["PV1-3.1", "RXD-2.1", "RXD-2.4"],
  },
  {
    name: "ZSU^Z01",
    planted: plantedSupply("C-3"),
    meantToPass: ["ZSU-2.1", "ZSU-2.4", "ZSU-7.1", "ZSU-8.1"],
  },
];

describe("a message with a canary in every field", () => {
  test.each(kinds)(
    "$name: only codes of department, cost centre, item and lot are shown",
    async ({ planted, meantToPass }) => {
      const planter = canaries();
      const { documents, everything } = await passed(plantedHl7(planted, planter), "application/hl7-v2");
      expect(planter.count).toBeGreaterThan(1000);
      expect(documents).toMatchObject([{ state: "queued" }]);
      expect(planter.foundIn(everything)).toEqual([...meantToPass].sort());
    },
  );

  test.each(kinds)("$name: nothing is shown when nothing in it is valid", async ({ planted }) => {
    const planter = canaries();
    const { segments, sound } = planted;
    const kept = Object.entries(sound).filter(([place]) => place.startsWith("MSH-"));
    const text = plantedHl7({ segments, sound: Object.fromEntries(kept) }, planter);
    const { documents, everything } = await passed(text, "application/hl7-v2");
    expect(documents).toMatchObject([{ state: "attention" }]);
    expect(planter.foundIn(everything)).toEqual([]);
  });

  it("nothing is shown of an unknown type, not even the type", async () => {
    const planter = canaries();
    const planted = plantedAdt("A03", "C-1");
    const text = plantedHl7(
      { ...planted, sound: { ...planted.sound, "MSH-9": `${planter.at("MSH-9")}^A03` } },
      planter,
    );
    const { documents, everything } = await passed(text, "application/hl7-v2");
    expect(documents).toMatchObject([{ state: "attention", reasonCode: "UNSUPPORTED_DOCUMENT" }]);
    expect(planter.foundIn(everything)).toEqual([]);
  });

  it("nothing is shown of an unreadable message", async () => {
    const planter = canaries();
    const text = plantedHl7(plantedAdt("A03", "C-1"), planter).replace("MSH|^~\\&", "MSH");
    const { everything } = await passed(text, "application/hl7-v2");
    expect(planter.foundIn(everything)).toEqual([]);
  });
});

const party = ["N1-2", "N1-4", "N3-1", "N3-2", "N4-1", "N4-3"];
/** The number of a line and the ten numbers of its item (element 234). */
const itemNumbers = (id: string) =>
  [1, ...Array.from({ length: 10 }, (_, pair) => 7 + 2 * pair)].map((at) => `${id}-${at}`);

/**
 * Notes and contacts are also omitted from trade documents. Numbers of documents and items, addresses of parties, and names of
 * items and charges are read.
 */
const trade: readonly (readonly [
  code: string,
  group: string,
  sound: Sound,
  meantToPass: readonly string[],
])[] = [
  [
    "855",
    "PR",
    {
      "BAK-2": "AD",
      "CUR-2": "USD",
      "DTM-1": "067",
      "N1-1": "SE",
      "SAC-1": "C",
      "SAC-12": "06",
      "PO1-3": "EA",
      "PO1-5": "PE",
      "PO1-6": "VN",
      "CTP-1": "HS",
      "CTP-2": "CON",
      "CTP-4": "1",
      "CTP-5": "EA",
      "CTP-6": "",
      "CTP-7": "",
      "CTP-8": "",
      "CTP-9": "PE",
      "ACK-1": "IA",
      "ACK-3": "EA",
      "ACK-4": "067",
      "SCH-2": "EA",
      "SCH-5": "067",
      "SCH-8": "067",
      "ITD-1": "01",
      "ITD-2": "3",
      "ITD-9": "",
      "ITD-10": "",
      "ITD-11": "",
      "TXI-6": "2",
      "TXI-7": "A",
      "CTT-1": "1",
    },
    ["BAK-3", "BAK-8", ...party, "PID-5", "SAC-15", ...itemNumbers("PO1")],
  ],
  [
    "810",
    "IN",
    {
      "BIG-7": "DI",
      "BIG-8": "00",
      "BIG-9": "",
      "CUR-2": "USD",
      "N1-1": "SE",
      "ITD-1": "01",
      "ITD-2": "3",
      "ITD-9": "",
      "ITD-10": "",
      "ITD-11": "",
      "IT1-3": "EA",
      "IT1-5": "PE",
      "IT1-6": "VN",
      "SAC-1": "C",
      "SAC-12": "06",
      "TXI-6": "2",
      "TXI-7": "A",
      "CTT-1": "1",
    },
    ["BIG-2", "BIG-4", ...party, "PID-5", "SAC-15", ...itemNumbers("IT1")],
  ],
  ["997", "FA", { "AK5-1": "A", "AK9-1": "A" }, ["AK2-1", "AK2-2"]],
];

describe("a transaction set with a canary in every text", () => {
  test.each(trade)("%s: shows only trade data", async (code, group, sound, meant) => {
    const planter = canaries();
    const planted = plantedX12(code, "004010", sound, planter);
    // Prices in the heading of an 855 belong to no line and become an exception.
    const lines = planted.findIndex(([id]) => id === "PO1");
    const body = planted.filter(([id], index) => id !== "CTP" || index > lines);
    const text = interchange(code, group, body, { control: 1 });
    const { documents, everything } = await passed(text, "application/edi-x12", harbor);
    expect(documents).toMatchObject([{ state: "queued" }]);
    expect(planter.foundIn(everything)).toEqual([...meant].sort());
  });
});

describe("pseudonyms", () => {
  const idsOf = async (control: string) => {
    const planted = plantedAdt("A03", control);
    const { documents } = await passed(plantedHl7(planted, canaries()), "application/hl7-v2");
    return documents.map(({ input }) => input) as { id: string; account: string }[];
  };

  it("are the same in every message, and different for account and encounter", async () => {
    const [one, other] = [await idsOf("C-1"), await idsOf("C-2")];
    expect(one).toEqual(other);
    expect(one[0]?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(pseudonym("encounter", "CANARY00001")).not.toBe(pseudonym("account", "CANARY00001"));
  });

  it("of a dispense are those of its encounter", async () => {
    const sound = { "PV1-19": "V-100234^^^NFH" };
    const adt = plantedAdt("A03", "C-1");
    const rds = plantedDispense("C-2");
    const [one] = (
      await passed(
        plantedHl7({ ...adt, sound: { ...adt.sound, ...sound } }, canaries()),
        "application/hl7-v2",
      )
    ).documents;
    const [other] = (
      await passed(
        plantedHl7({ ...rds, sound: { ...rds.sound, ...sound } }, canaries()),
        "application/hl7-v2",
      )
    ).documents;
    expect(other?.input).toMatchObject({ encounter: one?.number });
  });
});
