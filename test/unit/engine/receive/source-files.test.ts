import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { english } from "../../../../sidecar/catalogue/terms.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { createSourceFiles } from "../../../../sidecar/engine/receive/source-files.ts";
import { createSourceViews } from "../../../../sidecar/engine/receive/source-views.ts";
import type { Document, Message } from "../../../../sidecar/engine/records.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import type { SourceFile, SourceLine } from "../../../../sidecar/formats/source-file.ts";
import { directReading } from "../../../../sidecar/reading/reading.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { adt } from "../../../support/hl7-text.ts";
import { recordedLog } from "../../../support/log.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";

const read = (folder: string) =>
  readFileSync(path.join(import.meta.dirname, "../../../../fixtures", folder, "message.x12"));
const body = read("04-855-price-over-tolerance-waits-for-a-person");
const route = { active: true, route: { transport: "none", url: null } } as const;
const edi = { ...supplierConnection(), ...route };
const ehr = { ...supplierConnection({ code: "ehr", kind: "ehr", flows: ["encounter-completed"] }), ...route };
const message: Message = {
  id: "m-1",
  connection: edi.code,
  transport: "https",
  contentType: null,
  format: "x12",
  identity: "x12/one",
  contentHash: "hash",
  conflictsWith: null,
  body,
  state: "decoded",
  traceId: "trace",
  receivedAt: new Date("2026-11-20T10:00:00Z"),
};
const response = (given: Partial<Document> = {}) =>
  queuedDocument({
    direction: "inbound",
    messageId: "m-1",
    connection: edi.code,
    key: `${edi.code}/x12/one/103/1-0001`,
    state: "attention",
    code: "855",
    ...given,
  });
/** The exception that reports a message as a whole. */
const whole = (given: Partial<Document> = {}) =>
  response({ code: null, input: null, key: `${edi.code}/x12/one`, ...given });

type World = {
  messages?: readonly Message[];
  sent?: Uint8Array;
  /** The sizes that the journal reports, by message. */
  sizes?: Readonly<Record<string, number>>;
  documents?: readonly Document[];
};

function partsOf({ messages = [message], sent, sizes = {}, documents = [] }: World = {}) {
  const ranges: [number, number][] = [];
  const log = recordedLog();
  const find = (id: string) => messages.find((one) => one.id === id) ?? null;
  const journal = {
    messageById: async (id: string, most: number) => {
      const found = find(id);
      return found && (sizes[id] ?? found.body.length) <= most ? found : null;
    },
    messageHead: async (id: string, most: number) => {
      const found = find(id);
      const size = sizes[id] ?? found?.body.length ?? 0;
      return (
        found && { ...found, unreadable: found.unreadable ?? null, size, body: found.body.subarray(0, most) }
      );
    },
    messageRange: async (id: string, start: number, end: number) => {
      ranges.push([start, end]);
      return find(id)?.body.subarray(start, end) ?? null;
    },
    sentFile: async () => (sent ? { fileName: "850-000000007.x12", body: sent } : null),
    documentsOfMessage: async () => [...documents],
  };
  const connections = createConnections({ version: "1", connections: [edi, ehr] });
  const reading = directReading(formats, createPseudonym("a secret that is 32 bytes or more"));
  return { parts: { journal, connections, formats, flows, ...reading, log }, ranges, log };
}

async function fileOf(document: Document, world?: World): Promise<SourceFile> {
  const file = await createSourceFiles(partsOf(world).parts)(document);
  if (!file) throw new Error("no file");
  return file;
}

/** Returns the lines as people see them: indented, with the document's own lines marked. */
const texts = ({ lines, separator }: Pick<SourceFile, "lines" | "separator">) =>
  lines.map((line) => `${line.own ? ">" : " "}${"  ".repeat(line.depth)}${textOf(line, separator)}`);
const textOf = ({ parts, skipped }: SourceLine, separator: string) =>
  `${parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(separator)}${skipped ? ` …${skipped}` : ""}`;

