import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { catalogueFor } from "../../../../sidecar/codecs/x12/schemas/catalogue.ts";
import type { X12Segment } from "../../../../sidecar/codecs/x12/types.ts";
import type { CodeTable } from "../../../../sidecar/formats/shared/code-table.ts";
import { itemQualifiers, partyQualifiers } from "../../../../sidecar/formats/x12/codes/identifiers.ts";
import { carrierQualifiers } from "../../../../sidecar/formats/x12/codes/shipments.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { unitCodes } from "../../../../sidecar/formats/x12/values/units.ts";
import { canaries } from "../../../support/canaries.ts";
import { plantedX12 } from "../../../support/x12-canaries.ts";
import { interchange } from "../../../support/x12-text.ts";
import { SET_SAMPLES } from "../../codecs/x12/set-samples.ts";

/**
 * Every coded element (type ID) that a mapper reads, and how. A code that changes the meaning of a message is read with a table.
 * With other codes, a mapper only selects a segment ("selects"), or passes them on unchanged ("carries").
 */

const reads = vi.hoisted(() => ({ plain: new Set<string>(), coded: new Set<string>() }));

vi.mock("../../../../sidecar/codecs/x12/navigate.ts", async (original) => {
  const real = await original<typeof import("../../../../sidecar/codecs/x12/navigate.ts")>();
  const place = (from: X12Segment | undefined, index: number) =>
    `${from?.id}${String(index).padStart(2, "0")}`;
  return {
    ...real,
    element: (from: X12Segment | undefined, index: number) => {
      if (from !== undefined) reads.plain.add(place(from, index));
      return real.element(from, index);
    },
    code: (from: X12Segment | undefined, index: number) => {
      if (from !== undefined) reads.coded.add(place(from, index));
      return real.code(from, index);
    },
    pairs: (from: X12Segment, first: number) => {
      reads.coded.add(place(from, first));
      return real.pairs(from, first);
    },
  };
});

const read = vi.hoisted(() => ({ byTable: new Map<string, CodeTable<unknown>>() }));

vi.mock("../../../../sidecar/formats/x12/values/elements.ts", async (original) => {
  const real = await original<typeof import("../../../../sidecar/formats/x12/values/elements.ts")>();
  const codeAt: typeof real.codeAt = (from, index, table, place) => {
    if (from !== undefined) read.byTable.set(real.elementName(from, index), table);
    return real.codeAt(from, index, table, place);
  };
  return { ...real, codeAt };
});

/** Read with a table by a separate function: units, and the qualifiers of numbers. */
const behind: Readonly<Record<string, CodeTable<unknown>>> = {
  PO103: unitCodes,
  IT103: unitCodes,
  POC05: unitCodes,
  ACK03: unitCodes,
  SCH02: unitCodes,
  CTP05: unitCodes,
  PO106: itemQualifiers,
  IT106: itemQualifiers,
  POC08: itemQualifiers,
  ACK07: itemQualifiers,
  N103: partyQualifiers,
  SDQ02: partyQualifiers,
  TD502: carrierQualifiers,
  LIN02: itemQualifiers,
  W0704: itemQualifiers,
  W0706: itemQualifiers,
  W0710: itemQualifiers,
  W1207: itemQualifiers,
  W1217: itemQualifiers,
  W1221: itemQualifiers,
  QTY03: unitCodes,
  RCD03: unitCodes,
  RCD05: unitCodes,
  RCD07: unitCodes,
  RCD10: unitCodes,
  RCD13: unitCodes,
  RCD16: unitCodes,
  RCD19: unitCodes,
  SDQ01: unitCodes,
  SN103: unitCodes,
  SN106: unitCodes,
  W0702: unitCodes,
  W1205: unitCodes,
  W1302: unitCodes,
  ZA03: unitCodes,
};

/** Codes by which a mapper selects a segment. Segments with other codes are irrelevant to it. */
const selects = ["DTM01", "N101", "N901", "REF01"];

/** Codes that the mappers pass on: Odoo or the crosswalk interprets them, or a person reads them. */
const carries = [
  "ADX02",
  "AK101",
  "AK201",
  "AK301",
  "CUR02",
  "IK301",
  "N402",
  "N403",
  "N404",
  "OTI10",
  "RMR07",
  "SAC02",
  "TED01",
  "TED03",
  "TXI01",
  "W0802",
  "W2702",
];

const fixtures = fileURLToPath(new URL("../../../../fixtures", import.meta.url));
const mapAll = (bytes: Uint8Array) => {
  for (const { groups } of readX12(bytes))
    for (const transaction of groups.flatMap(({ transactions }) => transactions))
      inboundX12[transaction.code]?.map(transaction, { currency: "USD" });
};

