import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { statusOf } from "../../../../sidecar/codecs/x12/acknowledge.ts";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Interchange, X12Issue } from "../../../../sidecar/codecs/x12/types.ts";

/** Public sample messages next to the checkout: an independent check, not needed to work on the codec. */
const corpus = process.env.SUTURE_CORPUS ?? path.resolve(import.meta.dirname, "../../../../../shared/corpus");
const folder = path.join(corpus, "x12");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".edi")) : [];

/** Samples whose sender's and receiver's names were replaced by longer or shorter ones, so that ISA lost its widths. */
const NARROW_ISA = ["004010__FA997__pass__1.edi", "004010__PO850__pass__1.edi"];

const supported = files.filter((name) => /^00[45]010__.*(850|855|810|835|997|999).*__pass__/.test(name));
const broken = files.filter((name) => name.includes("__fail__"));

function read(name: string): X12Interchange[] {
  return readX12(readFileSync(path.join(folder, name)));
}

function issues(interchanges: X12Interchange[]): X12Issue[] {
  return interchanges.flatMap((interchange) => [
    ...interchange.issues,
    ...interchange.groups.flatMap((group) => [
      ...group.issues,
      ...group.transactions.flatMap((set) => set.issues),
    ]),
  ]);
}

describe.skipIf(files.length === 0)("the corpus of public samples (skipped where it is absent)", () => {
  test.each(supported)("%s is read and no set of it is rejected", (name) => {
    const interchanges = read(name);
    const groups = interchanges.flatMap((interchange) => interchange.groups);
    const statuses = groups.flatMap((group) => group.transactions.map(statusOf));
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses).not.toContain("rejected");
    expect(groups.flatMap((group) => group.issues)).toEqual([]);
    const expected = NARROW_ISA.includes(name) ? ["isa-layout"] : [];
    expect(interchanges.flatMap((interchange) => interchange.issues.map(({ code }) => code))).toEqual(
      expected,
    );
  });

  test.each(broken)("%s yields issues", (name) => {
    expect(issues(read(name)).length).toBeGreaterThan(0);
  });

  test.each(files)("%s has its envelope found", (name) => {
    expect(read(name)).toHaveLength(1);
    expect(read(name)[0]?.groups.length).toBeGreaterThan(0);
  });
});
