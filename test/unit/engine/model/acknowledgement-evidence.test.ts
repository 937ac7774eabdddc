import { describe, expect, test } from "vitest";
import { english } from "../../../../sidecar/catalogue/terms.ts";
import {
  type EvidenceSource,
  endsDelivery,
  isReceived,
  noteOf,
  type PartnerReport,
  sourceOf,
  stateAfter,
  weigh,
} from "../../../../sidecar/engine/model/acknowledgement-evidence.ts";
import type { AcknowledgementState, Weight } from "../../../../sidecar/engine/records.ts";
import { textTerm } from "../../../support/told.ts";

type Said = "accepted" | "rejected";
const word = (source: EvidenceSource, status: Said, ofEarlierSending = false): PartnerReport => ({
  source,
  status,
  ofEarlierSending,
});
const sources = ["interchange", "business", "functional"] as const;

describe("a report about an outgoing document", () => {
  test.each(["none", "awaited", "overdue"] as const)(
    "counts, whatever its source, while it is %s",
    (state) => {
      for (const source of sources)
        for (const said of ["accepted", "rejected"] as const)
          expect(weigh({ acknowledgement: state, source: null }, word(source, said))).toBe("enter");
    },
  );

  test.each<[known: EvidenceSource, was: Said, comes: EvidenceSource, says: Said, weight: Weight]>([
    // The acknowledgement of an envelope never rejects a document that is known to have arrived …
    ["interchange", "accepted", "interchange", "rejected", "note"],
    ["business", "accepted", "interchange", "rejected", "note"],
    ["functional", "accepted", "interchange", "rejected", "note"],
    // … and never accepts a document that was itself rejected.
    ["functional", "rejected", "interchange", "accepted", "note"],
    ["functional", "rejected", "business", "accepted", "note"],
    // A copy that is accepted after an earlier one was rejected.
    ["interchange", "rejected", "interchange", "accepted", "enter"],
    // Stronger evidence takes precedence.
    ["interchange", "rejected", "business", "accepted", "enter"],
    ["interchange", "rejected", "functional", "accepted", "enter"],
    ["interchange", "accepted", "functional", "rejected", "enter"],
    ["business", "accepted", "functional", "rejected", "enter"],
    // Of two functional acknowledgements, the later one takes precedence.
    ["functional", "accepted", "functional", "rejected", "enter"],
    ["functional", "rejected", "functional", "accepted", "enter"],
    // A repetition.
    ["functional", "accepted", "functional", "accepted", "repeat"],
    ["functional", "accepted", "business", "accepted", "repeat"],
    ["functional", "accepted", "interchange", "accepted", "repeat"],
    ["functional", "rejected", "interchange", "rejected", "repeat"],
    ["interchange", "accepted", "functional", "accepted", "enter"],
  ])("%s %s, then %s %s: %s", (source, was, comes, says, weight) => {
    expect(weigh({ acknowledgement: was, source }, word(comes, says))).toBe(weight);
  });

  test("with an unknown source is as strong as any", () => {
    const heard = { acknowledgement: "accepted", source: null } as const;
    expect(weigh(heard, word("interchange", "rejected"))).toBe("note");
    expect(weigh(heard, word("functional", "rejected"))).toBe("enter");
  });

  test("with errors is a separate report", () => {
    const heard = { acknowledgement: "accepted", source: "functional" } as const;
    expect(
      weigh(heard, { source: "functional", status: "accepted_with_errors", ofEarlierSending: false }),
    ).toBe("enter");
  });

  test("about an earlier sending proves receipt, and rejects nothing", () => {
    const states: AcknowledgementState[] = ["awaited", "accepted", "rejected"];
    for (const acknowledgement of states)
      expect(weigh({ acknowledgement, source: "functional" }, word("functional", "rejected", true))).toBe(
        "note",
      );
    expect(weigh({ acknowledgement: "awaited", source: null }, word("functional", "accepted", true))).toBe(
      "enter",
    );
  });

  test("depends on the numbers it names", () => {
    const rest = { status: "accepted", errors: [] } as const;
    expect(sourceOf({ ...rest, control: { interchangeControl: "1" } })).toBe("interchange");
    expect(sourceOf({ ...rest, control: { groupControl: "1" } })).toBe("functional");
    expect(sourceOf({ ...rest, document: { type: "Order", number: "P1" } })).toBe("business");
  });

  test("ends the delivery attempts with its numbers", () => {
    expect(endsDelivery(word("functional", "rejected"))).toBe(true);
    expect(endsDelivery(word("interchange", "accepted"))).toBe(true);
    expect(endsDelivery(word("interchange", "rejected"))).toBe(false);
    expect(endsDelivery(word("business", "accepted"))).toBe(false);
  });

  test("finishes the document that was received, and does not change a dismissed one", () => {
    const at = new Date("2026-11-20T10:00:00Z");
    expect(stateAfter({ state: "attention", doneAt: at }, word("business", "accepted"))).toBe("done");
    expect(stateAfter({ state: "waiting", doneAt: null }, word("business", "accepted"))).toBe("waiting");
    expect(stateAfter({ state: "waiting", doneAt: null }, word("functional", "accepted"))).toBe("done");
    expect(stateAfter({ state: "done", doneAt: at }, word("functional", "rejected"))).toBe("attention");
    expect(stateAfter({ state: "dismissed", doneAt: at }, word("functional", "rejected"))).toBe("dismissed");
  });

  test("that changes nothing is recorded with the reason", () => {
    expect(
      english(noteOf(word("interchange", "rejected"), [textTerm("TA105 025 (control number used before)")])),
    ).toBe(
      "Received later from the partner: TA1. It rejects the document (TA105 025 (control number used before)). This has no further effect.",
    );
    expect(english(noteOf(word("functional", "accepted", true), []))).toBe(
      "Received later from the partner: functional acknowledgement. It accepts an earlier copy of the document. This has no further effect.",
    );
  });

  test("proves receipt when it accepts", () => {
    const states = ["none", "awaited", "accepted", "accepted_with_errors", "rejected", "overdue"] as const;
    expect(states.filter(isReceived)).toEqual(["accepted", "accepted_with_errors"]);
  });
});
