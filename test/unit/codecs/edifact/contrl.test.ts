import { describe, expect, it } from "vitest";
import {
  type ContrlOptions,
  contrlOf,
  isRejected,
  isUsable,
  needsContrl,
} from "../../../../sidecar/codecs/edifact/contrl.ts";
import { readContrl } from "../../../../sidecar/codecs/edifact/read-contrl.ts";
import { writeInterchange } from "../../../../sidecar/codecs/edifact/write.ts";
import { firstMessage, interchange, message, ORDER_LINES, only, outgoing } from "./builders.ts";

/** Returns the CONTRL for an interchange as text, from UCI to UNT, after it was written and validated. */
function contrl(text: string, options: Partial<ContrlOptions> = {}): string {
  const report = contrlOf(only(text), { control: "1", ...options });
  const written = Buffer.from(writeInterchange(outgoing({ messages: [report] }))).toString("latin1");
  return written.slice(written.indexOf("UCI"), written.indexOf("UNT"));
}

const HEAD = "UCI+REF1+5412345000013:14+4012345500004:14";
const ORDER = "ORDERS:D:96A:UN:EAN008";
const withLine = (index: number, line: string) =>
  interchange({ messages: [message(ORDER_LINES.with(index, line))] });
const withLines = (...lines: string[]) => interchange({ messages: [message([...ORDER_LINES, ...lines])] });
const wrong = (rest: string) => `${HEAD}+7'UCM+ME1+${ORDER}+4${rest}`;

describe("the CONTRL for a sound interchange", () => {
  it("acknowledges the interchange, and each message if the partner wants it", () => {
    expect(contrl(interchange())).toBe(`${HEAD}+7'UCM+ME1+${ORDER}+7'`);
    expect(contrl(interchange(), { level: "group" })).toBe(`${HEAD}+7'`);
    expect(contrl(interchange(), { level: "interchange" })).toBe(`${HEAD}+7'`);
  });

  it("can state that the interchange was only received", () => {
    expect(contrl(interchange(), { isReceiptOnly: true })).toBe(`${HEAD}+8'`);
  });

  it("is needed if the sender requests it or something is rejected, and never for a CONTRL", () => {
    const asked = { acknowledges: false, acknowledgmentRequested: true, control: "1" };
    expect(needsContrl(asked, false)).toBe(true);
    expect(needsContrl({ ...asked, acknowledgmentRequested: false }, false)).toBe(false);
    expect(needsContrl({ ...asked, acknowledgmentRequested: false }, true)).toBe(true);
    expect(needsContrl({ ...asked, acknowledges: true }, true)).toBe(false);
  });
});

