import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packageTreeIssues } from "../../../sidecar/documents/packages.ts";

const packed = (id: string, parent?: string) =>
  ({ id, kind: "carton", ...(parent !== undefined && { parent }) }) as const;
const problems = (...given: Parameters<typeof packageTreeIssues>) =>
  packageTreeIssues(...given).map(({ path, params }) => `${path.join(".")} ${params.rule}`);

describe("the packages of a shipment", () => {
  test.each<[string, Parameters<typeof packageTreeIssues>, string[]]>([
    ["are a tree", [[packed("C", "P"), packed("P")], [{ packedIn: [{ package: "C" }] }]], []],
    ["may be absent", [[], [{}]], []],
    ["have different numbers", [[packed("P"), packed("P")], []], ["packages.1.id repeated"]],
    ["are inside packages of the document", [[packed("C", "P")], []], ["packages.0.parent unknown_package"]],
    ["are not inside themselves", [[packed("C", "C")], []], ["packages.0.parent circle"]],
    [
      "are not inside each other",
      [[packed("A", "B"), packed("B", "A"), packed("C", "A")], []],
      ["packages.0.parent circle", "packages.1.parent circle"],
    ],
    [
      "contain the lines",
      [[packed("P")], [{ packedIn: [{ package: "Q" }] }]],
      ["lines.0.packedIn.0.package unknown_package"],
    ],
  ])("%s", (_what, given, expected) => expect(problems(...given)).toEqual(expected));

  test("are a tree if each is inside an earlier one, however they are ordered", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.nat(), (inside, first) => {
        const all = inside.map((one, at) => packed(String(at), at === 0 ? undefined : String(one % at)));
        const turned = [...all.slice(first % (all.length + 1)), ...all.slice(0, first % (all.length + 1))];
        expect(problems(turned, [])).toEqual([]);
      }),
    );
  });

  test("are each visited once, also in a chain of 100,000 packages", () => {
    const chain = Array.from({ length: 100_000 }, (_, at) => packed(String(at), String(at + 1)));
    expect(problems([...chain, packed("100000")], [])).toEqual([]);
    expect(problems(chain, [])).toEqual(["packages.99999.parent unknown_package"]);
  });
});
