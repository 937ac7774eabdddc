import { describe, expect, test } from "vitest";
import { statusOf } from "../../../../sidecar/codecs/x12/acknowledge.ts";
import { transactionLoop } from "../../../../sidecar/codecs/x12/acknowledgment-loop.ts";
import { createX12Reader, readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { TRANSACTION_TABLES } from "../../../../sidecar/codecs/x12/schemas/catalogue.ts";
import type { X12Interchange, X12Transaction } from "../../../../sidecar/codecs/x12/types.ts";
import { writeInterchange } from "../../../../sidecar/codecs/x12/write.ts";
import { bytes, group, interchange, located, readSet, text, transaction } from "./builders.ts";
import { CLAIM_ACKNOWLEDGMENT_SAMPLE, CLAIM_PAYMENT_SAMPLE, SET_SAMPLES } from "./set-samples.ts";

type Sample = { code: string; functionalId: string; version: string; body: readonly string[] };

const samples: readonly Sample[] = [
  ...SET_SAMPLES.flatMap(({ code, group: functionalId, versions, body }) =>
    versions.map((version) => ({ code, functionalId, version, body })),
  ),
  { code: "835", functionalId: "HP", version: "005010X221A1", body: CLAIM_PAYMENT_SAMPLE },
  { code: "277", functionalId: "HN", version: "005010X214", body: CLAIM_ACKNOWLEDGMENT_SAMPLE },
];

const fileOf = (each: readonly Sample[]) => {
  const groups = each.map(({ code, functionalId, version, body }, index) =>
    group(functionalId, version, [transaction(code, "0001", [...body])], String(index + 1)),
  );
  return interchange(groups, { version: "00501", repetition: "^" });
};

/** Reads a file in pieces of `size` bytes. */
function readInPieces(input: Uint8Array, size: number): X12Transaction[] {
  const found: X12Transaction[] = [];
  const reader = createX12Reader({
    onTransaction: (set) => void found.push(set),
    onGroup() {},
    onInterchange() {},
  });
  for (let at = 0; at < input.length; at += size) reader.push(input.subarray(at, at + size));
  reader.end();
  return found;
}

const setsOf = (interchanges: readonly X12Interchange[]) =>
  interchanges.flatMap(({ groups }) => groups.flatMap(({ transactions }) => transactions));

describe("the sets beside orders, invoices and acknowledgements", () => {
  test.each(samples)("a full $code is read in $version without an issue", ({ code, version, body }) => {
    const set = readSet(code, [...body], version);
    expect(located(set)).toEqual([]);
    expect(statusOf(set)).toBe("accepted");
  });

  test("each set and release that the tables describe has a sample", () => {
    const earlier = ["810", "850", "855", "860", "865", "997", "999"];
    const sampled = new Set(samples.map(({ code, version }) => `${code} ${version.slice(2, 6)}`));
    const described = TRANSACTION_TABLES.filter(({ code }) => !earlier.includes(code)).flatMap(
      ({ code, sources }) => Object.keys(sources).map((release) => `${code} ${release}`),
    );
    expect(described.filter((each) => !sampled.has(each))).toEqual([]);
    expect(sampled.size).toBe(described.length);
  });

  test("all of them in both releases are read from one file", () => {
    const sets = setsOf(readX12(fileOf(samples)));
    expect(sets.map(({ code }) => code)).toEqual(samples.map(({ code }) => code));
    expect(sets.flatMap(located)).toEqual([]);
  });

  test.each([1, 2, 3, 7, 64])("are the same in pieces of %i bytes", (size) => {
    const file = fileOf(samples);
    expect(readInPieces(file, size)).toEqual(setsOf(readX12(file)));
  });

  test.each(samples)(
    "a $code in $version is written as it was read",
    ({ code, functionalId, version, body }) => {
      const segments = body.map((line) =>
        line.split("*").map((value) => (value.includes(">") ? value.split(">") : value)),
      );
      const written = writeInterchange({
        sender: { qualifier: "ZZ", id: "HARBORMED" },
        receiver: { qualifier: "ZZ", id: "NORTHFIELD" },
        control: 1,
        usage: "T",
        version: version.startsWith("005010") ? "00501" : "00401",
        date: "2026-08-01T09:15:00",
        groups: [
          {
            functionalId,
            sender: "HARBORMED",
            receiver: "NORTHFIELD",
            control: 1,
            version,
            transactions: [{ code, control: 1, segments }],
          },
        ],
      });
      expect(
        text(bytes(String(written)))
          .split("~")
          .slice(3, -4),
      ).toEqual(body);
    },
  );
});

describe("broken sets", () => {
  /** Returns the issues of a sample in which the segments that begin with a key are replaced. */
  function broken(code: string, replace: Readonly<Record<string, readonly string[]>>, version?: string) {
    const sample = samples.find((each) => each.code === code && (version ?? each.version) === each.version);
    const body = (sample?.body ?? []).flatMap((line) => {
      const key = Object.keys(replace).find((start) => line.startsWith(start));
      return key === undefined ? [line] : (replace[key] ?? []);
    });
    return located(readSet(code, body, sample?.version));
  }

  test.each<[string, Record<string, readonly string[]>, string[]]>([
    ["812", { "N1*SE": [], N3: [], N4: [] }, ["segment-missing/3 N1@5"]],
    ["812", { BCD: ["BCD*20260801*CM-881*C*45.50*C"] }, ["element-not-numeric/6 BCD@2.4"]],
    ["820", { "RMR*IV*INV78": ["RMR*IV"] }, ["element-condition-missing/2 RMR@13.2"]],
    ["820", { BPR: ["BPR*C*1250.5*C*ACH*CTX*01"] }, ["element-condition-missing/2 BPR@2.7"]],
    ["824", { OTI: [], REF: [], DTM: [], AMT: [], TED: [], NTE: [] }, ["segment-missing/3 OTI@4"]],
    ["832", { "LIN*2": ["LIN*2*VN"] }, ["element-missing/1 LIN@14.3"]],
    ["845", { CTT: [] }, ["segment-missing/3 CTT@13"]],
    ["846", { "QTY*20": ["QTY*20"] }, ["element-condition-missing/2 QTY@9.2"]],
    [
      "852",
      { "ZA*QS": ["CTT*1", "ZA*QS*120*EA"], "ZA*QA": [], SDQ: [], CTT: [] },
      ["segment-missing/3 ZA@7", "segment-unexpected/2 ZA@8"],
    ],
    ["856", { SN1: ["SN1*1*24"] }, ["element-missing/1 SN1@21.3"]],
    ["856", { PRF: ["PRF"] }, ["element-missing/1 PRF@14.1"]],
    ["861", { DTM: [] }, ["segment-missing/3 DTM@4"]],
    ["861", { RCD: ["RCD*1*22"] }, ["element-condition-missing/2 RCD@7.3"]],
    ["867", { "QTY*32": ["QTY*32*2x*CA"] }, ["element-not-numeric/6 QTY@8.2"]],
    ["940", { W05: ["W05*N"] }, ["element-missing/1 W05@2.2"]],
    ["943", { W03: [] }, ["segment-missing/3 W03@10"]],
    ["944", { W14: ["W14*24", "W08*M*UPSN"] }, ["segment-out-of-sequence/7 W08@9"]],
    ["945", { G62: ["G62*11"] }, ["element-condition-missing/2 G62@4.2"]],
    [
      "835",
      { "CLP*": ["CLP*PAT-1*1*200*150*50*12*ICN-1*11*1", "CAS*CO*45"], CAS: [] },
      ["element-missing/1 CAS@12.3"],
    ],
    ["277", { "STC*A2": ["STC**20260812"] }, ["element-missing/1 STC@19.1"]],
  ])("%s with %o", (code, replace, found) => {
    expect(broken(code, replace)).toEqual(found);
  });

  test("a later release permits what an earlier one does not", () => {
    const fa = ["RCD*1*22*CA", "FA1*DD", "FA2*A1*4100"];
    expect(broken("861", { RCD: fa }, "004010")).toEqual([
      "segment-not-in-set/6 FA1@8",
      "segment-not-in-set/6 FA2@9",
    ]);
    expect(broken("861", { RCD: fa, LIN: [], REF: [], MAN: [] }, "005010")).toEqual([]);
  });

  test("835 and 277 exist only in 005010", () => {
    for (const code of ["835", "277"])
      expect(located(readSet(code, ["BPR*I"]))).toEqual(["transaction-unsupported/1 undefined@undefined"]);
  });
});

describe("hierarchical levels", () => {
  const levels = (...lines: string[]) =>
    located(readSet("856", ["BSN*00*SH-1*20260712*0915", ...lines, "CTT*1"]));

  test("are in any order", () => {
    expect(levels("HL*3*2*I", "HL*2*1*O", "HL*1**S")).toEqual([]);
  });

  test("need IDs that are unique and parents that exist", () => {
    expect(levels("HL*1**S", "HL*1**S", "HL*3*9*I")).toEqual([
      "hierarchy-id-repeated/7 HL@4.1",
      "hierarchy-parent-unknown/7 HL@5.2",
    ]);
  });

  test("must not be below themselves", () => {
    expect(levels("HL*1*2*S", "HL*2*1*O")).toEqual(["hierarchy-parent-circular/7 HL@3.2"]);
  });
});

describe("implementation guides", () => {
  const payment = (bpr: string, trn: readonly string[] = ["TRN*1*12345*1411234567"]) =>
    readSet("835", [bpr, ...trn, ...CLAIM_PAYMENT_SAMPLE.slice(2)], "005010X221A1");
  /** Returns the AK2 loop of a set as "AK2*835*…" and so on. */
  const answer = (set: X12Transaction, type: "997" | "999") =>
    transactionLoop(set, "E", "005010X221A1", type).map((each) =>
      each.map((value) => (typeof value === "string" ? value : value.join(">"))).join("*"),
    );

  test("an element that another one requires is missing: I9 in a 999, 2 in a 997", () => {
    expect(located(payment("BPR*I*150*C*CHK************20260815"))).toEqual([]);
    const incomplete = payment(
      "BPR*I*150*C*ACH*CCP*01*091000019*DA*123456*1411234567**01*122000247*DA**20260815",
    );
    expect(located(incomplete)).toEqual([
      "element-condition-missing/2 BPR@2.15",
      "element-missing-in-guide/I9 BPR@2.15",
    ]);
    expect(answer(incomplete, "999")).toContain("IK4*15**I9");
    expect(answer(incomplete, "997")).toContain("AK4*15**2");
  });

  test("a segment that the guide requires is missing: I8 in a 999, 3 in a 997", () => {
    const set = payment("BPR*I*150*C*CHK************20260815", []);
    expect(located(set)).toEqual(["segment-missing-in-guide/I8 TRN@19"]);
    expect(statusOf(set)).toBe("rejected");
    expect(answer(set, "999")).toContain("IK3*TRN*19**I8");
    expect(answer(set, "997")).toContain("AK3*TRN*19**3");
  });

  test("the standard without a guide requires neither", () => {
    const body = ["BPR*I*150*C*ACH", ...CLAIM_PAYMENT_SAMPLE.slice(2)];
    expect(located(readSet("835", body, "005010"))).toEqual([]);
  });
});

describe("hostile bytes", () => {
  test("in any set are issues and never thrown", () => {
    const file = fileOf(samples);
    for (let turn = 0; turn < 300; turn++) {
      const damaged = Uint8Array.from(file);
      // A fixed sequence of places and bytes, so that a failure can be repeated.
      for (let hit = 0; hit < 20; hit++)
        damaged[106 + ((turn * 7919 + hit * 104729) % (file.length - 106))] = (turn * 31 + hit * 17) % 256;
      expect(() => readX12(damaged)).not.toThrow();
    }
  });
});