describe("the error codes (0085)", () => {
  it.each([
    ["2 syntax version", interchange({ syntax: "UNOC:9" }), `${HEAD}+4+2'`],
    ["46 character set", interchange({ syntax: "UNOZ:3" }), `${HEAD}+4+46'`],
    ["22 service characters", interchange({ una: "UNA:+.? +" }), `${HEAD}+4+22'`],
    ["28 reference of UNZ", interchange({ trailer: "UNZ+1+REF9" }), `${HEAD}+4+28'`],
    ["29 count of UNZ", interchange({ trailer: "UNZ+2+REF1" }), `${HEAD}+4+29'`],
    ["32 nothing in it", interchange({ messages: [], trailer: "UNZ+0+REF1" }), `${HEAD}+4+32'`],
    [
      "33 outside a message",
      interchange({ messages: ["BGM+220", message(ORDER_LINES)], trailer: "UNZ+1+REF1" }),
      `${HEAD}+4+33'`,
    ],
    [
      "30 groups and messages",
      interchange({
        messages: [`UNG+A+B+C+D+7'${message(ORDER_LINES)}'UNE+1+7`, message(ORDER_LINES)],
        trailer: "UNZ+1+REF1",
      }),
      `${HEAD}+4+30'`,
    ],
    ["13 no UNZ", interchange({ trailer: "" }).slice(0, -1), `${HEAD}+4+13'`],
  ])("interchange: %s", (_name, text, expected) => {
    expect(contrl(text)).toBe(expected);
  });

  it("26 for a duplicate, which the caller detects", () => {
    expect(contrl(interchange(), { isDuplicate: true })).toBe(`${HEAD}+4+26'`);
  });

  it("13 with the place for a missing value of UNB", () => {
    const text = interchange().replace("+261201:0700+", "++");
    expect(contrl(text)).toBe(`${HEAD}+4+13+UNB+5'`);
  });

  it.each([
    [
      "14 unsupported type",
      interchange({ messages: [message(ORDER_LINES, "ME1", "OSTENQ:D:96A:UN")] }),
      `${HEAD}+7'UCM+ME1+OSTENQ:D:96A:UN+4+14'`,
    ],
    [
      "13 no UNT",
      interchange({ messages: [message(ORDER_LINES).slice(0, -11)], trailer: "UNZ+1+REF1" }),
      "UCM+ME1+ORDERS:D:96A:UN:EAN008+4+13'",
    ],
    ["28 reference of UNT", interchange().replace("UNT+13+ME1", "UNT+13+ME2"), wrong("+28'")],
    ["29 count of UNT", interchange().replace("UNT+13", "UNT+14"), wrong("+29'")],
    ["15 segment of another message", withLine(10, "CPS+1"), wrong("'UCS+12+15'")],
    ["15 out of sequence", withLines("BGM+220"), wrong("'UCS+13+15'")],
    [
      "13 missing segment",
      interchange({ messages: [message(ORDER_LINES.filter((line) => !line.startsWith("DTM")))] }),
      wrong("'UCS+3+13'"),
    ],
    [
      "35 segment too often",
      interchange({ messages: [message(ORDER_LINES.toSpliced(2, 0, "PAI+42", "PAI+42"))] }),
      wrong("'UCS+5+35'"),
    ],
    [
      "36 group too often",
      interchange({
        messages: [message(ORDER_LINES.toSpliced(5, 0, ...Array.from({ length: 6 }, () => "CUX+2:EUR")))],
      }),
      wrong("'UCS+12+36'"),
    ],
    ["13 missing component", withLine(7, "QTY+21"), wrong("'UCS+9'UCD+13+2:2'")],
    ["37 no number", withLine(7, "QTY+21:many"), wrong("'UCS+9'UCD+37+2:2'")],
    ["21 control character", withLine(0, "BGM+220+12\x07+9"), wrong("'UCS+2'UCD+21+3'")],
  ])("message: %s", (_name, text, expected) => {
    expect(contrl(text)).toContain(expected);
  });

  it("26 for a message reference that is repeated in the interchange", () => {
    const text = interchange({ messages: [message(ORDER_LINES), message(ORDER_LINES)] });
    expect(contrl(text)).toBe(`${HEAD}+7'UCM+ME1+${ORDER}+7'UCM+ME1+${ORDER}+4+26'`);
  });

  it("16, 35, 39 and 40 beside an error that rejects; alone they are only shown", () => {
    const lines = ORDER_LINES.with(7, "QTY+21:many:PCES:X").with(0, `BGM+220+${"1".repeat(36)}+9+AB+++X`);
    expect(contrl(interchange({ messages: [message(lines)] }))).toContain(
      "UCS+2'UCD+39+3'UCD+16+8'UCS+9'UCD+37+2:2'UCD+39+2:3'UCD+16+2:4'",
    );
    const mild = withLine(0, `BGM+220+${"1".repeat(36)}+9`);
    expect(isRejected(firstMessage(mild))).toBe(false);
    expect(contrl(mild)).toBe(`${HEAD}+7'UCM+ME1+${ORDER}+7'`);
  });

  it("reports groups in UCF, with their messages", () => {
    const group = (count: number) =>
      `UNG+ORDERS+A+B+261201:0700+7+UN+D:96A'${message(ORDER_LINES)}'UNE+${count}+7`;
    expect(contrl(interchange({ messages: [group(1)] }))).toBe(`${HEAD}+7'UCF+7+A+B+7'UCM+ME1+${ORDER}+7'`);
    expect(contrl(interchange({ messages: [group(2)] }))).toBe(`${HEAD}+7'UCF+7+A+B+4+29'`);
  });

  it("does not use a message whose interchange is rejected", () => {
    const bad = only(interchange({ trailer: "UNZ+2+REF1" }));
    expect(isUsable(firstMessage(interchange()), null, bad)).toBe(false);
    expect(isUsable(firstMessage(interchange()), null, only(interchange()))).toBe(true);
  });
});

describe("reading a CONTRL", () => {
  it("returns what a written one says", () => {
    const report = contrlOf(only(withLine(7, "QTY+21:many")), { control: "1" });
    const written = writeInterchange(outgoing({ messages: [report] }));
    const back = firstMessage(Buffer.from(written).toString("latin1"));
    expect(back.issues).toEqual([]);
    expect(readContrl(back)).toEqual({
      interchange: "REF1",
      sender: { id: "5412345000013", qualifier: "14" },
      receiver: { id: "4012345500004", qualifier: "14" },
      action: "7",
      error: "",
      segment: "",
      groups: [],
      messages: [
        {
          control: "ME1",
          code: "ORDERS",
          action: "4",
          error: "",
          segments: [{ position: 9, error: "", elements: [{ error: "37", element: 1, component: 2 }] }],
        },
      ],
    });
  });

  it("returns null without a reference and an action", () => {
    const text = interchange({ messages: [message(["UCI+REF1"], "1", "CONTRL:D:3:UN")] });
    expect(readContrl(firstMessage(text))).toBeNull();
  });
});
