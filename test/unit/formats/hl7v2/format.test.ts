import { describe, expect, it } from "vitest";
import { segment, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import type { EncodeContext } from "../../../../sidecar/formats/format.ts";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import type { Hl7Mapper, MappedHl7 } from "../../../../sidecar/formats/hl7v2/mapper.ts";
import { readHl7Message } from "../../../../sidecar/formats/hl7v2/reader.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { tinyDocument } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

type Header = { type?: string; control?: string; processing?: string; accept?: string; application?: string };
const message = ({
  type = "XXX^X01",
  control = "7",
  processing = "P",
  accept = "",
  application = "",
}: Header = {}) =>
  `MSH|^~\\&|PHARM^1&2|NORTH|SUTURE|STORE|20261120093000||${type}|${control}|${processing}|2.5|||${accept}|${application}\rZSU|SECRET\r`;
const bytes = (text: string) => Buffer.from(text);
const connection = supplierConnection({ code: "ehr" });
const context: EncodeContext = { connection, now: "2026-11-20T09:30:00Z", next: async () => 12 };

/** Decodes with one mapper, for XXX^X01. */
function decode(
  text: string,
  mapped: readonly MappedHl7[] = [{ document: tinyDocument("N1", "a") }],
  given = {},
) {
  const mapper: Hl7Mapper = { documentType: "Acknowledgement", map: () => mapped };
  const all = { connection, duplicateOfOther: false, pseudonym: () => "", ...given };
  return readHl7Message(bytes(text), all, { XXX_X01: mapper });
}

describe("recognising", () => {
  it.each([
    ["application/hl7-v2", "x", true],
    ["x-application/hl7-v2+er7", "", true],
    [null, "MSH|^~\\&|", true],
    ["text/plain", "\ufeff\r\nFHS|^~\\&|", true],
    [null, "\n\nBHS|^~\\&|", true],
    [null, "ISA*00*", false],
    ["application/edi-x12", "MSHELL", false],
  ])("%s with %j: %s", (contentType, body, expected) =>
    expect(hl7v2.recognises(bytes(body), contentType)).toBe(expected),
  );
});

describe("splitting a body", () => {
  const texts = (body: string) =>
    hl7v2.split(bytes(body)).map(({ start, end }) => bytes(body).subarray(start, end).toString());

  it("creates a part for each message, identified by sender and control ID, without surrounding line ends", () => {
    const body = `\r\n${message({ control: "1" })}\r\n${message({ control: "2\\F\\3" })}`;
    expect(hl7v2.split(bytes(body)).map(({ identity }) => identity)).toEqual([
      "hl7v2/PHARM^1&2|NORTH/1",
      "hl7v2/PHARM^1&2|NORTH/2\\F\\3",
    ]);
    expect(texts(body)).toEqual([
      message({ control: "1" }).trimEnd(),
      message({ control: "2\\F\\3" }).trimEnd(),
    ]);
  });

  it("gives a message the same identity with any separators", () => {
    const other = message({ control: "1" })
      .replace("MSH|^~\\&|", "MSH#*+!%#")
      .replaceAll("|", "#")
      .replace("^1&2", "*1%2");
    expect(hl7v2.split(bytes(other))[0]?.identity).toBe("hl7v2/PHARM^1&2|NORTH/1");
  });

  it.each([
    ["no control ID", message({ control: "" })],
    ["a header that cannot be read", "MSH|^^^^|A\rPID|1"],
    ["a control ID too long to be known by", message({ control: "9".repeat(700) })],
  ])("a message with %s is a part that cannot be read", (_name, body) => {
    expect(hl7v2.split(bytes(body))).toEqual([
      {
        start: 0,
        end: body.trimEnd().length,
        identity: null,
        unreadable: { term: "hl7v2.header-unreadable" },
      },
    ]);
  });

  it("splits a batch into its messages, and an incomplete one also into a part with the whole", () => {
    const whole = `BHS|^~\\&|A\r${message({ control: "1" })}${message({ control: "2" })}BTS|2\r`;
    expect(hl7v2.split(bytes(whole)).map(({ unreadable }) => unreadable)).toEqual([undefined, undefined]);
    const torn = whole.replace("BTS|2", "BTS|3");
    const parts = hl7v2.split(bytes(torn));
    expect(parts.map(({ unreadable }) => inEnglish(unreadable))).toEqual([
      undefined,
      undefined,
      expect.stringMatching(/^BTS-1 /),
    ]);
    expect(texts(torn)[2]).toBe(torn.trimEnd());
  });

  it.each([
    ["hello", ["hello"]],
    ["", [""]],
    [`hello\r${message()}`, [message().trimEnd(), "hello"]],
  ])("preserves every byte of %j without a message", (body, expected) => {
    expect(texts(body)).toEqual(expected);
    expect(hl7v2.split(bytes(body)).at(-1)?.unreadable).toBeDefined();
  });

  it("refuses a body of very many messages as a whole", () => {
    expect(inEnglish(hl7v2.split(bytes(message().repeat(1001))))).toMatchObject([
      { start: 0, unreadable: expect.stringContaining("more than 1000") },
    ]);
  });
});

describe("decoding a message", () => {
  it("returns the documents of its mapper, in order, each with its own key", () => {
    const two = [{ document: tinyDocument("N1", "a") }, { document: tinyDocument("N2", "a") }];
    expect(decode(message(), two)).toMatchObject({
      documents: [
        { key: "1", code: "XXX^X01", controlReference: "7", document: { id: "N1" } },
        { key: "2", code: "XXX^X01", controlReference: "7", document: { id: "N2" } },
      ],
      replies: [],
    });
  });

  it.each([
    ["YYY^Y01", "Suture does not support messages of type YYY^Y01 (MSH-9)."],
    ["toString", "The message type (MSH-9) cannot be read, so the message is not supported."],
    ["XXX", "Suture does not support messages of type XXX (MSH-9)."],
    ["a patient's name", "The message type (MSH-9) cannot be read, so the message is not supported."],
  ])("of type %s, without a mapper, is UNSUPPORTED_DOCUMENT: %s", (type, text) => {
    const [document] = decode(message({ type })).documents;
    expect(inEnglish(document)).toMatchObject({
      problem: {
        code: "UNSUPPORTED_DOCUMENT",
        findings: [{ field: "MSH-9", text }],
      },
    });
  });

  const agreed = (passOver: unknown) => ({
    connection: supplierConnection({ format: { code: "hl7v2", version: "2.5", options: { passOver } } }),
  });
  it.each([
    ["ADT^A01", {}],
    ["ADT^A40", {}],
    ["ORU^R01", agreed(["ORU"])],
    ["SIU^S12", agreed(["SIU^S12"])],
  ])("of type %s is skipped: no document, and accepted if requested", (type, given) => {
    const decoded = decode(message({ type, application: "AL" }), undefined, given);
    expect(decoded).toMatchObject({
      documents: [],
      passedOver: true,
      replies: [{ content: { problem: null } }],
    });
    expect(decoded.problem).toBeUndefined();
  });

  it.each([
    ["ADT^A01", agreed([])],
    ["SIU^S13", agreed(["SIU^S12"])],
    ["ORU^R01", {}],
  ])("of type %s is not skipped when it is not configured", (type, given) => {
    const [document] = decode(message({ type }), undefined, given).documents;
    expect(document).toMatchObject({ problem: { code: "UNSUPPORTED_DOCUMENT" } });
  });

  it.each(["ADT", ["adt"], ["ADT^A1"], 7])("with %j as the skipped types, names the option", (passOver) => {
    const [document] = decode(message({ type: "ADT^A01" }), undefined, agreed(passOver)).documents;
    expect(document).toMatchObject({ problem: { code: "SCHEMA_INVALID" } });
    expect(JSON.stringify(document)).toContain("passOver");
  });

  it("of a skipped type is read nevertheless if it has a mapper", () => {
    const decoded = decode(message(), undefined, agreed(["XXX"]));
    expect(decoded.documents).toHaveLength(1);
    expect(decoded.passedOver).toBeUndefined();
  });

  it.each([
    ["SIU^Z12", agreed(["SIU"])],
    ["ADT^Z21", {}],
    ["ADT^A99", {}],
    ["ADT", {}],
    ["ADT^", {}],
    ["ADT^^ADT_A01", {}],
    ["ADT^A0", {}],
    ["ADT^discharge of SECRET", {}],
    ["ORU", agreed(["ORU"])],
    ["ORU^result", agreed(["ORU"])],
  ])("of type %s with an unreadable event is not skipped with its type", (type, given) => {
    const [document] = decode(message({ type }), undefined, given).documents;
    expect(document).toMatchObject({ problem: { code: "UNSUPPORTED_DOCUMENT" } });
    expect(JSON.stringify(document)).not.toContain("SECRET");
  });

  it("of a site-specific event is skipped if it is named in full", () => {
    const decoded = decode(message({ type: "ADT^Z21" }), undefined, agreed(["ADT^Z21"]));
    expect(decoded).toMatchObject({ documents: [], passedOver: true });
  });

  it.each([
    ["UNSUPPORTED_DOCUMENT", message({ processing: "X" }), "MSH-11"],
    ["UNSUPPORTED_DOCUMENT", message({ processing: "P^I" }), "MSH-11"],
    ["UNSUPPORTED_DOCUMENT", message({ processing: "P^R" }), "MSH-11"],
    ["UNSUPPORTED_DOCUMENT", message({ accept: "XX" }), "MSH-15"],
    ["UNSUPPORTED_DOCUMENT", message({ application: "yes" }), "MSH-16"],
    ["UNSUPPORTED_DOCUMENT", message().replace("|2.5|", "|2.5||||||EBCDIC|"), "MSH-18"],
    ["UNSUPPORTED_DOCUMENT", message().replace("|2.5|", "|2.5||||||ASCII~ISO IR159|"), "MSH-18"],
  ])("whose header has an unknown code becomes an exception (%s): %j", (code, text, field) => {
    const given = { connection: supplierConnection({ environment: "test" }) };
    const [document] = decode(text, undefined, given).documents;
    expect(document).toMatchObject({ problem: { code, findings: [{ field }] } });
  });

  it.each(["p", "P ", "P^T", "P^"])("with the processing ID %j is accepted in production", (processing) =>
    expect(decode(message({ processing })).documents).toMatchObject([{ document: { id: "N1" } }]),
  );

  it.each([
    ["SCHEMA_INVALID", message().replace("ZSU|", "zsu|"), {}],
    ["SCHEMA_INVALID", message({ type: "" }), {}],
    ["LIMIT_EXCEEDED", message({ control: "7".repeat(200) }), {}],
    ["UNREADABLE", "MSH|^^^^|A\r", {}],
    ["UNREADABLE", "nothing", {}],
    ["UNREADABLE", message() + message(), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "T" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "D" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "N" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "X" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "SECRET" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: "" }), {}],
    ["WRONG_ENVIRONMENT", message({ processing: '""' }), {}],
    ["DUPLICATE_CONTENT_DIFFERS", message(), { duplicateOfOther: true }],
  ])("is refused with %s, without a value in it: %j", (code, text, given) => {
    const decoded = decode(text, undefined, given);
    expect(decoded).toMatchObject({ documents: [], problem: { code } });
    expect(JSON.stringify(decoded.problem)).not.toMatch(/SECRET|PHARM/);
  });

  it("of a test is accepted on a test connection", () => {
    const test = supplierConnection({ environment: "test" });
    expect(decode(message({ processing: "T" }), undefined, { connection: test }).problem).toBeUndefined();
  });

  it("names the location of an error", () => {
    expect(inEnglish(decode(message().replace("ZSU|", "zsu|")).problem?.findings)).toEqual([
      {
        code: "SCHEMA_INVALID",
        field: "message",
        text: "The message contains a line that is not an HL7 segment. It was found in segment 2.",
      },
    ]);
  });
});

