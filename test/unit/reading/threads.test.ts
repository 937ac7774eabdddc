import { afterAll, describe, expect, it, vi } from "vitest";
import type { BodyContext } from "../../../sidecar/engine/ports/reading.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { directReading, type Reading } from "../../../sidecar/reading/reading.ts";
import { threadedReading } from "../../../sidecar/reading/threads.ts";
import { createPseudonym } from "../../../sidecar/security/pseudonym.ts";
import { supplierConnection } from "../../support/connection.ts";
import { adt } from "../../support/hl7-text.ts";
import { type Answered, type HostileBody, hostileBodies } from "../../support/hostile-bodies.ts";
import { orderResponse } from "../../support/x12-text.ts";

// Starting a thread takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SECRET = "a secret of thirty-two characters";
const direct = directReading(formats, createPseudonym(SECRET));
const SCRIPT = new URL("../../../sidecar/composition/reading-thread.ts", import.meta.url);
const LIMITS = { megabytes: 192, seconds: 60 };
/** Enough to exceed every limit of a parser, in bytes. `npm run chaos -- 8` sends bodies of maximum size. */
const SIZE = 1_500_000;
/** The limit on transaction sets in a body of this size, once for documents and once for transaction sets that are exceptions. */
const MOST_DOCUMENTS = 2 * (20_000 + SIZE / 250);
const context: BodyContext = { connection: supplierConnection(), duplicateOfOther: false };

/** Reading on the calling thread. Records the size of the largest body, in bytes. */
function watched(reading: Reading): Reading & { most(): number } {
  let most = 0;
  const note = <Result>(body: Uint8Array, result: Result): Result => {
    most = Math.max(most, body.length);
    return result;
  };
  return {
    cut: (body, contentType) => note(body, reading.cut(body, contentType)),
    decode: (format, body, given) => note(body, reading.decode(format, body, given)),
    openCut: reading.openCut,
    openDecode: reading.openDecode,
    addressees: (content, given) => note(content, reading.addressees(content, given)),
    showing: {
      describe: (message, decoded) => note(message.body, reading.showing.describe(message, decoded)),
      file: (message, ...given) => note(message.body, reading.showing.file(message, ...given)),
      comparison: (earlier, later, values) =>
        note(earlier.body, note(later.body, reading.showing.comparison(earlier, later, values))),
    },
    most: () => most,
  };
}

describe("hostile bodies", () => {
  const here = watched(direct);
  const reading = threadedReading(here, { pseudonymSecret: SECRET }, LIMITS, SCRIPT);
  afterAll(() => reading.close());

  async function answered({ door, contentType }: HostileBody, body: Uint8Array): Promise<Answered> {
    const { format, parts } = await reading.cut(body, contentType);
    if (parts.every(({ unreadable }) => unreadable)) return "refused";
    if (door === "mllp") {
      const addressees = await reading.addressees(body, "production");
      if (addressees.length === 0 || addressees.some(({ fault }) => fault)) return "refused";
    }
    const [first] = parts;
    if (!first || format === null) throw new Error("nothing to decode");
    const decoded = await reading.decode(format, body.subarray(first.start, first.end), context);
    expect(decoded.documents.length).toBeLessThanOrEqual(MOST_DOCUMENTS);
    const [document] = decoded.documents;
    if (document) await reading.showing.describe({ format, body }, document);
    await reading.showing.file({ format, body }, { documents: [] }, document ?? null);
    const problems = decoded.documents.filter((one) => "problem" in one);
    return decoded.problem || problems.length > 0 ? "exception" : "harmless";
  }

  it.each(hostileBodies)("$name: $answered", async (hostile) => {
    expect(await answered(hostile, hostile.make(SIZE))).toBe(hostile.answered);
  });

  it("are never read on the answering thread, except small ones", () => {
    expect(here.most()).toBeLessThanOrEqual(32 * 1024);
  });
});

describe("reading on another thread", () => {
  const reading = threadedReading(direct, { pseudonymSecret: SECRET }, LIMITS, SCRIPT);
  afterAll(() => reading.close());

  it("returns the same: documents, acknowledgements and pseudonyms", async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => ({
      line: index + 1,
      quantity: 3,
      price: 9.4,
      item: "HM-10040",
      answers: [["IA", "3", "BX"]],
    }));
    const notes = Array.from({ length: 2000 }, (_, index) => `NTE|${index}||a note of some length`);
    const bodies = [
      ["x12", orderResponse("P00001", lines, { control: 17 }), "application/edi-x12"],
      ["hl7v2", adt("A03", { more: notes }), "application/hl7-v2"],
    ] as const;
    for (const [format, text, contentType] of bodies) {
      const body = Buffer.from(text);
      expect(body.length).toBeGreaterThan(32 * 1024);
      expect(await reading.cut(body, contentType)).toEqual(await direct.cut(body, contentType));
      const decoded = await reading.decode(format, body, context);
      expect(decoded.documents.map((one) => "document" in one)).toEqual([true]);
      expect(decoded).toEqual(await direct.decode(format, body, context));
      const [document] = decoded.documents;
      if (!document || !("document" in document)) throw new Error("no document");
      const message = { format, body };
      const values = { documents: [document.document], also: "P00001" };
      const [view, file] = [
        await reading.showing.describe(message, document),
        await reading.showing.file(message, values, document),
      ];
      expect([view, file]).toEqual([
        await direct.showing.describe(message, document),
        await direct.showing.file(message, values, document),
      ]);
      expect(JSON.stringify([view, file]).length).toBeGreaterThan(10_000);
      const other = { format, body: Buffer.from(text.replace("3", "4")) };
      const compared = await reading.showing.comparison(message, other, values);
      expect(compared).toEqual(await direct.showing.comparison(message, other, values));
      expect(compared?.kind).toBe("comparison");
    }
    const content = Buffer.from(bodies[1][1]);
    const marked = Buffer.from(adt("A03", { processing: "T", more: notes }));
    for (const sent of [content, marked])
      expect(await reading.addressees(sent, "production")).toEqual(
        await direct.addressees(sent, "production"),
      );
    expect(await reading.addressees(marked, "production")).toMatchObject([{ fault: { ack: "202" } }]);
  });

  it("fails in the same way", async () => {
    const body = new Uint8Array(100_000);
    await expect(reading.decode("no-such-format", body, context)).rejects.toThrow(
      "unknown format no-such-format",
    );
    await expect(direct.decode("no-such-format", body, context)).rejects.toThrow(
      "unknown format no-such-format",
    );
  });
});
