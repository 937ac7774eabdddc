import { describe, expect, it } from "vitest";
import {
  afterFailure,
  deferred,
  failedInside,
  held,
  whileOpen,
} from "../../../../sidecar/engine/apply/outcomes.ts";
import { stateAfter } from "../../../../sidecar/engine/model/acknowledgement-evidence.ts";
import {
  AFTER_FAILURE,
  become,
  DOCUMENT_STATES,
  DOCUMENT_TRANSITIONS,
  eventOf,
  isTransition,
  statesBefore,
} from "../../../../sidecar/engine/model/states.ts";
import type { Outcome } from "../../../../sidecar/engine/records.ts";
import {
  FAILURES,
  OdooFailure,
  type OdooFailureKind,
} from "../../../../sidecar/engine/resilience/failures.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { textTerm } from "../../../support/told.ts";

const time = { now: new Date("2026-11-20T10:00:00Z"), random: () => 0.5, isSure: true };
const isListed = ({ state, step }: Outcome) =>
  DOCUMENT_TRANSITIONS.some((row) => row.to === state && row.step === step.name);

describe("the table of states", () => {
  it("has one row for each cause and resulting state", () => {
    const rows = DOCUMENT_TRANSITIONS.map(({ by, to }) => `${by} -> ${to}`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it("defines the state and step of each outcome", () => {
    expect(become("apply", "waiting", "why")).toEqual({
      state: "waiting",
      step: { name: "waits", detail: "why" },
    });
    expect(become("dismiss", "dismissed")).toEqual({ state: "dismissed", step: { name: "dismissed" } });
  });

  it("publishes each outcome that people or systems wait for", () => {
    expect(eventOf("apply", "done")).toBe("exchange.applied");
    expect(eventOf("apply", "attention")).toBe("exchange.exception");
    expect(eventOf("apply", "waiting")).toBeNull();
  });

  it("lets only a partner's report change a finished document, and no retry", () => {
    expect(statesBefore("try-again")).toEqual(["processing", "waiting", "held", "attention"]);
    expect(isTransition("done", "queued")).toBe(false);
    expect(isTransition("done", "dismissed")).toBe(false);
    expect(isTransition("dismissed", "waiting")).toBe(false);
  });
});

describe("the outcome of a document", () => {
  const document = queuedDocument();

  it.each([
    ["held", held(document, "another")],
    ["while Odoo is unreachable", whileOpen(document, time)],
    ["after a bug of ours", failedInside(document)],
    [
      "too early",
      deferred(
        document,
        {
          defer: {
            code: "ORDER_NOT_SENT",
            afterSeconds: 1,
            giveUpAfterSeconds: 9e9,
            otherwise: "ORDER_NOT_FOUND",
          },
        } as never,
        time,
      ),
    ],
  ])("%s is in the table, with its step", (_what, outcome) => expect(isListed(outcome)).toBe(true));

  it.each(Object.keys(FAILURES) as (keyof typeof FAILURES)[])(
    "after the failure %s follows from its class",
    (kind) => {
      const outcome = afterFailure(document, new OdooFailure(kind as OdooFailureKind, textTerm("x")), time);
      expect(outcome.state).toBe(AFTER_FAILURE[FAILURES[kind].class]);
      expect(isListed(outcome)).toBe(true);
    },
  );

  it("after a partner's report is in the table", () => {
    for (const state of DOCUMENT_STATES)
      for (const status of ["accepted", "accepted_with_errors", "rejected"] as const)
        for (const source of ["interchange", "business", "functional"] as const)
          for (const doneAt of [null, time.now]) {
            const after = stateAfter({ state, doneAt }, { source, status, ofEarlierSending: false });
            expect(
              after === state ||
                DOCUMENT_TRANSITIONS.some(
                  (row) =>
                    row.by === "acknowledge" && row.to === after && row.from.some((one) => one === state),
                ),
              `${state} -> ${after}`,
            ).toBe(true);
          }
  });
});
