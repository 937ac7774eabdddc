import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { acknowledgementFor } from "../../../../sidecar/codecs/hl7v2/acknowledge.ts";
import { segment, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { contentOf } from "./builders.ts";

/** Public sample messages next to the checkout: an independent check, not needed to work on the codec. */
const corpus = process.env.SUTURE_CORPUS ?? path.resolve(import.meta.dirname, "../../../../../shared/corpus");
const folder = path.join(corpus, "hl7v2");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".hl7")) : [];

describe.skipIf(files.length === 0)("the corpus of public samples (skipped where it is absent)", () => {
  test.each(files)("%s is read without issues, and is the same after writing and reading", (name) => {
    const read = contentOf(readFileSync(path.join(folder, name)));
    expect(read.segments.length).toBeGreaterThan(2);
    expect(contentOf(writeHl7(read))).toEqual(read);
  });

  test.each(files)("%s is written as it was sent, line by line", (name) => {
    const sent = readFileSync(path.join(folder, name), "utf8").replace("\ufeff", "");
    const written = Buffer.from(writeHl7(contentOf(Buffer.from(sent)))).toString("utf8");
    const lines = (text: string) => text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
    expect(lines(written)).toEqual(lines(sent));
  });

  test.each(files)("%s is acknowledged with its control ID", (name) => {
    const read = contentOf(readFileSync(path.join(folder, name)));
    const answer = acknowledgementFor(read, { code: "AA", control: "1", at: "2026-11-20T09:30:00Z" });
    expect(value(segment(contentOf(answer), "MSA"), 2)).toBe(value(segment(read, "MSH"), 10));
  });
});
