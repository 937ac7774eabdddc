import { describe, expect, it } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import type { Order } from "../../../../sidecar/documents/order.ts";
import { type EncodeContext, EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { x12 } from "../../../../sidecar/formats/x12/format.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { inEnglish } from "../../../support/told.ts";
import { acknowledgement, interchange, orderResponse } from "../../../support/x12-text.ts";

const connection = supplierConnection();
const decode = (
  text: string,
  given: Partial<{
    duplicateOfOther: boolean;
    refusesStrangers: boolean;
    connection: typeof connection;
  }> = {},
) => x12.decode(Buffer.from(text), { connection, duplicateOfOther: false, pseudonym: () => "", ...given });

/** Control numbers from 1, with one counter per kind, like the journal's. */
function context(given: Partial<EncodeContext> = {}): EncodeContext {
  const last = new Map<string, number>();
  const next = async (kind: string) => {
    last.set(kind, (last.get(kind) ?? 0) + 1);
    return last.get(kind) ?? 0;
  };
  return { connection, now: "2026-11-20T09:30:00.000Z", next, ...given };
}

const order: Order = {
  type: "Order",
  id: "P00001",
  issueDate: "2026-11-20",
  currency: "USD",
  buyer: { ids: [{ scheme: "ZZ", id: "NORTHFIELD" }], name: "Northfield Health" },
  seller: { ids: [{ scheme: "ZZ", id: "HARBORMED" }], name: "Harbor Medical Supply" },
  lines: [
    {
      id: "1",
      item: { ids: [{ scheme: "seller", id: "HM-1" }] },
      quantity: { value: "2", unit: "BX" },
      price: { amount: "9.4", currency: "USD" },
    },
  ],
};

describe("the envelope", () => {
  it("has the date and time in the company's zone, because X12 has no field for a zone", async () => {
    const { bytes } = await x12.encode(order, context({ now: "2026-11-30T21:30:00-05:00" }));
    const [interchange] = readX12(bytes);
    expect(Buffer.from(bytes).toString("latin1")).toContain("*261130*2130*U*00401*");
    expect(Buffer.from(bytes).toString("latin1")).toContain("GS*PO*NORTHFIELD*HARBORMED*20261130*2130*");
    expect(interchange?.groups).toHaveLength(1);
  });
});

describe("splitting a body", () => {
  const one = orderResponse("P1", [], { control: 1 });
  const two = orderResponse("P2", [], { control: 2 });

  it("creates a part for each interchange, identified by both parties and its number", () => {
    const parts = x12.split(Buffer.from(`${one}\n\n${two}`));
    expect(parts.map((part) => part.identity)).toEqual([
      "x12/ZZ*HARBORMED>ZZ*NORTHFIELD/000000001",
      "x12/ZZ*HARBORMED>ZZ*NORTHFIELD/000000002",
    ]);
  });

  it("preserves text outside of interchanges as an unreadable part", () => {
    const parts = x12.split(Buffer.from(`${one}rubbish`));
    expect(parts.map((part) => inEnglish(part.unreadable))).toEqual([
      undefined,
      "There is text outside any interchange.",
    ]);
  });

  it("preserves every byte of a body without an interchange", () => {
    const [part] = x12.split(Buffer.from("\n\n nothing \n"));
    expect([part?.start, part?.end]).toEqual([0, 12]);
  });

  it("refuses a body of very many headers as a whole", () => {
    const parts = x12.split(Buffer.from(one.repeat(1001)));
    expect(inEnglish(parts)).toMatchObject([
      { start: 0, end: one.length * 1001, unreadable: expect.stringContaining("more than 1000") },
    ]);
  });
});

describe("decoding an interchange", () => {
  it("returns documents with their positions, and one 997 for the group", () => {
    const text = orderResponse(
      "P1",
      [{ line: 1, quantity: 1, price: 1, item: "A", answers: [["IA", "1", "BX"]] }],
      { control: 7 },
    );
    const decoded = decode(text);
    expect(decoded.documents).toMatchObject([
      { code: "855", key: "7/1-0001", controlReference: "7/0001", document: { orderReference: "P1" } },
    ]);
    const [document] = decoded.documents;
    expect(text.slice(document?.start, document?.end)).toMatch(/^ST\*855\*0001~[\s\S]*SE\*\d+\*0001~$/);
    expect(decoded.replies.map((reply) => reply.code)).toEqual(["997"]);
  });

  it("gives each document a key of its own, although two groups have the same control number", () => {
    const once = orderResponse(
      "P1",
      [{ line: 1, quantity: 1, price: 1, item: "A", answers: [["IA", "1", "BX"]] }],
      { control: 7 },
    );
    const [, group = ""] = /(GS\*.*)IEA/s.exec(once) ?? [];
    const twice = once.replace(group, group + group).replace("IEA*1*", "IEA*2*");
    const { documents, replies } = decode(twice);
    expect(documents).toHaveLength(2);
    expect(documents.filter((one) => "document" in one)).toHaveLength(2);
    expect(new Set(documents.map(({ key }) => key)).size).toBe(2);
    expect(documents[0]?.key).toBe(decode(once).documents[0]?.key);
    expect(replies).toHaveLength(2);
  });

  it("does not answer an acknowledgement", () => {
    const decoded = decode(acknowledgement("12", "A", { control: 8 }));
    expect(decoded.replies).toEqual([]);
    expect(decoded.documents).toMatchObject([{ document: { type: "Acknowledgement", status: "accepted" } }]);
  });

  it("reads a partner's TA1 as the acknowledgement of the sent interchange", () => {
    const text = interchange("997", "FA", [], { control: 9 })
      .replace(/GS\*[\s\S]*?GE\*1\*9~\n/, "TA1*000000012*261120*0900*R*006~\n")
      .replace("IEA*1", "IEA*0");
    expect(decode(text).documents).toMatchObject([
      {
        code: "TA1",
        document: {
          status: "rejected",
          reference: { interchangeControl: "12" },
          errors: ["TA105 006 (sender invalid)"],
        },
      },
    ]);
  });

  it("uses nothing of an interchange with a known number and different content: TA1 025", () => {
    const decoded = decode(orderResponse("P1", [], { control: 7 }), { duplicateOfOther: true });
    expect(decoded).toMatchObject({ documents: [], problem: { code: "DUPLICATE_CONTENT_DIFFERS" } });
    expect(decoded.replies).toMatchObject([{ code: "TA1", content: { ta1: { note: "025", code: "R" } } }]);
  });

  it.each([
    ["WRONG_ENVIRONMENT", "020", orderResponse("P1", [], { control: 1, usage: "T" })],
    ["ENVELOPE_INVALID", "023", orderResponse("P1", [], { control: 1 }).replace(/IEA[\s\S]*/, "")],
  ])("refuses with %s and reports %s to the sender", (code, note, text) => {
    const decoded = decode(text);
    expect(decoded).toMatchObject({
      documents: [],
      problem: { code },
      replies: [{ content: { ta1: { note } } }],
    });
  });

  describe("of a partner that numbers its files consecutively", () => {
    const text = orderResponse("P1", [], { control: 4711 });
    const reporting = {
      ...connection,
      format: { ...connection.format, options: { reportsMissing: true } },
    };
    const numbered = { series: "x12 ZZ HARBORMED ZZ NORTHFIELD", number: 4711 };

    it("has its number, also if it is refused", () => {
      expect(decode(text, { connection: reporting }).numbered).toEqual(numbered);
      const broken = text.replace(/IEA[\s\S]*/, "");
      expect(decode(broken, { connection: reporting })).toMatchObject({ problem: {}, numbered });
    });

    it("has none if its number was used before, if its sender is unknown, or if missing files are not reported", () => {
      expect(decode(text, { connection: reporting, duplicateOfOther: true }).numbered).toBeUndefined();
      const stranger = orderResponse("P1", [], { control: 4711, sender: "STRANGER" });
      expect(decode(stranger, { connection: reporting }).numbered).toBeUndefined();
      expect(decode(text).numbered).toBeUndefined();
    });
  });

  it.each([
    ["006", orderResponse("P1", [], { control: 1, sender: "STRANGER" })],
    ["008", orderResponse("P1", [], { control: 1, receiver: "SOMEBODY" })],
  ])("holds a stranger's interchange without an answer, and reports %s once it is refused", (note, text) => {
    const problem = { code: "UNKNOWN_PARTNER" };
    expect(decode(text)).toMatchObject({ documents: [], problem, replies: [], isStranger: true });
    const refused = decode(text, { refusesStrangers: true });
    expect(refused).toMatchObject({ documents: [], problem, replies: [{ content: { ta1: { note } } }] });
    expect(refused.isStranger).toBeUndefined();
  });

  it.each([
    [
      { sender: "STRANGER" },
      { field: "ISA06", theirs: "ZZ STRANGER", ours: "ZZ HARBORMED" },
      "The sender on the envelope (ISA05, ISA06) is STRANGER (qualifier ZZ). This connection's partner has the identifier HARBORMED (qualifier ZZ).",
    ],
    [
      { receiver: "SOMEBODY" },
      { field: "ISA08", theirs: "ZZ SOMEBODY", ours: "ZZ NORTHFIELD" },
      "The receiver on the envelope (ISA07, ISA08) is SOMEBODY (qualifier ZZ). Our identifier on this connection is NORTHFIELD (qualifier ZZ).",
    ],
  ])("names the received and the expected party of %j", (given, finding, text) => {
    const { problem } = decode(orderResponse("P1", [], { control: 1, ...given }));
    expect(inEnglish(problem)).toMatchObject({ code: "UNKNOWN_PARTNER", findings: [{ ...finding, text }] });
  });

  it("names every expected identifier, or reports that there is none", () => {
    const textWith = (identifiers: ConnectionProfile["identifiers"]) => {
      const connection = supplierConnection({ identifiers });
      const { problem } = decode(orderResponse("P1", [], { control: 1 }), { connection });
      return inEnglish(problem?.findings[0]?.text);
    };
    const others = ["A", "B"].map((id) => ({ owner: "partner" as const, scheme: "01", id }));
    expect(textWith(others)).toContain("A (qualifier 01) and B (qualifier 01)");
    expect(textWith([])).toContain("This connection has no envelope identifier for the partner.");
    expect(textWith([{ owner: "partner", scheme: "ZZ", id: "HARBORMED" }])).toContain("for us.");
  });

  it("accepts a test message on a test connection", () => {
    const test = supplierConnection({ environment: "test" });
    expect(
      decode(orderResponse("P1", [], { control: 1, usage: "T" }), { connection: test }).problem,
    ).toBeUndefined();
  });

  it("preserves the order number of an unusable document", () => {
    const text = orderResponse("P00077", [], { control: 1 }).replace(/SE\*\d+/, "SE*99");
    expect(decode(text).documents).toMatchObject([
      { number: "P00077", problem: { code: "ENVELOPE_INVALID" } },
    ]);
  });
});

describe("encoding", () => {
  it("writes an order that the reader accepts, and returns its control numbers", async () => {
    const encoded = await x12.encode(order, context());
    const [read] = readX12(encoded.bytes);
    expect([read?.issues, read?.groups[0]?.issues, read?.groups[0]?.transactions[0]?.issues]).toEqual([
      [],
      [],
      [],
    ]);
    expect([read?.usage, read?.version, read?.control]).toEqual(["P", "00401", "000000001"]);
    expect(encoded).toMatchObject({ code: "850", fileName: "850-000000001.x12", controlReference: "1/0001" });
    expect(encoded.control).toEqual({
      documentCode: "850",
      groupControl: "1",
      documentControl: "1",
      interchangeControl: "1",
    });
  });

  it("marks a test connection's interchange as a test, in the agreed version", async () => {
    const test = supplierConnection({
      environment: "test",
      format: { code: "x12", version: "005010", options: {} },
    });
    const [read] = readX12((await x12.encode(order, context({ connection: test }))).bytes);
    expect([read?.usage, read?.version, read?.groups[0]?.version]).toEqual(["T", "00501", "005010"]);
  });

  it("refuses a value that would break the envelope, naming the location and not the value", async () => {
    const broken = { ...order, id: "P~1*2" };
    const failure = await x12.encode(broken, context()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EncodingFailure);
    expect((failure as EncodingFailure).problem.code).toBe("SCHEMA_INVALID");
    expect((failure as EncodingFailure).message).toContain("BEG03");
    expect((failure as EncodingFailure).message).not.toContain("P~1");
  });

  it("writes a TA1 that is read back unchanged", async () => {
    const [reply] = decode(orderResponse("P1", [], { control: 41, usage: "T" })).replies;
    if (!reply) throw new Error("no reply");
    const [read] = readX12((await x12.encodeReply(reply, context())).bytes);
    expect(read?.interchangeAcks).toMatchObject([{ control: "000000041", code: "R", note: "020" }]);
  });
});

/** Returns a vendor's interchange with one group of this version (GS08) and one set with this body. */
function grouped(given: { version?: string; id?: string; code?: string; body?: string[][] }): string {
  const { version = "004010", id = "PR", code = "855" } = given;
  const body = given.body ?? [
    ["BAK", "00", "AC", "P1", "20261120"],
    ["PO1", "1", "10", "BX", "4.5", "", "VN", "HM-1"],
    ["ACK", "IA", "10", "BX"],
    ["CTT", "1"],
  ];
  return interchange(code, id, body, { control: 7 }).replace("*X*004010", `*X*${version}`);
}

const agreedOn999 = supplierConnection({
  format: { code: "x12", version: "005010", options: { acknowledgement: "999" } },
});

/** Returns the segments of the acknowledgements without their numbers. */
async function answerTo(text: string, given = connection) {
  const decoded = decode(text, { connection: given });
  const sent = await Promise.all(
    decoded.replies.map((reply) => x12.encodeReply(reply, context({ connection: given }))),
  );
  const segments = sent.flatMap(({ bytes }) => Buffer.from(bytes).toString("latin1").split("~"));
  return { decoded, codes: sent.map(({ code }) => code), segments };
}

describe("a group whose acknowledgement cannot be written as agreed", () => {
  const raised = [{ problem: { code: "ACKNOWLEDGEMENT_NOT_AS_AGREED" } }];

  it.each([
    ["004030", "004010"],
    ["003050", "004010"],
    ["006020", "005010"],
    ["4010", "004010"],
  ])("in the unsupported version %s is rejected in %s, with an exception", async (theirs, ours) => {
    const { decoded, codes, segments } = await answerTo(grouped({ version: theirs }));
    expect(codes).toEqual(["997"]);
    expect(segments.filter((one) => /^(GS|AK[159])/.test(one))).toEqual([
      `GS*FA*NORTHFIELD*HARBORMED*20261120*0930*1*X*${ours}`,
      "AK1*PR*7",
      "AK5*R*1",
      "AK9*R*1*1*0*2",
    ]);
    expect(decoded.departures).toMatchObject(raised);
    expect(decoded.documents).toMatchObject([{ problem: { code: "UNSUPPORTED_DOCUMENT" } }]);
  });

  it("in 004010 with an agreed 999 is answered with a 997, with an exception", async () => {
    const { decoded, codes, segments } = await answerTo(grouped({}), agreedOn999);
    expect(codes).toEqual(["997"]);
    expect(segments).toContain("AK9*A*1*1*1");
    expect(segments).toContain("GS*FA*NORTHFIELD*HARBORMED*20261120*0930*1*X*004010");
    expect(decoded.departures).toMatchObject(raised);
    expect(decoded.documents).toMatchObject([{ document: { orderReference: "P1" } }]);
  });

  it("is no exception if it can", () => {
    expect(decode(grouped({})).departures).toEqual([]);
    expect(decode(grouped({ version: "004010VICS" })).departures).toEqual([]);
    expect(decode(grouped({ version: "005010" }), { connection: agreedOn999 }).departures).toEqual([]);
  });
});

describe("a group of health care", () => {
  it.each([
    ["997", "005010X230", connection],
    ["999", "005010X231A1", agreedOn999],
  ])("is answered with a %s of its own guide: %s in GS08 and ST03", async (code, guide, given) => {
    const { codes, segments } = await answerTo(grouped({ version: "005010X222A1" }), given);
    expect(codes).toEqual([code]);
    expect(segments.find((one) => one.startsWith("GS"))).toMatch(new RegExp(`\\*X\\*${guide}$`));
    expect(segments).toContain(`ST*${code}*0001*${guide}`);
  });

  it("of 004010 is answered in the plain version", async () => {
    const { segments } = await answerTo(grouped({ version: "004010X098A1" }));
    expect(segments.find((one) => one.startsWith("GS"))).toMatch(/\*X\*004010$/);
    expect(segments).toContain("ST*997*0001");
  });
});

describe("a transaction set without a mapper", () => {
  const order850 = [
    ["BEG", "00", "NE", "77", "", "20261115", "", "", "", "", "", "", "AA"],
    ["PO1", "1", "10", "EA", "4.50", "", "VN", "HM-1"],
    ["CTT", "1"],
  ];
  const decodeAndReply = async (
    text: string,
    taken?: readonly ("Invoice" | "OrderResponse" | "Acknowledgement")[],
  ) => {
    const decoded = x12.decode(Buffer.from(text), {
      connection,
      duplicateOfOther: false,
      pseudonym: () => "",
      ...(taken && { taken }),
    });
    const [reply] = decoded.replies;
    const sent = reply ? await x12.encodeReply(reply, context()) : null;
    return {
      decoded,
      lines: Buffer.from(sent?.bytes ?? [])
        .toString()
        .split("~"),
    };
  };

  it("is rejected with code 1, although its syntax is valid", async () => {
    const { decoded, lines } = await decodeAndReply(grouped({ id: "PO", code: "850", body: order850 }));
    expect(lines).toContain("AK5*R*1");
    expect(lines).toContain("AK9*R*1*1*0");
    expect(decoded.documents).toMatchObject([{ code: "850", problem: { code: "UNSUPPORTED_DOCUMENT" } }]);
  });

  it("with its flow switched off is rejected too, and the document names the flow", async () => {
    const { decoded, lines } = await decodeAndReply(grouped({}), ["Invoice", "Acknowledgement"]);
    expect(lines).toContain("AK5*R*1");
    expect(decoded.documents).toMatchObject([{ document: { type: "OrderResponse" } }]);
    const { lines: taken } = await decodeAndReply(grouped({}), ["OrderResponse"]);
    expect(taken).toContain("AK5*A");
  });

  it("does not affect the other sets", async () => {
    const two = grouped({}).replace(
      "GE*1*7",
      "ST*850*0002~BEG*00*NE*77**20261115~PO1*1*1*EA~CTT*1~SE*5*0002~GE*2*7",
    );
    const { decoded, lines } = await decodeAndReply(two);
    expect(lines.filter((line) => /^AK[59]/.test(line))).toEqual(["AK5*A", "AK5*R*1", "AK9*P*2*2*1"]);
    expect(decoded.documents.map((one) => "document" in one)).toEqual([true, false]);
  });

  it("in a group of another kind is rejected with code 6", async () => {
    const { decoded, lines } = await decodeAndReply(grouped({ id: "IN" }));
    expect(lines).toContain("AK5*R*6");
    expect(decoded.documents).toMatchObject([{ problem: { code: "ENVELOPE_INVALID" } }]);
    const { lines: underFa } = await decodeAndReply(grouped({ id: "FA" }));
    expect(underFa).toContain("AK5*R*6");
  });
});

describe("a deviation of the layout", () => {
  it("is reported to people and not to the sender", async () => {
    const text = grouped({}).replace("GE*", "~\n  GE*");
    const { decoded, segments } = await answerTo(text);
    expect(decoded.remarks?.map(inEnglish)).toEqual([
      "Ignored empty segments: 1.",
      "Ignored spaces before segments: 1.",
    ]);
    expect(segments).toContain("AK9*A*1*1*1");
    expect(decoded.documents).toMatchObject([{ document: { orderReference: "P1" } }]);
  });
});

describe("codes that change the meaning of the envelope", () => {
  it("an interchange for information only has no effect", () => {
    const text = orderResponse("P1", [], { control: 1 }).replace("*0*P*>", "*0*I*>");
    expect(inEnglish(decode(text))).toMatchObject({
      documents: [],
      problem: {
        code: "WRONG_ENVIRONMENT",
        findings: [{ text: expect.stringContaining("I (information)") }],
      },
      replies: [{ content: { ta1: { note: "020", code: "R" } } }],
    });
  });

  const ta1 = (answer: string) =>
    decode(
      interchange("997", "FA", [], { control: 9 })
        .replace(/GS\*[\s\S]*?GE\*1\*9~\n/, `TA1*000000012*261120*0900*${answer}~\n`)
        .replace("IEA*1", "IEA*0"),
    );

  it("an unknown TA104 becomes an exception that names it, and so does an unknown note that rejects nothing", () => {
    expect(inEnglish(ta1("Q*000").documents)).toMatchObject([
      {
        problem: {
          code: "UNSUPPORTED_DOCUMENT",
          findings: [{ text: expect.stringContaining("TA104 is Q") }],
        },
      },
    ]);
    expect(inEnglish(ta1("A*088").documents)).toMatchObject([
      {
        problem: {
          code: "UNSUPPORTED_DOCUMENT",
          findings: [{ text: expect.stringContaining("TA105 is 088") }],
        },
      },
    ]);
    expect(ta1("R*088").documents).toMatchObject([
      { document: { status: "rejected", errors: [expect.stringContaining("088")] } },
    ]);
  });
});
