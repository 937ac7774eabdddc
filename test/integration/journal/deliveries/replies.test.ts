import { describe, expect, it } from "vitest";
import { english } from "../../../../sidecar/catalogue/terms.ts";
import type { DeliveryWriter } from "../../../../sidecar/engine/ports/journal/messages.ts";
import type { NewDocument } from "../../../../sidecar/engine/records.ts";
import { EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { useJournal } from "../../../support/journal.ts";
import { newMessage } from "../../../support/records.ts";
import { textTerm } from "../../../support/told.ts";

const test = useJournal();

const unwritten = (messageId: string, index: number): NewDocument => ({
  messageId,
  direction: "outbound",
  connection: "edi-replies",
  flow: null,
  lane: "standard",
  code: "997",
  type: "Acknowledgement",
  number: null,
  key: `edi-replies/${messageId}/reply/${index}`,
  contentHash: "hash",
  aggregate: `acknowledgement/${messageId}/${index}`,
  input: null,
  controlReference: null,
  traceId: "0af7651916cd43dd8448eb211c80319c",
  state: "attention",
  reasonCode: "ACKNOWLEDGEMENT_NOT_AS_AGREED",
  reason: [textTerm("No identifier.")],
  suggestion: [],
  findings: [],
});

/** An acknowledgement that uses a number; some cannot be written afterwards. */
function reply(messageId: string, failures: string[], fails: boolean): DeliveryWriter {
  return {
    connection: "edi-replies",
    kind: "acknowledgement",
    documentId: null,
    messageId,
    encode: async (next) => {
      const number = await next("interchange");
      if (fails)
        throw new EncodingFailure(problemOf("UNKNOWN_PARTNER", "identifier", textTerm("No identifier.")));
      const control = { interchangeControl: String(number) };
      const bytes = Buffer.from(String(number));
      return {
        code: "997",
        bytes,
        contentType: "text/plain",
        fileName: `${number}`,
        control,
        controlReference: "",
      };
    },
    onFailure: (error) => {
      failures.push(error.problem.findings.map(({ text }) => english(text)).join(" "));
      return unwritten(messageId, failures.length);
    },
  };
}

describe("acknowledgements", () => {
  it("that cannot be written become exceptions: the message is decoded, and no number is skipped", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    const id = stored?.id ?? "";
    const failures: string[] = [];
    const deliveries = [true, false, true, false].map((fails) => reply(id, failures, fails));
    await test.journal.decodeTogether([id], async () => ({
      documents: [],
      deliveries,
      events: [],
      step: { name: "decoded" },
    }));
    const written = await test.journal.acknowledgementsOf(id);
    expect(written.map(({ body }) => body?.toString())).toEqual(["1", "2"]);
    expect(failures).toEqual(["No identifier.", "No identifier."]);
    const raised = await test.journal.documentsOfMessage(id);
    expect(raised.map(({ state, reasonCode }) => [state, reasonCode])).toEqual([
      ["attention", "ACKNOWLEDGEMENT_NOT_AS_AGREED"],
      ["attention", "ACKNOWLEDGEMENT_NOT_AS_AGREED"],
    ]);
    const unreported = (await test.journal.unreported(1000)).map(({ key }) => key);
    for (const { key } of raised) expect(unreported).toContain(key);
  });

  it("that can be written after a correction resolve their exception", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    const id = stored?.id ?? "";
    const decodes = (fails: boolean) =>
      test.journal.decodeTogether([id], async () => ({
        documents: [],
        deliveries: [reply(id, [], fails)],
        events: [],
        step: { name: "decoded" },
      }));
    const states = async () => (await test.journal.documentsOfMessage(id)).map(({ state }) => state);
    await decodes(true);
    expect(await states()).toEqual(["attention"]);
    await test.journal.replay({ messageId: id }, "Ann", 10);
    await decodes(true);
    expect(await states()).toEqual(["attention"]);
    await test.journal.replay({ messageId: id }, "Ann", 10);
    await decodes(false);
    expect(await states()).toEqual(["dismissed"]);
    expect(await test.journal.acknowledgementsOf(id)).toHaveLength(1);
  });
});