describe("the application acknowledgement", () => {
  const broken = [{ problem: problemOf("UNKNOWN_ITEM", "item", textTerm("SECRET")) }];
  const replyTo = async (text: string, mapped?: readonly MappedHl7[]) => {
    const [reply] = decode(text, mapped).replies;
    if (!reply) return null;
    const encoded = await hl7v2.encodeReply(reply, context);
    const read = readHl7(encoded.bytes).messages[0]?.message;
    expect(Buffer.from(encoded.bytes).toString()).not.toContain("SECRET");
    expect(encoded).toMatchObject({
      code: "ACK",
      contentType: "application/hl7-v2",
      fileName: "ACK-00000012.hl7",
    });
    const msa = read ? segment(read, "MSA") : undefined;
    return [value(msa, 1), value(msa, 2), value(segment(read ?? { segments: [] }, "MSH"), 10)];
  };

  it.each([
    ["in original mode", {}, undefined],
    ["never", { accept: "AL", application: "NE" }, undefined],
    ["on errors only", { application: "ER" }, undefined],
    ["on success only", { application: "SU" }, broken],
    ["to an acknowledgement", { type: "ACK^X01", application: "AL" }, undefined],
    ["to an acknowledgement with a blank", { type: "ack ^X01", application: "AL" }, undefined],
  ])("is not written unless it is requested: %s", async (_name, header, mapped) => {
    expect(await replyTo(message(header), mapped)).toBeNull();
  });

  it.each([
    ["AA", { application: "AL" }, undefined],
    ["AA", { application: "SU" }, undefined],
    ["AE", { application: "AL" }, broken],
    ["AE", { application: "ER" }, broken],
    ["AR", { application: "AL", type: "YYY^Y01" }, undefined],
    ["AR", { application: "AL", processing: "T" }, undefined],
    ["AR", { application: "AL", type: "ADT" }, undefined],
    ["AR", { application: "always" }, undefined],
  ])("is %s for %j", async (code, header, mapped) => {
    expect(await replyTo(message(header), mapped)).toEqual([code, "7", "00000012"]);
  });

  it("is the only written message", async () => {
    expect(hl7v2.writes).toEqual([]);
    await expect(hl7v2.encode(tinyDocument("N1", "a"), context)).rejects.toThrow("hl7v2.not-written");
  });
});
