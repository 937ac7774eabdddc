import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { DecodedDocument } from "../../../sidecar/formats/format.ts";
import { hl7v2 } from "../../../sidecar/formats/hl7v2/format.ts";
import { x12 } from "../../../sidecar/formats/x12/format.ts";
import { dispenses, invoiceChunks } from "../../bench/codecs/inputs.ts";
import { decodeChunks, splitterOf } from "../../support/chunks.ts";
import { supplierConnection } from "../../support/connection.ts";
import {
  ACCEPTED_855,
  bytes,
  group,
  interchange,
  interchange855,
  text,
  transaction,
} from "../codecs/x12/builders.ts";

const context = { connection: supplierConnection(), duplicateOfOther: false, pseudonym: () => "" };
const MEGABYTE = 1_000_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Returns the number of bytes of objects that are in use, without garbage. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Decodes chunks cut at these positions. Each chunk is overwritten after it was read, as by a source that reuses its buffer. */
async function decodedAt(format: typeof x12, body: Uint8Array, places: readonly number[]) {
  function* chunks(): Generator<Uint8Array> {
    const bounds = [0, ...places, body.length];
    for (const [index, end] of bounds.entries()) {
      const chunk = new Uint8Array(body.subarray(bounds[index - 1] ?? 0, end));
      yield chunk;
      chunk.fill(0x2a);
    }
  }
  const decoded = decodeChunks(format, chunks, context);
  const documents = await all(decoded.documents);
  return { documents, ...decoded.rest() };
}

const everywhere = (body: Uint8Array) => Array.from({ length: body.length - 1 }, (_, index) => index + 1);

const small = interchange([
  group("PR", "004010", [
    transaction("855", "0001", ACCEPTED_855),
    transaction("855", "0002", ["BAK*00*AD*PO2*20260709", "PO1*x*x"]),
  ]),
]);
const cut = bytes(text(interchange855()).slice(0, -30));
const latin1 = interchange855(
  ACCEPTED_855.map((line) => line.replace("PO1*1*", "PID*F****M\u00fcller \u00e9~PO1*1*")),
);

describe("X12 in chunks", () => {
  test.each<[string, Uint8Array]>([
    ["with a bad set", small],
    ["without its trailer", cut],
    ["with characters beyond ASCII", latin1],
    ["that is none", bytes("hello")],
    ["of nothing", bytes("")],
  ])(
    "an interchange %s is decoded as it is as a whole, cut at every byte and everywhere at once",
    async (_, body) => {
      const whole = x12.decode(body, context);
      for (const place of everywhere(body))
        expect(await decodedAt(x12, body, [place]), `cut at ${place}`).toEqual(whole);
      expect(await decodedAt(x12, body, everywhere(body))).toEqual(whole);
    },
  );

  test("is split into the same parts, whose outlines are those of the parts' own bytes", async () => {
    const body = bytes(`hello\n${text(small)}\n${text(cut)}${text(interchange855())}bye`);
    const splitter = splitterOf(x12);
    for (const place of body.keys()) splitter.push(body.subarray(place, place + 1));
    const parts = splitter.end();
    expect(parts.map(({ outline: _, ...part }) => part)).toEqual(x12.split(body));
    expect(parts.filter(({ outline }) => outline !== undefined)).toHaveLength(3);
    for (const { start, end, outline } of parts) {
      const outlining = x12.outliner?.();
      outlining?.push(body.subarray(start, end));
      if (outline !== undefined) expect(outline).toEqual(outlining?.end());
    }
  });

  test("is read once where its outline is known from its arrival", async () => {
    const splitter = splitterOf(x12);
    splitter.push(small);
    const [part] = splitter.end();
    let passes = 0;
    const source = () => {
      passes++;
      return [small];
    };
    // Like an outline that was stored and loaded.
    const outline: unknown = JSON.parse(JSON.stringify(part?.outline));
    const decoded = decodeChunks(x12, source, context, outline);
    const documents = await all(decoded.documents);
    expect({ documents, ...decoded.rest() }).toEqual(x12.decode(small, context));
    expect(passes).toBe(1);
  });

  test("is not read where its envelope is refused", async () => {
    const connection = supplierConnection({ identifiers: [] });
    let passes = 0;
    const source = () => {
      passes++;
      return [small];
    };
    const decoded = decodeChunks(x12, source, { ...context, connection, refusesStrangers: true });
    expect(await all(decoded.documents)).toEqual([]);
    expect(decoded.rest()).toMatchObject({
      problem: { code: "UNKNOWN_PARTNER" },
      replies: [{ code: "TA1" }],
    });
    expect(passes).toBe(1);
  });

  test("gives the rest only after the last document", () => {
    expect(() => decodeChunks(x12, () => [small], context).rest()).toThrow("not all been read");
  });

  test("passes on what the source throws", async () => {
    const source = () => {
      throw new Error("the journal is unreachable");
    };
    await expect(all(decodeChunks(x12, source, context).documents)).rejects.toThrow("unreachable");
  });
});

