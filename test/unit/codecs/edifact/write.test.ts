import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEdifact } from "../../../../sidecar/codecs/edifact/read.ts";
import { MESSAGE_TABLES, schemaFor } from "../../../../sidecar/codecs/edifact/schemas/catalogue.ts";
import {
  EdifactWriteError,
  type OutgoingSegment,
  writeInterchange,
} from "../../../../sidecar/codecs/edifact/write.ts";
import { ORDER_SEGMENTS, outgoing } from "./builders.ts";

const text = (changes: Parameters<typeof outgoing>[0] = {}) =>
  Buffer.from(writeInterchange(outgoing(changes))).toString("latin1");
const withSegment = (index: number, segment: OutgoingSegment) => ({
  messages: outgoing().messages.map((message) => ({
    ...message,
    segments: ORDER_SEGMENTS.with(index, segment),
  })),
});

describe("writing", () => {
  it("writes an interchange that reads back without issues", () => {
    expect(text()).toBe(
      "UNB+UNOC:3+5412345000013:14+4012345500004:14+261201:0700+REF1'UNH+ME1+ORDERS:D:96A:UN:EAN008'" +
        "BGM+220+128576+9'DTM+137:20261201:102'FTX+PUR+3++Please ?'quote?' A?+B ??'NAD+BY+5412345000013::9'" +
        "LIN+1++5410738000152:EN'QTY+21:48,5:PCE'PRI+AAA:12,50'UNS+S'UNT+10+ME1'UNZ+1+REF1'",
    );
  });

  it("writes UNA with other service characters, the decimal mark in numbers only", () => {
    const found = text({ delimiters: { decimal: ".", segment: "~" } });
    expect(found).toMatch(/^UNA:\+\.\? ~UNB/);
    expect(found).toContain("QTY+21:48.5:PCE~");
    expect(text({ una: true })).toMatch(/^UNA:\+,\? 'UNB/);
    expect(text(withSegment(2, ["FTX", "PUR", "", "", ["3.5 x"]]))).toContain("FTX+PUR+++3.5 x'");
  });

  it("writes the year with four digits in version 4, and the flags of UNB", () => {
    expect(
      text({
        syntaxVersion: "4",
        acknowledgmentRequested: true,
        isTest: true,
        applicationReference: "EANCOM",
      }),
    ).toContain("+20261201:0700+REF1++EANCOM++1++1'");
  });

  it.each([
    [
      "a character outside the set",
      { syntax: "UNOA", ...withSegment(2, ["FTX", "PUR", "", "", ["Größe"]]) },
      "FTX",
      "beyond-charset",
    ],
    [
      "a control character",
      withSegment(2, ["FTX", "PUR", "", "", ["a\nb"]]),
      "FTX",
      "element-invalid-character",
    ],
    [
      "a value that is too long",
      withSegment(0, ["BGM", ["220"], "1".repeat(36), "9"]),
      "BGM",
      "element-too-long",
    ],
    ["a missing segment", withSegment(1, ["PAI", ["42"]]), "DTM", "segment-missing"],
    ["an empty recipient", { receiver: { id: "", qualifier: "" } }, "UNB", "not-writable"],
    ["equal service characters", { delimiters: { element: ":" } }, "UNA", "not-writable"],
    ["a date that is none", { date: "today" }, "UNB", "not-writable"],
  ])("refuses %s, with its place", (_name, changes, segment, code) => {
    let thrown: unknown;
    try {
      text(changes as Parameters<typeof outgoing>[0]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EdifactWriteError);
    expect(thrown).toMatchObject({ segment, code });
  });

  it("writes any text so that it reads back the same, in any character set", () => {
    const sets = [
      ["UNOA", fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 60 })],
      ["UNOC", fc.string({ unit: fc.constantFrom(..."aÄé'+:?*ß§ "), minLength: 1, maxLength: 60 })],
      ["UNOD", fc.string({ unit: fc.constantFrom(..."aąćĘ'+:?"), minLength: 1, maxLength: 60 })],
      ["UNOY", fc.string({ unit: fc.constantFrom(..."a€äП漢'+:?*"), minLength: 1, maxLength: 60 })],
    ] as const;
    for (const [syntax, value] of sets) {
      fc.assert(
        fc.property(value, fc.constantFrom("3", "4"), (content, syntaxVersion) => {
          const changes = {
            syntax,
            syntaxVersion: syntaxVersion as "3" | "4",
            ...withSegment(2, ["FTX", "PUR", "", "", ["x", content, "y"]]),
          };
          const [found] = readEdifact(writeInterchange(outgoing(changes)));
          expect(found?.issues).toEqual([]);
          expect(found?.messages[0]?.issues).toEqual([]);
          expect(found?.messages[0]?.root.segments[3]?.elements[4]).toEqual(["x", content, "y"]);
        }),
        { numRuns: 60 },
      );
    }
  });
});

describe("schemas", () => {
  it("number the segment groups as the directories do", () => {
    const groupOf = (code: string, release: string, tag: string): string[] => {
      const found: string[] = [];
      const walk = (loop: NonNullable<ReturnType<typeof schemaFor>>["message"]): void => {
        for (const item of loop.items) {
          if (item.loop === null) continue;
          if (item.segment.id === tag) found.push(item.loop.id);
          walk(item.loop);
        }
      };
      walk(schemaFor(code, release)?.message as NonNullable<ReturnType<typeof schemaFor>>["message"]);
      return found;
    };
    // The numbers of the group of lines and of prices in the EANCOM manuals of 1997 and 2002.
    expect([groupOf("ORDERS", "96A", "LIN"), groupOf("ORDERS", "96A", "PRI")]).toEqual([["SG25"], ["SG28"]]);
    expect([groupOf("ORDERS", "01B", "LIN"), groupOf("ORDERS", "01B", "PRI")]).toEqual([["SG28"], ["SG32"]]);
    expect([groupOf("ORDRSP", "96A", "LIN"), groupOf("ORDRSP", "96A", "PRI")]).toEqual([["SG26"], ["SG30"]]);
    expect([groupOf("DESADV", "96A", "LIN"), groupOf("DESADV", "01B", "LIN")]).toEqual([["SG15"], ["SG17"]]);
    expect(groupOf("DESADV", "01B", "CPS")).toEqual(["SG10"]);
    expect(groupOf("INVOIC", "96A", "LIN")).toEqual(["SG25"]);
    expect(groupOf("INVOIC", "96A", "MOA").at(-1)).toBe("SG48");
  });

  it("exist for both directories, with each segment in the tables", () => {
    for (const { code } of MESSAGE_TABLES)
      for (const release of ["96A", "01B"]) expect(schemaFor(code, release)?.message.id).toBe(code);
    expect(schemaFor("ORDERS", "93A")).toBeNull();
  });

  it("name their source", () => {
    for (const { source, code } of MESSAGE_TABLES) expect([code, source.length > 20]).toEqual([code, true]);
  });
});
