import { describe, expect, test } from "vitest";
import { mapAcknowledgement } from "../../../../../sidecar/formats/x12/documents/acknowledgement-997.ts";
import { inEnglish } from "../../../../support/told.ts";
import { transactionOf } from "../transaction-of.ts";

function documentsOf(body: string, code = "997") {
  const mapped = mapAcknowledgement(transactionOf(code, body));
  if ("problem" in mapped) throw new Error(JSON.stringify(mapped.problem));
  return mapped.documents;
}

describe("997", () => {
  test("has one acknowledgement for each document, with numbers without leading zeros", () => {
    const documents = documentsOf(`
      AK1*PO*000000042
      AK2*850*0001
      AK5*A
      AK2*850*0002
      AK3*PO1*7**8
      AK4*3*355*7*QQ
      AK5*R*5
      AK9*P*2*2*1`);
    expect(documents).toEqual([
      {
        type: "Acknowledgement",
        id: "42/1",
        reference: { documentCode: "850", functionalGroup: "PO", groupControl: "42", documentControl: "1" },
        status: "accepted",
        errors: [],
      },
      {
        type: "Acknowledgement",
        id: "42/2",
        reference: { documentCode: "850", functionalGroup: "PO", groupControl: "42", documentControl: "2" },
        status: "rejected",
        errors: ["PO1 at 7: 8", "element 3: 7", "document: 5"],
      },
    ]);
  });

  test("drops the copy of an invalid value", () => {
    const documents = documentsOf(
      "AK1*PO*42\nAK2*850*0001\nAK3*N1*4**8\nAK4*2*93*6*A SECRET NAME\nAK5*E*5\nAK9*E*1*1*1",
    );
    expect(documents[0]?.status).toBe("accepted-with-errors");
    expect(JSON.stringify(documents)).not.toContain("SECRET");
  });

  test.each([
    ["A", "accepted"],
    ["E", "accepted-with-errors"],
    ["R", "rejected"],
    ["M", "rejected"],
    ["W", "rejected"],
    ["X", "rejected"],
  ])("AK501 %s is %s", (code, status) => {
    expect(documentsOf(`AK1*PO*42\nAK2*850*0001\nAK5*${code}\nAK9*A*1*1*1`)[0]?.status).toBe(status);
  });

  test("a rejected group rejects its documents", () => {
    const [document] = documentsOf("AK1*PO*42\nAK2*850*0001\nAK5*A\nAK9*R*1*1*0*4");
    expect(document).toMatchObject({ status: "rejected", errors: ["AK9 4"] });
  });

  test.each([
    ["AK5*Q", "AK9*A*1*1*1", "AK501 is Q"],
    ["AK5*P", "AK9*P*1*1*1", "AK501 is P"],
    ["AK5*A", "AK9*Z*1*1*1", "AK901 is Z"],
  ])("an unknown code becomes an exception that names it: %s, %s", (ak5, ak9, text) => {
    const mapped = mapAcknowledgement(transactionOf("997", `AK1*PO*42\nAK2*850*0001\n${ak5}\n${ak9}`));
    expect(inEnglish(mapped)).toMatchObject({
      problem: { code: "UNSUPPORTED_DOCUMENT", findings: [{ text: expect.stringContaining(text) }] },
    });
  });

  test.each([
    ["A*1*1*1", "accepted"],
    ["P*3*3*2", "partially-accepted"],
    // "Partially accepted", although AK904 shows that all or none were accepted.
    ["P*1*1*1", "accepted-with-errors"],
    ["P*1*1*0", "rejected"],
    ["R*1*1*1", "rejected"],
  ])("without AK2 the group itself is answered: AK9 %s is %s", (code, status) => {
    expect(documentsOf(`AK1*PO*42\nAK9*${code}`)).toEqual([
      {
        type: "Acknowledgement",
        id: "42",
        reference: { functionalGroup: "PO", groupControl: "42" },
        status,
        errors: [],
      },
    ]);
  });
});