describe("a large interchange", () => {
  const BAD = 500;
  const damaged = () =>
    invoiceChunks(4 * MEGABYTE, (number, sound) =>
      number === BAD ? sound.replace(/IT1\*1\*\d+/, "IT1*1*many") : sound,
    );

  test("with a bad set in its middle: the set is rejected, and those around it are documents", async () => {
    const decoded = decodeChunks(x12, damaged, context);
    const problems: [number, DecodedDocument][] = [];
    let count = 0;
    for await (const document of decoded.documents) {
      count++;
      if ("problem" in document) problems.push([count, document]);
    }
    expect(count).toBeGreaterThan(2 * BAD);
    expect(problems).toMatchObject([
      [BAD, { code: "810", type: "Invoice", problem: { code: "SCHEMA_INVALID" } }],
    ]);
    const [reply] = decoded.rest().replies;
    const { segments } = (reply?.content ?? { segments: [] }) as { segments: string[][] };
    expect(segments.at(-1)).toEqual(["AK9", "P", String(count), String(count), String(count - 1)]);
    expect(segments.filter(([id, status]) => id === "AK5" && status === "R")).toHaveLength(1);
    expect(segments.filter(([id]) => id === "AK2")).toHaveLength(count);
  });

  test("returns its first documents before its last chunk is read", async () => {
    let read = 0;
    function* chunks() {
      for (const chunk of invoiceChunks(MEGABYTE)) {
        read++;
        yield chunk;
      }
    }
    const outlining = x12.outliner?.();
    for (const chunk of chunks()) outlining?.push(chunk);
    read = 0;
    const decoded = decodeChunks(x12, chunks, context, outlining?.end());
    for await (const document of decoded.documents) {
      expect(document.key).toBe("113/1-0001");
      break;
    }
    expect(read).toBe(1);
  });

  test("is not held in memory, nor are its documents", async () => {
    const before = heapInUse();
    let most = 0;
    let count = 0;
    const decoded = decodeChunks(x12, () => invoiceChunks(12 * MEGABYTE), context);
    for await (const document of decoded.documents) {
      if ("document" in document) count++;
      if (count % 250 === 0) most = Math.max(most, heapInUse() - before);
    }
    expect(count).toBeGreaterThan(3000);
    expect(decoded.rest().replies).toHaveLength(1);
    // One chunk and the acknowledgement take about 2 MB. All documents together would take 90 MB.
    expect(most / MEGABYTE).toBeLessThan(10);
  });
});

describe("formats that hold a message", () => {
  const [message = bytes("")] = dispenses(1);

  test("decode it from chunks as from a whole", async () => {
    const whole = hl7v2.decode(message, context);
    expect(whole.documents).toHaveLength(1);
    for (const place of [1, 100, message.length - 1])
      expect(await decodedAt(hl7v2, message, [place])).toEqual(whole);
  });

  test("split a body from chunks as from a whole", () => {
    const body = Buffer.concat(dispenses(3));
    const splitter = splitterOf(hl7v2);
    for (let at = 0; at < body.length; at += 7) splitter.push(body.subarray(at, at + 7));
    expect(splitter.end()).toEqual(hl7v2.split(body));
    expect(splitter.end()).toHaveLength(3);
  });
});