describe("the file of a received document", () => {
  it("shows a segment in each line, indented, with the document marked", async () => {
    expect(texts(await fileOf(response()))).toEqual([
      " ISA*00**00**ZZ*HARBORMED*ZZ*NORTHFIELD*261121*1015*U*00401*000000103*0*P*>",
      "   GS*PR*HARBORMED*NORTHFIELD*20261121*1015*103*X*004010",
      ">    ST*855*0001",
      ">      BAK*00*AC*P00012*20261120****SO-9001*20261121",
      ">      PO1*1*10*BX*5.25**VN*HM-10041",
      ">        ACK*IP*10*BX",
      ">      CTT*1",
      ">    SE*6*0001",
      "   GE*1*103",
      " IEA*1*000000103",
    ]);
  });

  it("names the position of each value, the line, and what findings call it", async () => {
    const file = await fileOf(response());
    const line = file.lines.find(({ parts }) => parts[0]?.text === "PO1");
    expect(line).toMatchObject({ line: "1", position: 3 });
    expect(line?.parts[4]).toMatchObject({ text: "5.25", at: "PO104", fields: ["price"] });
  });

  it("withholds what the document does not contain, and passwords of the envelope", async () => {
    const text = body
      .toString()
      .replace("CTT*1~", "N1*BT*JANE DOE*92*PATIENT9~CTT*1~")
      .replace("ISA*00*          *00*          *", "ISA*01*SECRETWORD*01*PASSWORD01*")
      .replace("SE*6", "SE*7");
    const file = await fileOf(response(), { messages: [{ ...message, body: Buffer.from(text) }] });
    expect(JSON.stringify(file)).not.toMatch(/JANE|PATIENT9|SECRETWORD|PASSWORD01/);
    expect(texts(file).join("\n")).toMatch(/^> +N1\*•••\*•••\*•••\*•••$/m);
  });

  it("leaves out the content of other transaction sets, and says how much", async () => {
    const second = "ST*855*0002~BAK*00*AC*P00013*20261120~PO1*1*1*EA~SE*4*0002~";
    const text = body.toString().replace("GE*1*103", `${second}GE*2*103`);
    const file = await fileOf(response(), { messages: [{ ...message, body: Buffer.from(text) }] });
    expect(texts(file)).toContain("     ST*855*0002 …3");
    expect(JSON.stringify(file)).not.toContain("P00013");
  });

  it("reads only the range of the document from a large message, for the file and for the values", async () => {
    const start = body.indexOf("ST*855");
    const end = body.indexOf("GE*1*103");
    const world = { sizes: { "m-1": 5_000_000 } };
    const input = { type: "OrderResponse", id: "P00012", sellerReference: "SO-9001" } as never;
    const document = response({ input, sourceStart: start, sourceEnd: end });
    const { parts, ranges } = partsOf(world);
    const file = await createSourceFiles(parts)(document);
    expect(ranges).toEqual([[start, end]]);
    expect(file && texts(file)).toContain(">      PO1*1*10*BX*5.25**VN*•••");
    expect(file && texts(file)[3]).toContain("P00012");
    const view = await createSourceViews(parts)(document);
    expect(view?.[1]).toMatchObject({ title: "PO1 1", line: "1" });
    expect(await createSourceFiles(parts)(response({ sourceStart: null }))).toBeNull();
  });

  it("shows nothing about the patient of an HL7 message", async () => {
    const discharge = { ...message, format: "hl7v2", body: Buffer.from(adt("A03")) };
    const file = await fileOf(response({ key: `${edi.code}/x12/one/1`, input: null }), {
      messages: [discharge],
    });
    const values = file.lines.flatMap(({ parts }) => parts.slice(1).map(({ text }) => text));
    expect(file.lines.map(({ parts }) => parts[0]?.text)).toEqual(
      expect.arrayContaining(["MSH", "PID", "PV1"]),
    );
    expect(values.filter((value) => value !== "" && value !== "•••")).toEqual([]);
  });

  it("does not prevent a report when it cannot be read", async () => {
    const { parts, log } = partsOf();
    const journal = { ...parts.journal, messageHead: () => Promise.reject(new Error("journal away")) };
    expect(await createSourceFiles({ ...parts, journal })(response({ number: "P1" }))).toBeNull();
    expect(log.entries).toMatchObject([{ level: "warn", fields: { number: "P1" } }]);
  });
});

