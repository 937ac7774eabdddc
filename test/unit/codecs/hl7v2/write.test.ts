import { describe, expect, test } from "vitest";
import type { HL7Message } from "../../../../sidecar/codecs/hl7v2/types.ts";
import { HL7WriteError, writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { contentOf, MSH, message } from "./builders.ts";

const written = (outgoing: HL7Message) => Buffer.from(writeHl7(outgoing)).toString("utf8");
const plain = contentOf(message());
const withSegment = (id: string, ...values: string[]): HL7Message => ({
  ...plain,
  segments: [...plain.segments, { id, fields: [[], ...values.map((text) => [[[text]]])] }],
});

function failure(outgoing: HL7Message): HL7WriteError {
  try {
    writeHl7(outgoing);
  } catch (error) {
    if (error instanceof HL7WriteError) return error;
  }
  throw new Error("nothing was refused");
}

describe("a message", () => {
  test.each([
    message("PID|1||a^^b&c&~d^e||", "ZSU"),
    message("OBX|1|FT|\\H\\bold\\N\\ one\\.br\\two\\F\\three\\X0D\\"),
    message('PID|""||'),
    "MSH#*+!%&#A#B#####RDS*O13#7#P#2.7\rPID#a!T!b*c%d+e\r",
    `${MSH}||||||UNICODE UTF-8\rPID|漢\r`,
  ])("is written as it was sent: %j", (text) => expect(written(contentOf(text))).toBe(text));

  test("contains hostile values without additional fields or segments", () => {
    const text = written(withSegment("PID", "a|b\rPV1|1", "x^y&z~\\"));
    expect(text).toBe(message("PID|a\\F\\b\\X0D\\PV1\\F\\1|x\\S\\y\\T\\z\\R\\\\E\\"));
  });
});

describe("what must not be sent is refused, with its location and without its value", () => {
  const separators = { ...plain.separators, component: "|" };
  const bare = { ...plain.separators, escape: null, subcomponent: null };

  test.each([
    ["a zero character", withSegment("PID", "ok", "SECRET\0"), { segment: "PID", sequence: 2, field: 2 }],
    ["half a character", withSegment("PID", "SECRET\ud800"), { segment: "PID", field: 1 }],
    ["a name that is none", withSegment("PI|D", "SECRET"), { sequence: 2 }],
    ["a second header", withSegment("MSH", "SECRET"), { sequence: 2 }],
    ["an envelope", withSegment("BTS", "SECRET"), { sequence: 2 }],
    ["no header", { ...plain, segments: [{ id: "PID", fields: [[]] }] }, { sequence: 1 }],
    ["nothing", { ...plain, segments: [] }, { sequence: 1 }],
    ["separators that are the same", { ...plain, separators }, { segment: "MSH", field: 2 }],
    ["separators with a gap", { ...plain, separators: { ...plain.separators, escape: null } }, { field: 2 }],
    [
      "a separator in a value, without an escape",
      { ...withSegment("PID", "SECRET|"), separators: bare },
      { field: 1 },
    ],
  ])("%s", (_name, outgoing, place) => {
    const error = failure(outgoing);
    expect(error).toMatchObject(place);
    expect(error.message).not.toContain("SECRET");
  });

  test("subcomponents without a separator for them", () => {
    const segments = [...plain.segments, { id: "PID", fields: [[], [[["a", "b"]]]] }];
    expect(failure({ separators: bare, segments })).toMatchObject({ segment: "PID", field: 1 });
  });

  test.each(["ASCII", "8859/1", "GB 18030-2000", "EBCDIC"])(
    "a character that %s cannot represent, or that is not supported",
    (name) => {
      const read = contentOf(`${MSH}||||||UNICODE UTF-8\rPID|漢\r`);
      const [msh, ...rest] = read.segments;
      const fields = msh?.fields.map((each, index) => (index === 18 ? [[[name]]] : each)) ?? [];
      expect(failure({ ...read, segments: [{ id: "MSH", fields }, ...rest] })).toMatchObject({
        segment: "MSH",
        field: 18,
      });
    },
  );
});
