import { describe, expect, test } from "vitest";
import { brief, located, readSet, with855 } from "./builders.ts";

describe("the transaction sets", () => {
  test("a full purchase order is read without an issue", () => {
    const body = [
      "BEG*00*SA*PO1001**20260709",
      "CUR*BY*USD",
      "REF*CO*17",
      "PER*BD*JANE DOE*TE*5075550100",
      "DTM*002*20260720",
      "N9*ZZ*NOTE",
      "MSG*LEAVE AT DOCK",
      "N1*BY*NORTHFIELD*92*NF",
      "N1*ST*STORE*92*CS",
      "N3*1 MAIN ST",
      "N4*NORTHFIELD*MN*55057*US",
      "PO1*1*24*CA*12.5**BP*NF-1*VN*HM-1*UK*10012345678902",
      "PID*F****GLOVES",
      "PO4*10",
      "SCH*24*CA***002*20260720",
      "PO1*2*1*EA*3**BP*NF-2",
      "PID*F****TUBES",
      "CTT*2",
      "AMT*TT*303",
    ];
    for (const version of ["004010", "005010"]) expect(located(readSet("850", body, version))).toEqual([]);
  });

  test("a full invoice is read without an issue", () => {
    const body = [
      "BIG*20260715*INV77*20260709*PO1001",
      "CUR*SE*USD",
      "REF*BM*99",
      "N1*RE*HARBOR*91*H1",
      "N1*ST*STORE*92*CS",
      "ITD*01*3*2**10**30",
      "DTM*011*20260712",
      "IT1*1*24*CA*12.5**VN*HM-1",
      "TXI*ST*3.1",
      "PID*F****GLOVES",
      "REF*LT*L1",
      "SAC*A*C310***500",
      "TDS*30810",
      "TXI*ST*3.10",
      "CAD****UPSN",
      "SAC*C*D240***1000*******06",
      "ISS*1*CT*10*LB",
      "CTT*1*24",
    ];
    for (const version of ["004010", "005010"]) expect(located(readSet("810", body, version))).toEqual([]);
  });

  test("a functional acknowledgment has a loop for each set, and in it one for each segment", () => {
    const body = [
      "AK1*PO*12",
      "AK2*850*0001",
      "AK3*PO1*5**8",
      "AK4*3*355*5",
      "AK5*E*5",
      "AK2*850*0002",
      "AK5*A",
      "AK9*E*2*2*2",
    ];
    const set = readSet("997", body);
    expect(set.issues).toEqual([]);
    expect(set.root.segments.map(({ id }) => id)).toEqual(["ST", "AK1", "AK9", "SE"]);
    expect(
      set.root.loops.map(({ id, segments, loops }) => [
        id,
        segments.length,
        loops.map((loop) => loop.segments.length),
      ]),
    ).toEqual([
      ["AK2", 2, [2]],
      ["AK2", 2, []],
    ]);
  });

  test("an implementation acknowledgment exists from 005010 on", () => {
    const body = [
      "AK1*PO*12*005010",
      "AK2*850*0001",
      "IK3*PO1*5*PO1*8",
      "CTX*SITUATIONAL TRIGGER*CLM*43",
      "IK4*3*355*5",
      "IK5*E*5",
      "AK9*E*1*1*1",
    ];
    expect(located(readSet("999", body, "005010"))).toEqual([]);
    expect(brief(readSet("999", body, "004010").issues)).toEqual(["transaction-unsupported/1"]);
  });
});

describe("odd input", () => {
  test("a set without valid segments has a limited number of issues", () => {
    const set = with855({ ACK: Array.from({ length: 100_000 }, () => "QQQ*1") });
    expect(set.issues.length).toBeLessThan(1000);
    expect(brief(set.issues)).toContain("too-many-issues/5");
  });

  test("100,000 nested lines are read", () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => [
      `PO1*${index}*1*EA*1**VN*X`,
      "ACK*IA*1*EA",
    ]).flat();
    const set = with855({ PO1: lines, ACK: [] });
    expect(set.issues).toEqual([]);
    expect(set.root.loops).toHaveLength(50_001);
  });
});

/** Returns a valid 850 with a segment inserted at its place in the header. */
const headed = (segment: string, version?: string) =>
  located(readSet("850", ["BEG*00*SA*PO1**20260709", segment, "PO1*1*1*EA*3", "CTT*1"], version));

