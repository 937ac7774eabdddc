import { afterAll, describe, expect, it, vi } from "vitest";
import { type BodyContext, StreamLostError } from "../../../sidecar/engine/ports/reading.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { directReading, type Reading } from "../../../sidecar/reading/reading.ts";
import { remoteCut, remoteDecode } from "../../../sidecar/reading/remote-streams.ts";
import { threadedReading } from "../../../sidecar/reading/threads.ts";
import { TaskLost } from "../../../sidecar/reading/worker.ts";
import { createPseudonym } from "../../../sidecar/security/pseudonym.ts";
import { invoiceChunks } from "../../bench/codecs/inputs.ts";
import { supplierConnection } from "../../support/connection.ts";

// Starting a thread takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SECRET = "a secret of thirty-two characters";
const SCRIPT = new URL("../../../sidecar/composition/reading-thread.ts", import.meta.url);
const direct = directReading(formats, createPseudonym(SECRET));
const context: BodyContext = { connection: supplierConnection(), duplicateOfOther: false };
const open = (limits: { megabytes: number; seconds: number }) =>
  threadedReading(direct, { pseudonymSecret: SECRET }, limits, SCRIPT);
const reading = open({ megabytes: 192, seconds: 60 });
afterAll(() => reading.close());

const chunks = () => [...invoiceChunks(300_000)];
const whole = Buffer.concat(chunks());

/** Splits a body chunk by chunk. */
async function cutOf(by: Reading) {
  const stream = await by.openCut(chunks()[0] as Uint8Array, null);
  for (const chunk of chunks()) await stream?.push(chunk);
  return stream?.end();
}

/** Decodes a message chunk by chunk, in both passes. */
async function decodedOf(by: Reading) {
  const stream = await by.openDecode("x12", context);
  if (stream.outlines) for (const chunk of chunks()) await stream.outline(chunk);
  const documents = [];
  if (await stream.begin()) for (const chunk of chunks()) documents.push(...(await stream.decode(chunk)));
  const rest = await stream.end();
  return { ...rest, documents: [...documents, ...rest.documents] };
}

describe("reading in chunks", () => {
  it.each([
    ["on the calling thread", direct],
    ["on another thread", reading],
  ])("%s returns the same as reading the whole body", async (_name, by) => {
    expect(await cutOf(by)).toEqual(await direct.cut(whole, null));
    expect(await decodedOf(by)).toEqual(await direct.decode("x12", whole, context));
  });

  it("of several messages at the same time keeps them apart", async () => {
    const expected = await direct.decode("x12", whole, context);
    const decoded = await Promise.all([1, 2, 3].map(() => decodedOf(reading)));
    for (const one of decoded) expect(one).toEqual(expected);
  });

  it("is not possible for bodies that must be split as a whole, or that no format recognises", async () => {
    expect(await reading.openCut(Buffer.from('{"specversion": "1.0"}'), "application/json")).toBeNull();
    expect(await reading.openCut(Buffer.from("hello"), null)).toBeNull();
  });
});

/** A thread that answers each task with the next of the given results. */
function threadWith(...results: readonly (object | Error)[]) {
  const left = [...results];
  return {
    keep: () => () => undefined,
    run: async <Result>() => {
      const next = left.shift() ?? {};
      if (next instanceof Error) throw next;
      return next as Result;
    },
  };
}

describe("a stream whose thread was ended", () => {
  it("by another message can be repeated", async () => {
    const stream = await remoteDecode(threadWith({ outlines: true }, { lost: true }))("x12", context);
    await expect(stream.outline(whole)).rejects.toThrow(StreamLostError);
    const cut = await remoteCut(threadWith({ opened: true }, { lost: true }))(whole, null);
    await expect(cut?.push(whole)).rejects.toThrow(StreamLostError);
  });

  it("by its own message reports the message as too demanding", async () => {
    const stream = await remoteDecode(threadWith({ outlines: false }, new TaskLost("memory")))(
      "x12",
      context,
    );
    expect(await stream.decode(whole)).toEqual([]);
    expect(await stream.end()).toMatchObject({ documents: [], replies: [], problem: { code: "UNREADABLE" } });
    const cut = await remoteCut(threadWith({ opened: true }, new TaskLost("time")))(whole, null);
    await cut?.push(whole);
    await cut?.push(whole);
    expect(await cut?.end()).toEqual({
      format: null,
      parts: [
        {
          start: 0,
          end: 2 * whole.length,
          identity: null,
          unreadable: expect.objectContaining({ term: "reading.too-demanding" }),
        },
      ],
    });
  });

  it("with another error rejects", async () => {
    const stream = await remoteDecode(threadWith({ outlines: false }, new Error("a bug")))("x12", context);
    await expect(stream.decode(whole)).rejects.toThrow("a bug");
  });
});