describe("the file of a sent document", () => {
  const sent = response({
    direction: "outbound",
    messageId: null,
    output: { type: "Order", id: "P00012" } as never,
  });

  it("is shown with its name and the values of the document", async () => {
    const file = await fileOf(sent, {
      sent: Buffer.from(body.toString().replace("BAK*00*AC*", "BEG*00*NE*")),
    });
    expect(file).toMatchObject({ kind: "file", name: "850-000000007.x12" });
    expect(texts(file)[3]).toBe(">      BEG*00*NE*P00012*•••****•••*•••");
  });

  it("is null before the document was sent", async () => {
    expect(await createSourceFiles(partsOf().parts)(sent)).toBeNull();
  });
});

describe("a control number that was used again", () => {
  const earlier: Message = { ...message, id: "m-0", receivedAt: new Date("2026-11-19T10:00:00Z") };
  const later: Message = {
    ...message,
    conflictsWith: "m-0",
    body: Buffer.from(
      body
        .toString()
        .replace("5.25", "6.00")
        .replace("HM-10041", "HM-10042")
        .replace("CTT*1~", "DTM*002*20261201~CTT*1~"),
    ),
  };

  it("shows both messages with the differences marked, also of values that are withheld", async () => {
    const file = await fileOf(whole({ reasonCode: "DUPLICATE_CONTENT_DIFFERS" }), {
      messages: [earlier, later],
    });
    expect(file.kind).toBe("comparison");
    expect(file.lines.filter(({ side }) => side).map((line) => `${line.side} ${textOf(line, "*")}`)).toEqual([
      "earlier PO1*1*10*BX*[5.25]**VN*[•••]",
      "later PO1*1*10*BX*[6.00]**VN*[•••]",
      "later DTM*002*20261201",
    ]);
    expect(english(file.notes?.[0] as never)).toMatch(/same control number/);
  });

  it("shows the values of documents that were accepted from the earlier message", async () => {
    const accepted = response({ input: { type: "OrderResponse", id: "P00012", item: "HM-10041" } as never });
    const file = await fileOf(whole(), { messages: [earlier, later], documents: [accepted] });
    expect(file.lines.map((line) => textOf(line, "*"))).toContain("PO1*1*10*BX*[5.25]**VN*[HM-10041]");
  });
});

describe("an unreadable message", () => {
  const garbage = Buffer.from("ISB*00*\u0000\u00ff\r\n~ hello");
  const notes = (file: SourceFile) => (file.notes ?? []).map(english);
  const unreadable = (given: Partial<Message>): Message => ({
    ...message,
    format: null,
    body: garbage,
    ...given,
  });

  it("shows its first bytes, why it cannot be read, and what was expected", async () => {
    const cause = { term: "x12.too-many-interchanges", parameters: { most: 5 } };
    const file = await fileOf(whole({ reasonCode: "UNREADABLE" }), {
      messages: [unreadable({ unreadable: cause })],
    });
    expect(file.lines.map(({ parts }) => parts[0]?.text)).toEqual(["ISB*00*<00><C3><BF><0D><0A>~ hello"]);
    expect(notes(file)).toEqual([
      "The body has more than 5 interchanges.",
      "Expected format: X12. An X12 interchange begins with ISA and its separator, and ends with IEA.",
    ]);
  });

  it("on a connection with clinical flows shows no byte", async () => {
    const document = whole({ reasonCode: "UNREADABLE", connection: "ehr", key: "ehr/x12/one" });
    const file = await fileOf(document, { messages: [unreadable({ connection: "ehr" })] });
    expect(file.lines).toEqual([]);
    expect(notes(file).at(-1)).toMatch(/may concern patients/);
  });

  it("that looks like another format says so, and shows no byte", async () => {
    const file = await fileOf(whole({ reasonCode: "UNREADABLE" }), {
      messages: [unreadable({ body: Buffer.from(adt("A03")) })],
    });
    expect(file.lines).toEqual([]);
    expect(notes(file)).toContain("The message looks like HL7 v2.");
  });
});
