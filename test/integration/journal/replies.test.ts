import { describe, expect, it } from "vitest";
import type { DeliveryWriter } from "../../../sidecar/journal/deliveries.ts";
import { EncodingFailure } from "../../../sidecar/mappings/format.ts";
import { problemOf } from "../../../sidecar/mappings/mapping.ts";
import { useJournal } from "../../support/journal.ts";
import { newMessage } from "../../support/records.ts";

const test = useJournal();

/** An acknowledgement that takes a number; some cannot be written after they have taken it. */
function reply(messageId: string, failures: string[], fails: boolean): DeliveryWriter {
  return {
    connection: "edi-replies",
    kind: "acknowledgement",
    documentId: null,
    messageId,
    encode: async (next) => {
      const number = await next("interchange");
      if (fails) throw new EncodingFailure(problemOf("UNKNOWN_PARTNER", "identifier", "No identifier."));
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
    onFailure: (error) => failures.push(error.message),
  };
}

describe("acknowledgements", () => {
  it("that cannot be written are left out: the message is decoded, and no number is skipped", async () => {
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
    expect((await test.journal.messageSummary(id))?.status).toBe("done");
  });
});
