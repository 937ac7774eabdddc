import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { splitInterchanges } from "../../../../sidecar/codecs/x12/split.ts";
import { createX12Tokenizer } from "../../../../sidecar/codecs/x12/tokenizer.ts";
import { x12 } from "../../../../sidecar/formats/x12/format.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { inEnglish } from "../../../support/told.ts";
import { ACCEPTED_855, bytes, group, interchange, isa, lines, transaction } from "./builders.ts";

const sets = (count: number, body = ACCEPTED_855) =>
  Array.from({ length: count }, (_, index) => transaction("855", String(index + 1).padStart(4, "0"), body));
const file = (count: number) => interchange([group("PR", "004010", sets(count))]);
const codes = (input: Uint8Array, options = {}) => {
  const [read] = readX12(input, options);
  const inner =
    read?.groups.flatMap(({ transactions }) => transactions.flatMap(({ issues }) => issues)) ?? [];
  return [...(read?.issues ?? []), ...inner].map(({ code }) => code);
};

/** Returns the number of segments that the tokenizer passed on, and how it ended. It is stopped after `most` segments. */
function tokenized(input: Uint8Array, options = {}, most = Number.POSITIVE_INFINITY) {
  const seen = { segments: 0, damages: [] as string[], end: -1 };
  const tokenizer = createX12Tokenizer(
    {
      interchange: () => {},
      segments: (batch) => {
        seen.segments += batch.length;
        if (seen.segments >= most) tokenizer.stop();
      },
      damage: ({ kind }) => seen.damages.push(kind),
      close: (offset) => {
        seen.end = offset;
      },
      leftover: () => {},
    },
    options,
  );
  tokenizer.push(input);
  tokenizer.end();
  return seen;
}

describe("segments", () => {
  test("are read without a limit on their number", () => {
    const many = bytes(isa() + "A~".repeat(2_000_000));
    expect(tokenized(many)).toEqual({ segments: 2_000_000, damages: [], end: many.length });
    expect(splitInterchanges(many).interchanges).toMatchObject([{ start: 0, end: many.length }]);
    expect(x12.split(many)).toMatchObject([{ start: 0, end: many.length, identity: expect.any(String) }]);
  });

  test("are not read once the sink has stopped the tokenizer", () => {
    const many = bytes(isa() + "A~".repeat(100_000));
    const { segments, end } = tokenized(many, {}, 1000);
    expect(segments).toBeLessThan(40_000);
    expect(end).toBe(many.length);
  });

  test("beyond those of one set are counted, and the set is rejected", () => {
    expect(codes(file(1), { mostSegments: 5 })).toContain("too-many-segments");
    expect(codes(file(1), { mostSegments: 5 })).not.toContain("count-mismatch");
    expect(codes(file(1))).toEqual([]);
  });

  test("of one set are limited in bytes as well, and the set is rejected", () => {
    expect(codes(file(1), { mostBytes: 40 })).toContain("set-too-long");
    expect(codes(file(1), { mostBytes: 40 })).not.toContain("count-mismatch");
    const [read] = readX12(file(2), { mostBytes: 40 });
    const sets = read?.groups[0]?.transactions ?? [];
    expect(sets.map(({ issues }) => issues.filter(({ code }) => code === "set-too-long"))).toMatchObject([
      [{ level: "transaction", ack: "5" }],
      [{ level: "transaction", ack: "5" }],
    ]);
  });

  test("of very many elements have the rest in one piece", () => {
    const [read] = readX12(
      interchange([group("PR", "004010", [transaction("855", "0001", [`REF*${"A*".repeat(5000)}B`])])]),
    );
    const elements =
      read?.groups[0]?.transactions[0]?.root.segments.find(({ id }) => id === "REF")?.elements ?? [];
    expect(elements).toHaveLength(201);
    expect(elements.at(-1)).toHaveLength(2 * 5000 + 1 - 2 * 199);
    expect(codes(file(1).subarray())).toEqual([]);
  });
});

