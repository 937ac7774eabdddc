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
  test("a set of nothing but rubbish keeps a limited number of issues", () => {
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
