import { describe, expect, it } from "vitest";
import { actionsThatHelp, helpfulActions } from "../../../sidecar/documents/helpful-actions.ts";
import { isReasonCode, type ReasonCode, reasons } from "../../../sidecar/documents/reason-codes.ts";

const codes = Object.keys(reasons).filter(isReasonCode);
const actionsFor = (code: ReasonCode): readonly string[] => actionsThatHelp[code];

describe("the actions that help for a reason", () => {
  it.each(codes)("%s: at least one, each known and once", (code) => {
    const actions = actionsFor(code);
    expect(actions.length).toBeGreaterThan(0);
    expect(new Set(actions).size).toBe(actions.length);
    expect(helpfulActions).toEqual(expect.arrayContaining([...actions]));
  });

  it.each(codes)("%s: a retry is offered only where the suggestion leads to one", (code) => {
    const leadsToRetry = /retr(y|ied)|send (it|the document) again|posting date|check the stock|decide/i;
    if (actionsFor(code).includes("retry")) expect(reasons[code].suggestion).toMatch(leadsToRetry);
  });

  it("a retry never comes first if the message itself is wrong", () => {
    const wrong: ReasonCode[] = ["UNREADABLE", "SCHEMA_INVALID", "ENVELOPE_INVALID", "UNSUPPORTED_DOCUMENT"];
    for (const code of [...wrong, "INVOICE_DUPLICATE", "DUPLICATE_CONTENT_DIFFERS"] as const)
      expect(actionsFor(code)).not.toContain("retry");
  });

  it("an unknown identifier is chosen first", () => {
    for (const code of codes.filter((each) =>
      /^UNKNOWN_(ITEM|UNIT|SUPPLIER|PARTNER|LOCATION|ACCOUNT)$/.test(each),
    ))
      expect(actionsFor(code)[0]).toBe("choose");
  });

  it("a reason that is retried automatically needs nobody but may be hastened", () => {
    for (const code of codes.filter((each) => reasons[each].retried))
      expect(actionsFor(code)).toEqual(["retry"]);
  });
});