describe("transaction sets", () => {
  test("beyond the limit are an issue of the interchange, which a TA1 rejects", () => {
    const input = file(12);
    expect(codes(input, { mostTransactionSets: 20 })).toEqual([]);
    expect(codes(input, { mostTransactionSets: 10 })).toContain("too-many-transaction-sets");
    const connection = supplierConnection({
      format: { code: "x12", version: "004010", options: { mostTransactionSets: 10 } },
    });
    const decoded = x12.decode(input, { connection, duplicateOfOther: false, pseudonym: () => "" });
    expect(decoded.documents).toEqual([]);
    expect(decoded.problem?.code).toBe("LIMIT_EXCEEDED");
    expect(decoded.replies).toMatchObject([{ code: "TA1", content: { ta1: { code: "R", note: "024" } } }]);
  });

  test("are as many as the size of the interchange permits, if no limit is agreed", () => {
    const problemOf = (body: string[]) => {
      const input = interchange([
        group(
          "PR",
          "004010",
          Array.from({ length: 28_000 }, (_, at) =>
            transaction("855", String(at + 1).padStart(5, "0"), body),
          ),
        ),
      ]);
      const context = { connection: supplierConnection(), duplicateOfOther: false, pseudonym: () => "" };
      return x12.decode(input, context).problem?.code;
    };
    expect(problemOf(["BAK*00*AC*1*20260101"])).toBe("LIMIT_EXCEEDED");
    expect(problemOf(["BAK*00*AC*1*20260101", `MSG*${"x".repeat(200)}`])).toBeUndefined();
  });

  test("with several documents are exceptions once the interchange has as many documents as sets are accepted", () => {
    const answers = (count: number) => [
      "AK1*PO*1",
      ...Array.from({ length: count }, (_, index) => [`AK2*850*${index + 1}`, "AK5*A"]).flat(),
      `AK9*A*${count}*${count}*${count}`,
    ];
    const counts = [1, 6, 4, 1, 2];
    const input = interchange([
      group(
        "FA",
        "004010",
        counts.map((count, index) => transaction("997", `000${index + 1}`, answers(count))),
      ),
    ]);
    const connection = supplierConnection({
      format: { code: "x12", version: "004010", options: { mostTransactionSets: 10 } },
    });
    const { documents } = x12.decode(input, { connection, duplicateOfOther: false, pseudonym: () => "" });
    const bySet = counts.map((_, index) =>
      documents.filter(({ controlReference }) => controlReference?.endsWith(`/000${index + 1}`)),
    );
    expect(bySet.map(({ length }) => length)).toEqual([1, 6, 1, 1, 1]);
    expect(documents.map((one) => "problem" in one && inEnglish(one.problem))).toEqual([
      ...Array(7).fill(false),
      {
        code: "LIMIT_EXCEEDED",
        findings: [expect.objectContaining({ text: expect.stringContaining("more than 10 documents") })],
      },
      false,
      expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
    ]);
  });

  test("of a partner with a higher limit are accepted", () => {
    const body = [
      ACCEPTED_855[0] as string,
      ...Array.from({ length: 26_000 }, () => "REF*VR*1"),
      ...ACCEPTED_855.slice(1),
    ];
    const input = interchange([
      group("PR", "004010", [transaction("855", "0001", [...body, ...body.slice(1)])]),
    ]);
    const problems = (options: object) =>
      x12
        .decode(input, {
          connection: supplierConnection({
            format: { code: "x12", version: "004010", options: { ...options } },
          }),
          duplicateOfOther: false,
          pseudonym: () => "",
        })
        .documents.flatMap((one) => ("problem" in one ? [one.problem] : []));
    const codeOf = (options: object) => problems(options).map(({ code }) => code);
    const found = (options: object) =>
      problems(options).flatMap(({ findings }) => findings.map(({ text }) => inEnglish(text)));
    expect(found({}).join()).toContain("more than 50000 segments");
    expect(codeOf({})).toEqual(["LIMIT_EXCEEDED"]);
    expect(found({ mostSegments: 60_000 }).join()).not.toContain("more than");
    expect(found({ mostSegments: "many" }).join()).toContain("more than 50000 segments");
  });

  test("with only errors have a limited number of issues in total", () => {
    const wrong = Array.from({ length: 300 }, () => "PO1*x*x");
    const read = readX12(interchange([group("PR", "004010", sets(200, wrong))]))[0];
    const all = read?.groups[0]?.transactions.map(({ issues }) => issues.length) ?? [];
    expect(all.reduce((sum, count) => sum + count, 0)).toBeLessThan(20_000 + 2 * all.length);
    expect(all.at(-1)).toBeGreaterThan(0);
  });
});

describe("interchanges", () => {
  const empty = (count: number) => bytes((isa() + lines(["IEA*0*000000001"])).repeat(count));

  test("beyond a thousand are not read", () => {
    expect(splitInterchanges(empty(1000))).toMatchObject({ interchanges: { length: 1000 } });
    expect(splitInterchanges(empty(1000)).tooMany).toBeUndefined();
    const { interchanges, tooMany } = splitInterchanges(empty(50_000));
    expect([interchanges.length, tooMany]).toEqual([1001, "interchanges"]);
  });

  test("with too many TA1s are refused as a whole", () => {
    const input = bytes(
      isa() + lines([...Array<string>(1001).fill("TA1*000000042*260708*1100*A*000"), "IEA*0*000000001"]),
    );
    const decoded = x12.decode(input, {
      connection: supplierConnection(),
      duplicateOfOther: false,
      pseudonym: () => "",
    });
    expect(decoded).toMatchObject({ documents: [], problem: { code: "LIMIT_EXCEEDED" } });
  });
});