describe("segments of the standard", () => {
  test("BEG12 is the transaction type", () => {
    const body = ["BEG*00*NE*PO1**20260709*******AA", "PO1*1*1*EA*3", "CTT*1"];
    for (const version of ["004010", "005010"]) expect(located(readSet("850", body, version))).toEqual([]);
  });

  test("a discount needs its lower limit (DIS05), and its upper one is optional", () => {
    expect(headed("DIS*PPU*PC*2*DL*100")).toEqual([]);
    expect(headed("DIS*PPU*PC*2*DL")).toEqual(["element-missing/1 DIS@3.5"]);
  });

  test("an action of a sales requirement (CSH02) is of one or two characters and needs its amount", () => {
    expect(headed("CSH*SC*RA*50000")).toEqual([]);
    expect(headed("CSH*SC*1*50000")).toEqual([]);
    expect(headed("CSH*SC*RA")).toEqual(["element-condition-missing/2 CSH@3.3"]);
    expect(headed("CSH*SC********25")).toEqual(["element-condition-missing/2 CSH@3.10"]);
  });

  test("conditions of sale have one of five codes; their action (IT802) is the same element", () => {
    const line = (it8: string) =>
      located(readSet("850", ["BEG*00*SA*PO1**20260709", "PO1*1*1*EA*3", it8, "CTT*1"]));
    expect(line("IT8*SC*RA")).toEqual([]);
    expect(line("IT8****4711")).toEqual(["element-condition-missing/2 IT8@4.1"]);
  });

  test("FA2 has the type of the account first, then the account", () => {
    expect(
      located(
        readSet("810", [
          "BIG*20260715*INV77",
          "FA1*DD",
          "FA2*A1*4100-7781-02",
          "IT1*1*1*EA*3",
          "TDS*300",
          "CTT*1",
        ]),
      ),
    ).toEqual([]);
  });

  test("SPI has 15 elements, ADV 7 and YNQ 10", () => {
    const spi = (count: number) => headed(["SPI", "00", ...Array(count - 2).fill(""), "0001"].join("*"));
    expect(spi(15)).toEqual([]);
    expect(spi(16)).toEqual(["too-many-elements/3 SPI@3.16"]);
    const adv = (count: number) => headed(`ADV${"*1".repeat(count)}`);
    expect([adv(7), adv(8)]).toEqual([[], ["too-many-elements/3 ADV@3.8"]]);
    const ynq = (question: string) =>
      located(readSet("810", ["BIG*20260715*INV77", question, "TDS*300", "CTT*1"]));
    expect(ynq("YNQ**Y********ARE THE GOODS COLD")).toEqual([]);
    expect(ynq("YNQ**Y********ARE THE GOODS COLD*X")).toEqual(["too-many-elements/3 YNQ@3.11"]);
  });

  test("a loop is named by up to six characters (447), in 004010 as later", () => {
    for (const version of ["004010", "005010"])
      expect(
        located(
          readSet(
            "997",
            ["AK1*PO*1", "AK2*850*0001", "AK3*N1*4*2010AA*3", "AK5*R*5", "AK9*R*1*1*0"],
            version,
          ),
        ),
      ).toEqual([]);
  });

  test("005010 names a subdivision in N407, never with a state, and only with its country", () => {
    const n4 = (segment: string, version = "005010") =>
      located(
        readSet(
          "850",
          ["BEG*00*SA*PO1**20260709", "N1*ST*CLINIC", segment, "PO1*1*1*EA*3", "CTT*1"],
          version,
        ),
      );
    expect(n4("N4*LYON**69002*FR***69")).toEqual([]);
    expect(n4("N4*LYON**69002****69")).toEqual(["element-condition-missing/2 N4@4.4"]);
    expect(n4("N4*DULUTH*MN*55802*US***MN")).toEqual(["element-excluded/10 N4@4.7"]);
    expect(n4("N4*LYON**69002*FR***69", "004010")).toEqual(["too-many-elements/3 N4@4.7"]);
  });

  test("005010 has the unit of a measurement as a unit or as a code of a list, not both", () => {
    expect(headed("MEA*PD*WT*4*LB", "005010")).toEqual([]);
    expect(headed("MEA*PD*WT**LB*4*5", "005010")).toEqual([]);
    expect(headed("MEA*PD*WT***4*5*****AX*KGM", "005010")).toEqual([]);
    expect(headed("MEA*PD*WT***4", "005010")).toEqual(["element-condition-missing/2 MEA@3.4"]);
    expect(headed("MEA*PD*WT*4*LB*******AX*KGM", "005010")).toEqual(["element-excluded/10 MEA@3.12"]);
    expect(headed("MEA*PD*WT*4*LB*******AX", "005010")).toContain("element-condition-missing/2 MEA@3.12");
    expect(headed("MEA*PD*WT***4", "004010")).toEqual(["element-condition-missing/2 MEA@3.4"]);
  });
});

describe("code lists", () => {
  const line = (status: string) => located(with855({ ACK: [`ACK*${status}*24*CA`] }));
  const answer = (type: string) => located(with855({ BAK: [`BAK*00*${type}*PO1*20260709`] }));
  const purpose = (code: string, version: string) =>
    located(with855({ BAK: [`BAK*${code}*AD*PO1*20260709`] }, version));

  test("of a line's status contain the codes of the standard and no others", () => {
    for (const code of ["AA", "AC", "AR", "IW", "R1", "R8", "SP"]) expect(line(code)).toEqual([]);
    for (const code of ["RS", "ZZ", "R9"]) expect(line(code)).toEqual(["code-not-in-list/7 ACK@4.1"]);
  });

  test("of the whole answer contain RN and not 00", () => {
    expect(answer("RN")).toEqual([]);
    expect(answer("00")).toEqual(["code-not-in-list/7 BAK@2.2"]);
  });

  test("grow by release", () => {
    expect(purpose("5C", "004010")).toEqual([]);
    expect(purpose("57", "004010")).toEqual(["code-not-in-list/7 BAK@2.1"]);
    expect(purpose("57", "005010")).toEqual([]);
    expect(purpose("78", "005010")).toEqual(["code-not-in-list/7 BAK@2.1"]);
  });
});
