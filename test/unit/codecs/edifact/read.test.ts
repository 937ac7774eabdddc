import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEdifactOutline } from "../../../../sidecar/codecs/edifact/outline.ts";
import { createEdifactReader, readEdifact } from "../../../../sidecar/codecs/edifact/read.ts";
import { looksLikeEdifact, splitInterchanges } from "../../../../sidecar/codecs/edifact/split.ts";
import type { EdifactLoop } from "../../../../sidecar/codecs/edifact/types.ts";
import { codesOf, firstMessage, interchange, message, ORDER_LINES, only, read } from "./builders.ts";

/** Public sample messages next to the checkout: an independent check, not needed to work on the codec. */
const CORPUS = join(
  process.env.SUTURE_CORPUS ?? join(import.meta.dirname, "../../../../../shared/corpus"),
  "edifact",
);

function segmentsOf({ segments, loops }: EdifactLoop): (readonly string[])[][] {
  return [...segments.map(({ elements }) => elements), ...loops.flatMap(segmentsOf)];
}

/** Everything that a streaming reader reports, in order, for an input in chunks. */
function events(chunks: Iterable<Uint8Array>): unknown[] {
  const found: unknown[] = [];
  const reader = createEdifactReader({
    onMessage: ({ root, ...rest }, group) => found.push(["message", rest, segmentsOf(root), group?.control]),
    onGroup: (group) => found.push(["group", structuredClone(group)]),
    onInterchange: (whole, complete) => found.push(["interchange", structuredClone(whole), complete]),
    onLeftover: (range) => found.push(["leftover", range]),
  });
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return found;
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe("reading", () => {
  it("reads an order without issues, with its values and groups", () => {
    const { issues, messages, sender, isTest } = only(interchange());
    expect(issues).toEqual([]);
    expect(sender).toEqual({ id: "5412345000013", qualifier: "14" });
    expect(isTest).toBe(false);
    const [order] = messages;
    expect(order).toMatchObject({ code: "ORDERS", release: "96A", association: "EAN008", issues: [] });
    expect(order?.root.segments[3]?.elements).toEqual([
      ["FTX"],
      ["PUR"],
      ["3"],
      [""],
      ["Please 'quote' A+B ?"],
    ]);
    expect(order?.root.loops.map(({ id }) => id)).toEqual(["SG2", "SG2", "SG25"]);
    expect(order?.root.loops[2]?.loops.map(({ id }) => id)).toEqual(["SG28"]);
  });

  it("uses the service characters of UNA, in each interchange its own", () => {
    const text = interchange().replace("?'quote?' A?+B ??", "A?+B");
    const other = text.replaceAll("+", "|").replaceAll("'", "~").replaceAll(":", ";").replaceAll("?|", "+");
    const [first, second] = read(`UNA:+.? '${text}\r\nUNA;|,? ~${other}`);
    expect(second?.messages[0]?.issues).toEqual([]);
    expect([first?.delimiters.decimal, second?.delimiters.decimal]).toEqual([".", ","]);
    expect(segmentsOf(second?.messages[0]?.root as EdifactLoop)).toEqual(
      segmentsOf(first?.messages[0]?.root as EdifactLoop),
    );
  });

  it("reads control values, the test indicator and the request for an acknowledgement", () => {
    expect(only(interchange({ after: "++EANCOM++1++1" }))).toMatchObject({
      applicationReference: "EANCOM",
      acknowledgmentRequested: true,
      isTest: true,
    });
  });

  it.each([
    ["UNOC:3", [0xe4], "ä"],
    ["UNOD:3", [0xb1], "ą"],
    ["UNOE:3", [0xb1], "Б"],
    ["UNOF:3", [0xe1], "α"],
    ["UNOK:3", [0xfd], "ı"],
    ["UNOY:4", [0xc3, 0xa4], "ä"],
    ["UNOW:4", [0xe2, 0x82, 0xac], "€"],
  ])("decodes %s", (syntax, bytes, text) => {
    const raw = interchange({ syntax }).replace("128576", String.fromCharCode(...bytes));
    expect(firstMessage(raw).root.segments[1]?.elements[2]).toEqual([text]);
  });

  it("reads repetitions in syntax version 4 only", () => {
    const lines = ORDER_LINES.with(6, "PIA+1+HM-1:SA*HM-2:SA");
    const four = firstMessage(interchange({ syntax: "UNOC:4", messages: [message(lines)] }));
    expect(four.issues).toEqual([]);
    expect(four.root.loops[2]?.segments[1]?.repetitions?.get(2)).toEqual([["HM-2", "SA"]]);
    const three = firstMessage(interchange({ messages: [message(lines)] }));
    expect(three.root.loops[2]?.segments[1]?.elements[2]).toEqual(["HM-1", "SA*HM-2", "SA"]);
  });

  it("reads groups, and lines that were broken after a fixed number of characters", () => {
    const grouped = `UNG+ORDERS+A+B+261201:0700+7+UN+D:96A'${message(ORDER_LINES)}'UNE+1+7`;
    const { groups, issues } = only(interchange({ messages: [grouped] }));
    expect([issues, groups[0]?.issues, groups[0]?.messages.length]).toEqual([[], [], 1]);
    const wrapped = interchange().replace(/.{20}(?<!\?)/g, "$&\r\n");
    expect(segmentsOf(firstMessage(wrapped).root)).toEqual(segmentsOf(firstMessage(interchange()).root));
  });

  it("reads D01B with its own groups and lengths", () => {
    const lines = ORDER_LINES.with(2, `FTX+PUR+++${"x".repeat(500)}`);
    expect(
      firstMessage(interchange({ messages: [message(lines, "ME1", "ORDERS:D:01B:UN:EAN010")] })),
    ).toMatchObject({
      issues: [],
      root: { loops: [{ id: "SG2" }, { id: "SG2" }, { id: "SG28", loops: [{ id: "SG32" }] }] },
    });
    expect(codesOf(firstMessage(interchange({ messages: [message(lines)] })))).toEqual([
      "element-too-long 39",
    ]);
  });
});

describe("any cut", () => {
  const file = Buffer.from(
    `\ufeff${interchange({ una: "UNA:+.? '" })}\r\njunk ${interchange({ control: "REF2", syntax: "UNOY:4" }).replace("128576", "Grösse?+")}${interchange({ control: "R3" }).slice(0, -9)}`,
    "utf8",
  );
  const whole = events([file]);

  it.each([1, 2, 3, 7, 64])("gives the same result in pieces of %i bytes", (size) => {
    expect(events(pieces(file, size))).toEqual(whole);
  });

  it("gives the same result for any cuts", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(file.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((left, right) => left - right), file.length];
        expect(events(at.slice(1).map((end, index) => file.subarray(at[index], end)))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it("finds the same interchanges, issues and counts without reading messages", () => {
    const outlines: unknown[] = [];
    const outline = createEdifactOutline({
      onInterchange: ({ issues, received, control, start, end }) =>
        outlines.push({ issues, received, control, start, end }),
    });
    for (const piece of pieces(file, 5)) outline.push(piece);
    outline.end();
    expect(outlines).toEqual(
      readEdifact(file).map(({ issues, messages, control, start, end }) => ({
        issues,
        received: messages.length,
        control,
        start,
        end,
      })),
    );
  });
});

describe("hostile bytes", () => {
  it("never throws, and reports every byte range at most once", () => {
    const pieceOf = fc.oneof(
      fc.constantFrom(
        "UNA:+.? '",
        "UNB+UNOC:3+A+B+261201:0700+1'",
        "UNH+1+ORDERS:D:96A:UN'",
        "UNT+2+1'",
        "UNZ+1+1'",
        "UNB",
        "UNA",
        "?",
        "'",
        "UNG+'",
        "UNE'",
        "??'",
        "*",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(pieceOf, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const bytes = Buffer.from(parts.join(""), "utf8");
        expect(events(pieces(bytes, size))).toEqual(events([bytes]));
        expect(() => splitInterchanges(bytes)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it("ends a segment at its terminator, also if it contains UNB and an interchange follows", () => {
    const unb = "UNB+UNOC:3+A+B+261201:0700+1'";
    const bytes = Buffer.from(`${unb}!UNB'${unb}`);
    const [first] = readEdifact(bytes);
    expect(first?.issues.map(({ code }) => code)).toEqual([
      "segment-outside-message",
      "interchange-trailer-missing",
    ]);
    expect(events(pieces(bytes, 1))).toEqual(events([bytes]));
  });

  it.each(["UNAx y!12", "UNA 12345", "UNAUNA+.?"])(
    "finds an interchange after %j, which is no UNA",
    (text) => {
      const bytes = Buffer.from(`*${text}${interchange()}`);
      const [found] = readEdifact(bytes);
      expect(found?.start).toBe(1 + text.length);
      expect(events(pieces(bytes, 2))).toEqual(events([bytes]));
    },
  );

  it("reports a segment without end, and reads on after it", () => {
    const lines = ORDER_LINES.with(2, `FTX+PUR+++${"x".repeat(70_000)}`);
    expect(codesOf(firstMessage(interchange({ messages: [message(lines)] })))).toEqual([
      "segment-too-long 39",
    ]);
  });

  it("finds the interchange after a segment without end, wherever the bytes are cut", () => {
    const cut = interchange({ messages: [message([`FTX+PUR+++${"x".repeat(70_000)}`])] }).slice(0, -40);
    const bytes = Buffer.from(`${cut}\r\n${interchange({ control: "REF2" })}`, "latin1");
    const found = readEdifact(bytes);
    expect(found.map(({ control, issues }) => [control, issues.map(({ code }) => code)])).toEqual([
      ["REF1", ["interchange-trailer-missing"]],
      ["REF2", []],
    ]);
    for (const size of [7, 4099]) expect(events(pieces(bytes, size))).toEqual(events([bytes]));
  });

  it.each([1, 2, 3, 4, 5, 30, 31])(
    "keeps apart %i release characters at the cut of a skipped segment",
    (run) => {
      const text = `FTX+PUR+++${"x".repeat(70_000)}${"?".repeat(run)}'QTY+21:1'`;
      const bytes = Buffer.from(interchange({ messages: [message([text])] }), "latin1");
      const at = bytes.indexOf("?") + run;
      expect(events([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(events([bytes]));
    },
  );

  it("does not read a character set that it does not know", () => {
    for (const syntax of ["UNOX:4", "UNOZ:3", "XXXX:3"])
      expect(only(interchange({ syntax })).issues.map(({ ack }) => ack)).toContain("46");
  });

  it("rejects a message with too many segments", () => {
    const [found] = readEdifact(Buffer.from(interchange()), { mostSegments: 5 });
    expect(found?.messages[0]?.issues[0]).toMatchObject({ code: "message-too-large", ack: "18" });
  });

  it("shows no value of the message in an issue", () => {
    const lines = [...ORDER_LINES, "ZZSECRET+1", "QTY+SECRETSECRET:SECRET"];
    expect(JSON.stringify(firstMessage(interchange({ messages: [message(lines)] })).issues)).not.toContain(
      "SECRET",
    );
  });
});

describe("splitting", () => {
  it("recognises EDIFACT, and nothing else", () => {
    expect(
      ["UNA:+.? '", "\r\nUNB+UNOC:3", "\ufeffUNB+UNOA"].map((text) => looksLikeEdifact(Buffer.from(text))),
    ).toEqual([true, true, true]);
    expect(["ISA*00", "UNBOUND", "<UNB>", ""].map((text) => looksLikeEdifact(Buffer.from(text)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("returns the ranges of interchanges and of the rest", () => {
    const text = `${interchange()}junk\r\n${interchange({ control: "REF2" })}`;
    const { interchanges, leftover } = splitInterchanges(Buffer.from(text));
    expect(interchanges.map(({ start, end, header }) => [text.slice(start, end), header?.control])).toEqual([
      [interchange(), "REF1"],
      [interchange({ control: "REF2" }), "REF2"],
    ]);
    expect(leftover.map(({ start, end }) => text.slice(start, end))).toEqual(["junk\r\n"]);
  });
});

describe.skipIf(!existsSync(CORPUS))("public samples", () => {
  const files = (existsSync(CORPUS) ? readdirSync(CORPUS) : []).filter((name) => name.endsWith(".edi"));
  it.each(files)("reads %s", (name) => {
    const bytes = readFileSync(join(CORPUS, name));
    const found = readEdifact(bytes);
    expect(found.length).toBeGreaterThan(0);
    expect(events(pieces(bytes, 3))).toEqual(events([bytes]));
  });
});
