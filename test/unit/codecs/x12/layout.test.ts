import { describe, expect, test } from "vitest";
import {
  functionalAcknowledgement,
  interchangeStatus,
  statusOf,
} from "../../../../sidecar/codecs/x12/acknowledge.ts";
import { createX12Reader, readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { splitInterchanges } from "../../../../sidecar/codecs/x12/split.ts";
import type { X12Group, X12Interchange } from "../../../../sidecar/codecs/x12/types.ts";
import { inEnglish } from "../../../support/told.ts";
import { brief, bytes, interchange855, text } from "./builders.ts";

const sound = text(interchange855());
const only = (input: string) => readX12(bytes(input))[0] as X12Interchange;

/** Returns the acknowledgements to the sender, and the remarks for people. */
function acknowledged(input: string) {
  const read = only(input);
  const first = read.groups[0] as X12Group;
  return {
    issues: brief([...read.issues, ...first.issues, ...first.transactions.flatMap(({ issues }) => issues)]),
    status: first.transactions.map(statusOf),
    trailer: functionalAcknowledgement(read, first, { type: "997" }).at(-1),
    ta1: interchangeStatus(read, { environment: "production" }),
    remarks: read.remarks.map(({ code, count }) => `${code} ${count}`),
  };
}

const taken = { issues: [], status: ["accepted"], trailer: ["AK9", "A", "1", "1", "1"], ta1: null };
const empty = (count: number) => ({ ...taken, remarks: [`empty-segments ${count}`] });

describe("an empty segment", () => {
  test.each([
    ["between SE and GE", sound.replace("GE*", "~GE*"), 1],
    ["between GE and IEA", sound.replace("IEA*", "~~IEA*"), 2],
    ["behind ISA", sound.replace("GS*", "~GS*"), 1],
    ["between GS and ST", sound.replace("ST*855", "~\n~ST*855"), 2],
    ["in the transaction set, not counted", sound.replace("CTT*1", "~CTT*1"), 1],
    ["in the transaction set, counted", sound.replace("CTT*1", "~CTT*1").replace("SE*6", "SE*7"), 1],
    ["of blanks", sound.replace("GE*", "  ~GE*"), 1],
  ])("%s is skipped, with a remark", (_where, input, count) => {
    expect(acknowledged(input)).toEqual(empty(count));
  });

  test("does not make a wrong count correct", () => {
    const wrong = sound.replace("CTT*1", "~CTT*1").replace("SE*6", "SE*8");
    expect(acknowledged(wrong)).toMatchObject({ issues: ["count-mismatch/4"], status: ["rejected"] });
  });
});

describe("blanks before a segment", () => {
  test.each([
    ["an indented set", sound.replaceAll(/~(?=ST|BAK|PO1)/g, "~\n  "), 3],
    ["tabs", sound.replace("GS*", "\n\tGS*"), 1],
    ["blank lines of blanks", sound.replace("GE*", "\n  \n\t \nGE*"), 1],
    ["a blank alone", sound.replace("IEA*", " IEA*"), 1],
  ])("%s: it is read, with a remark", (_what, input, count) => {
    expect(acknowledged(input)).toEqual({ ...taken, remarks: [`indented-segments ${count}`] });
  });

  test("lines without spaces cause no remark", () => {
    expect(acknowledged(sound.replaceAll("~", "~\r\n\n"))).toEqual({ ...taken, remarks: [] });
  });

  test("do not hide the next interchange", () => {
    const two = `${sound}\n  ${sound.replaceAll("000000001", "000000002")}`;
    expect(readX12(bytes(two)).map(({ control, remarks }) => [control, remarks])).toEqual([
      ["000000001", []],
      ["000000002", []],
    ]);
    expect(splitInterchanges(bytes(two)).leftover).toEqual([]);
  });
});

describe("network segments between ISA and the first group", () => {
  const asked = sound.replace("GS*", "ISB*1~ISE*261121*0600*1~GS*");

  test("are skipped, with a remark", () => {
    expect(acknowledged(asked)).toEqual({ ...taken, remarks: ["delivery-requests 2"] });
  });

  test("are invalid after it", () => {
    expect(acknowledged(sound.replace("GE*", "ISE*261121*0600*1~GE*")).issues).toEqual([
      "segment-outside-transaction/022",
    ]);
  });
});

test("a remark states how often and where first, without content of the message", () => {
  const input = sound.replace("GE*", "~~GE*");
  expect(only(input).remarks.map(inEnglish)).toEqual([
    {
      code: "empty-segments",
      count: 2,
      message: "Ignored empty segments: 2.",
      offset: input.indexOf("~~GE") + 0,
    },
  ]);
});

test("remarks are the same however the input is cut", () => {
  const input = bytes(
    sound.replace("GS*", " \n ISE*1~\t GS*").replace("CTT*1", "~ \n~CTT*1").replace("IEA*", "  \n IEA*"),
  );
  const whole = readX12(input).map(({ remarks, issues }) => ({ remarks, issues }));
  for (const size of [1, 2, 3, 7]) {
    const found: unknown[] = [];
    const reader = createX12Reader({
      onTransaction: () => {},
      onInterchange: ({ remarks, issues }) => found.push({ remarks, issues }),
    });
    for (let at = 0; at < input.length; at += size) reader.push(input.subarray(at, at + size));
    reader.end();
    expect(found).toEqual(whole);
  }
});
