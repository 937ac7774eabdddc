import { describe, expect, it } from "vitest";
import { nameOfSet } from "../../../../sidecar/codecs/x12/schemas/set-names.ts";
import type { EncodeContext } from "../../../../sidecar/formats/format.ts";
import { x12 } from "../../../../sidecar/formats/x12/format.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { inEnglish } from "../../../support/told.ts";
import { SET_SAMPLES } from "../../codecs/x12/set-samples.ts";

type Group = { id: string; version: string; code: string; body: readonly string[]; convention?: string };

/** Returns an interchange with a group for each of these, from the supplier of `supplierConnection`. */
function file(groups: readonly Group[], envelope = "00401"): string {
  const repetition = envelope === "00501" ? "^" : "U";
  const isa = `ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261120*0900*${repetition}*${envelope}*000000007*0*P*>`;
  const segments = groups.flatMap(({ id, version, code, body, convention }, index) => [
    `GS*${id}*HARBORMED*NORTHFIELD*20261120*0900*${index + 1}*X*${version}`,
    `ST*${code}*0001${convention === undefined ? "" : `*${convention}`}`,
    ...body,
    `SE*${body.length + 2}*0001`,
    `GE*1*${index + 1}`,
  ]);
  return [isa, ...segments, `IEA*${groups.length}*000000007`].map((line) => `${line}~\n`).join("");
}

async function received(text: string, options: object = {}) {
  const connection = supplierConnection();
  const profile = {
    ...connection,
    format: { ...connection.format, options: { ...connection.format.options, ...options } },
  };
  const decoded = x12.decode(Buffer.from(text), {
    connection: profile,
    duplicateOfOther: false,
    pseudonym: () => "",
  });
  const last = new Map<string, number>();
  const context: EncodeContext = {
    connection: profile,
    now: "2026-11-20T09:30:00.000Z",
    next: async (kind) => {
      last.set(kind, (last.get(kind) ?? 0) + 1);
      return last.get(kind) ?? 0;
    },
  };
  const replies = await Promise.all(decoded.replies.map((reply) => x12.encodeReply(reply, context)));
  const lines = replies.flatMap((reply) =>
    Buffer.from(reply?.bytes ?? [])
      .toString("latin1")
      .split(/~\s*/),
  );
  const held = decoded.documents.map(({ code, ...rest }) => {
    const problem = "problem" in rest ? rest.problem : undefined;
    return [code, problem?.code, inEnglish(problem?.findings[0]?.text)];
  });
  return { held, lines, decoded };
}

const load = { id: "SM", version: "004010", code: "204", body: ["B2**ABCD**SHIP1**PP", "B2A*00"] };

describe("a transaction set that is not supported", () => {
  it("is rejected with AK502 1 and held with its name in words", async () => {
    const { held, lines } = await received(file([load]));
    expect(held).toEqual([
      ["204", "UNSUPPORTED_DOCUMENT", "Suture does not support X12 204 Motor Carrier Load Tender."],
    ]);
    expect(lines).toEqual(expect.arrayContaining(["AK2*204*0001", "AK5*R*1", "AK9*R*1*1*0"]));
  });

  it("is rejected in a 999 if that is agreed", async () => {
    const { held, lines } = await received(file([{ ...load, version: "005010" }], "00501"), {
      acknowledgement: "999",
    });
    expect(held).toMatchObject([
      ["204", "UNSUPPORTED_DOCUMENT", expect.stringContaining("204 Motor Carrier")],
    ]);
    expect(lines).toEqual(expect.arrayContaining(["AK2*204*0001", "IK5*R*1", "AK9*R*1*1*0"]));
  });

  it("in another version is rejected with AK905 2 and held with the version", async () => {
    const order = { id: "PR", version: "003040", code: "855", body: ["BAK*00*AD*PO1*261120"] };
    const { held, lines } = await received(file([order]));
    expect(held).toEqual([
      [
        "855",
        "UNSUPPORTED_DOCUMENT",
        "Suture does not support X12 855 Purchase Order Acknowledgment in version 003040.",
      ],
    ]);
    expect(lines).toContain("AK9*R*1*1*0*2");
  });

  it("in a version that is none is held without showing it", async () => {
    const { held } = await received(file([{ ...load, version: "JANE DOE" }]));
    expect(held).toEqual([
      ["204", "UNSUPPORTED_DOCUMENT", "Suture does not support X12 204 Motor Carrier Load Tender."],
    ]);
  });

  it("with an invalid code is held without showing it", () => {
    expect(nameOfSet("JANE DOE")).toBe("X12");
    expect(nameOfSet("123")).toBe("X12 123");
  });
});

describe("a transaction set that is described but not mapped", () => {
  const unmapped = SET_SAMPLES.filter(
    ({ code, versions }) => inboundX12[code] === undefined && versions.includes("004010"),
  );

  it.each(unmapped)(
    "$code is rejected with AK502 1 and held with its name",
    async ({ code, group: id, body }) => {
      const { held, lines } = await received(file([{ id, version: "004010", code, body }]));
      expect(held).toEqual([[code, "UNSUPPORTED_DOCUMENT", `Suture does not support ${nameOfSet(code)}.`]]);
      expect(nameOfSet(code).length).toBeGreaterThan(10);
      expect(lines).toEqual(expect.arrayContaining([`AK2*${code}*0001`, "AK5*R*1"]));
    },
  );

  it("is held as unsupported even if it has errors, which follow with their positions", async () => {
    const notice = {
      id: "AR",
      version: "004010",
      code: "943",
      body: ["W06*A*SH-1*20261120", "N1*WH*HARBOR WEST*91*H1W", "W27*M*UPSN", "W04*10", "W03*10"],
    };
    const { decoded, lines } = await received(file([notice]));
    expect(decoded.documents).toMatchObject([
      {
        code: "943",
        number: "SH-1",
        problem: {
          code: "UNSUPPORTED_DOCUMENT",
          findings: [{ field: "ST01" }, { field: "W0402 in segment 5" }],
        },
      },
    ]);
    expect(lines).toEqual(expect.arrayContaining(["AK3*W04*5**8", "AK4*2*355*1", "AK5*R*1*5"]));
  });
});

describe("several sets and versions in one file", () => {
  it("are answered group by group, and only those that are read become documents", async () => {
    const response = ["BAK*00*AD*P00001*20261120", "PO1*1*2*BX*9.4**VN*HM-1", "ACK*IA*2*BX", "CTT*1"];
    const { held, lines } = await received(
      file([
        { id: "PR", version: "004010", code: "855", body: response },
        load,
        { id: "PR", version: "005010", code: "855", body: response },
        { id: "PR", version: "003040", code: "855", body: response },
      ]),
    );
    expect(held.map(([code, problem]) => [code, problem])).toEqual([
      ["855", undefined],
      ["204", "UNSUPPORTED_DOCUMENT"],
      ["855", undefined],
      ["855", "UNSUPPORTED_DOCUMENT"],
    ]);
    expect(
      lines.filter((line) => /^(GS|AK[19])/.test(line)).map((line) => line.replace(/^(GS).*\*/, "$1 ")),
    ).toEqual([
      "GS 004010",
      "AK1*PR*1",
      "AK9*A*1*1*1",
      "GS 004010",
      "AK1*SM*2",
      "AK9*R*1*1*0",
      "GS 005010",
      "AK1*PR*3",
      "AK9*A*1*1*1",
      "GS 004010",
      "AK1*PR*4",
      "AK9*R*1*1*0*2",
    ]);
  });
});