/** Returns the number and type of the data element at a position according to the schemas. */
function definitionOf(place: string, version: string) {
  const [, id = "", index = ""] = /^(.+)(\d\d)$/.exec(place) ?? [];
  const element = catalogueFor(version)?.segments.get(id)?.elements[Number(index) - 1];
  return element?.components?.[0] ?? element;
}

const inVersion = (text: string, version: string) =>
  Buffer.from(text.replace("*00401*", `*${version.slice(0, 5)}*`).replace("*004010~", `*${version}~`));

beforeAll(() => {
  for (const version of ["004010", "005010"])
    for (const [code, { functionalId }] of Object.entries(inboundX12)) {
      if (!catalogueFor(version)?.transaction(code)) continue;
      const body = plantedX12(code, version, { "N1-1": "SE" }, canaries());
      const periods = plantedX12(code, version, { "DTM-2": "" }, canaries());
      // Schedules are read if no ACK is more specific, and periods (DTM05) if there is no date.
      for (const segments of [body, body.filter(([id]) => id !== "ACK"), periods])
        mapAll(inVersion(interchange(code, functionalId, segments, { control: 1 }), version));
    }
  for (const name of readdirSync(fixtures).filter((folder) => /^\d+-(855|865|810|997)-/.test(folder)))
    mapAll(readFileSync(join(fixtures, name, "message.x12")));
  for (const { code, group, versions, body } of SET_SAMPLES)
    for (const version of versions) {
      const segments = body.map((line) => line.split("*"));
      mapAll(inVersion(interchange(code, group, segments, { control: 1 }), version));
    }
});

describe("coded elements of X12", () => {
  test("are read as codes, never as text", () => {
    const asText = [...reads.plain].filter((place) =>
      ["004010", "005010"].some((version) => definitionOf(place, version)?.type === "ID"),
    );
    expect(asText.sort()).toEqual([]);
  });

  test("are each read with a table, unless they are listed as selecting or passed on", () => {
    const known = [...read.byTable.keys(), ...Object.keys(behind), ...selects, ...carries];
    expect([...reads.coded].filter((place) => !known.includes(place)).sort()).toEqual([]);
  });

  test("are read with the table of their own data element", () => {
    const wrong = [...read.byTable, ...Object.entries(behind)].filter(
      // XQ05 exists only in 005010.
      ([place, table]) =>
        (definitionOf(place, "004010") ?? definitionOf(place, "005010"))?.number !== table.element,
    );
    expect(wrong.map(([place, { element }]) => `${place} by ${element}`)).toEqual([]);
  });

  test("are these, and no others", () => {
    expect([...read.byTable.keys()].sort()).toEqual([
      "ACK01",
      "ACK04",
      "AK501",
      "AK901",
      "BAK01",
      "BAK02",
      "BCA01",
      "BCA02",
      "BCT01",
      "BCT10",
      "BGN01",
      "BGN08",
      "BIA01",
      "BIA02",
      "BIG07",
      "BIG08",
      "BIG09",
      "BPR01",
      "BPR03",
      "BPR04",
      "BPT01",
      "BPT04",
      "BRA03",
      "BRA04",
      "BRA06",
      "BRA07",
      "BSN01",
      "BSN06",
      "BSN07",
      "CTP01",
      "CTP02",
      "CTP06",
      "CTP09",
      "DTM01",
      "DTM05",
      "G5301",
      "G6201",
      "HL03",
      "IK501",
      "IT105",
      "ITD01",
      "ITD02",
      "MAN01",
      "MAN04",
      "OTI01",
      "OTI02",
      "PO105",
      "POC02",
      "POC07",
      "PTD01",
      "QTY01",
      "RCD08",
      "RCD11",
      "RCD14",
      "RCD17",
      "RCD20",
      "RMR01",
      "RMR03",
      "SAC01",
      "SAC12",
      "SCH05",
      "SCH08",
      "SN108",
      "TXI06",
      "TXI07",
      "UIT03",
      "W0601",
      "W1201",
      "W1303",
      "W1701",
      "XQ01",
      "XQ05",
      "ZA01",
    ]);
  });

  test("that are listed are read, so that the list has no stale entries", () => {
    const unread = [...Object.keys(behind), ...selects, ...carries].filter(
      (place) => !reads.coded.has(place),
    );
    expect(unread.filter((place) => !/^[AI]K/.test(place))).toEqual([]);
  });
});
