import { describe, expect, it } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import {
  envelopeReferences,
  searchTerm,
  searchTerms,
  termsOfDocument,
} from "../../../../sidecar/engine/model/search-terms.ts";

const trace = "9af7651916cd43dd8448eb211c80319c";

describe("a search term", () => {
  it.each([
    ["P00031", "P00031"],
    [" p00031 ", "P00031"],
    ["000000123", "123"],
    ["0001", "1"],
    ["12/0001", "12/1"],
    ["0", "0"],
    ["000", "0"],
    ["a\u0000b", "A B"],
    ["", null],
    [" ", null],
    ["x".repeat(101), null],
  ])("of %j is %j", (text, term) => expect(searchTerm(text)).toBe(term));

  it("is listed once", () => expect(searchTerms(["0001", "1", null, undefined, ""])).toEqual(["1"]));
});

describe("the references on an envelope", () => {
  it.each([
    ["x12/ZZ*A>ZZ*B/000000123", ["000000123"]],
    [`x12/ZZ*A>ZZ*B/000000123#${"ab".repeat(32)}`, ["000000123"]],
    ["hl7v2/EHR|NORTH/MSG-77", ["MSG-77"]],
    ["billing/evt_1", ["evt_1"]],
    ["sha256/abc", []],
  ])("of %s are %j", (identity, found) =>
    expect(envelopeReferences({ identity, disposition: null })).toEqual(found),
  );

  it.each([
    ['attachment; filename="855 of May.x12"', "855 of May.x12"],
    ["attachment; filename=855.x12; size=3", "855.x12"],
    ['attachment; filename="C:\\\\out\\\\855.x12"', "855.x12"],
  ])("include the name in %s", (disposition, name) =>
    expect(envelopeReferences({ identity: "sha256/a", disposition })).toEqual([name]),
  );
});

describe("the terms of a document", () => {
  const terms = (input: CanonicalDocument) =>
    termsOfDocument({ number: null, controlReference: null, traceId: trace, input });

  it("are its number, control numbers, envelope and trace", () => {
    const found = termsOfDocument({
      number: "P00031",
      controlReference: "12/0001",
      traceId: trace,
      envelope: ["000000123", "855.x12"],
    });
    expect(found).toEqual(["P00031", "12/1", "12", "1", "123", "855.X12", trace.toUpperCase()]);
  });

  it("include what a response refers to", () => {
    const response = {
      type: "OrderResponse",
      id: "R-1",
      orderReference: "P00031",
      sellerReference: "SO-9",
      issueDate: "2026-11-20",
      lines: [{ id: "LINE-1", item: { ids: [{ scheme: "seller", id: "ITEM-1" }] }, note: "a note" }],
    } as unknown as CanonicalDocument;
    expect(terms(response)).toEqual([trace.toUpperCase(), "R-1", "2026-11-20", "P00031", "SO-9"]);
  });

  it("include lots, and nothing that stands for a patient", () => {
    const movement = {
      type: "StockMovement",
      id: "MV-1",
      direction: "consumption",
      occurredAt: "2026-11-20T10:00:00Z",
      department: [{ scheme: "department", id: "WARD-3" }],
      encounter: "p:9b1c",
      lines: [
        {
          id: "1",
          item: { ids: [{ scheme: "serial", id: "SN-5" }] },
          quantity: { value: "1", unit: "C62" },
          lot: { number: "LOT-7", expiry: "2027-01-01" },
        },
      ],
    } as unknown as CanonicalDocument;
    expect(terms(movement)).toEqual([trace.toUpperCase(), "MV-1", "LOT-7", "SN-5"]);
    const invoice = {
      type: "CustomerInvoice",
      id: "INV-1",
      payer: [{ scheme: "account", id: "p:77" }],
      lines: [{ description: "Office visit" }],
    } as unknown as CanonicalDocument;
    expect(terms(invoice)).toEqual([trace.toUpperCase(), "INV-1"]);
  });
});
