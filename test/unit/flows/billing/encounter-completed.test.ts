import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Encounter, encounter as encounterSchema } from "../../../../sidecar/documents/encounter.ts";
import { billingTrigger } from "../../../../sidecar/flows/billing/billing-trigger/flow.ts";
import { encounterCompleted } from "../../../../sidecar/flows/billing/encounter-completed/flow.ts";
import { inEnglish } from "../english.ts";
import { profile } from "../northfield.ts";
import { encounter, encounterId, plansOf, silent, toldBy } from "./encounters.ts";

const other = { department: [{ scheme: "department", id: "DEP-CLW" }] };
const discharge = encounter("completed");
const nowhere = encounter("corrected", other);
const steps: Readonly<Record<string, Encounter>> = {
  discharge,
  "other discharge": encounter("completed", { endDate: "2026-11-21" }),
  "same update": silent("corrected"),
  "new update": nowhere,
  "cancelled admission": silent("cancelled"),
  "cancelled discharge": silent("reopened"),
};
const documents = (names: readonly string[]) => names.map((name) => steps[name] ?? discharge);

describe("the document for billing", () => {
  it.each([
    [["discharge"], ["completed 1"]],
    [["discharge", "discharge"], ["completed 1"]],
    [["discharge", "same update"], ["completed 1"]],
    [
      ["discharge", "new update"],
      ["completed 1", "corrected 2"],
    ],
    [
      ["discharge", "new update", "new update"],
      ["completed 1", "corrected 2"],
    ],
    [
      ["discharge", "other discharge"],
      ["completed 1", "corrected 2"],
    ],
    [["new update"], []],
    [["new update", "same update", "discharge"], ["completed 1"]],
    [
      ["discharge", "cancelled discharge"],
      ["completed 1", "withdrawn 2"],
    ],
    [
      ["discharge", "cancelled admission"],
      ["completed 1", "withdrawn 2"],
    ],
    [
      ["discharge", "cancelled discharge", "cancelled discharge", "cancelled admission"],
      ["completed 1", "withdrawn 2"],
    ],
    [
      ["discharge", "cancelled discharge", "new update"],
      ["completed 1", "withdrawn 2"],
    ],
    [
      ["discharge", "cancelled discharge", "discharge"],
      ["completed 1", "withdrawn 2", "corrected 3"],
    ],
    [
      ["discharge", "cancelled discharge", "discharge", "discharge", "cancelled discharge"],
      ["completed 1", "withdrawn 2", "corrected 3", "withdrawn 4"],
    ],
    [["cancelled admission"], []],
    [["cancelled discharge", "discharge"], ["completed 1"]],
  ])("after %j: %j", (names, told) => expect(toldBy(plansOf(documents(names)))).toEqual(told));

  it("contains what is known, whichever message reported it", () => {
    const plans = plansOf([
      silent("corrected", { class: "inpatient", account: "f".repeat(32), startDate: "2026-11-18" }),
      silent("completed", { department: [{ scheme: "department", id: "DEP-CLE" }], endDate: "2026-11-20" }),
    ]);
    expect(plans[1]?.emits).toEqual([
      {
        flow: "billing-trigger",
        connectionKind: "billing",
        key: `encounter/${encounterId}/1`,
        document: {
          type: "Encounter",
          id: encounterId,
          status: "completed",
          version: 1,
          class: "inpatient",
          account: "f".repeat(32),
          department: [{ scheme: "department", id: "DEP-CLE" }],
          startDate: "2026-11-18",
          endDate: "2026-11-20",
        },
      },
    ]);
    expect(plans[1]?.events).toEqual([{ type: "encounter.completed", data: plans[1]?.emits?.[0]?.document }]);
  });

  it("omits deleted values", () => {
    const [, correction] = plansOf([
      discharge,
      silent("corrected", { deletes: ["startDate", "department"] }),
    ]);
    expect(correction?.emits?.[0]?.document).toMatchObject({ version: 2, department: [] });
    expect(correction?.emits?.[0]?.document).not.toHaveProperty("startDate");
    expect(correction?.note).toBe(
      "The encounter was corrected: department and first day. A correction will be sent to the billing system (version 2).",
    );
  });

  it("of a withdrawal repeats the previous one, without the date of a cancelled discharge", () => {
    const [, withdrawal, again] = plansOf([
      discharge,
      encounter("reopened", { ...other, deletes: ["endDate"] }),
      silent("completed"),
    ]);
    expect(withdrawal?.emits?.[0]?.document).toEqual({ ...discharge, status: "reopened", version: 2 });
    expect(again?.emits?.[0]?.document).toMatchObject({ ...other, status: "corrected", version: 3 });
    expect(again?.emits?.[0]?.document).not.toHaveProperty("endDate");
  });

  it("does not depend on the journal's order of members", () => {
    const turned = { department: [{ id: "DEP-CLE", scheme: "department" }] };
    expect(toldBy(plansOf([discharge, encounter("corrected", turned)]))).toEqual(["completed 1"]);
  });
});

describe("the note for people", () => {
  it.each([
    [["discharge"], "The encounter was completed on 2026-11-20. The billing system will be notified."],
    [["discharge", "discharge"], "None of the data reported to the billing system has changed."],
    [["new update"], "Recorded. The billing system will be notified when the encounter is completed."],
    [
      ["cancelled discharge"],
      "Recorded. There is nothing to withdraw, because no completed encounter was reported to the billing system.",
    ],
    [
      ["discharge", "new update"],
      "The encounter was corrected: department. A correction will be sent to the billing system (version 2).",
    ],
    [
      ["discharge", "cancelled discharge"],
      "The discharge was cancelled. The encounter will be withdrawn from the billing system (version 2).",
    ],
    [
      ["discharge", "cancelled admission"],
      "The admission was cancelled. The encounter will be withdrawn from the billing system (version 2).",
    ],
    [
      ["discharge", "cancelled discharge", "discharge"],
      "The encounter was completed again. A correction will be sent to the billing system (version 3).",
    ],
  ])("after %j", (names, note) => expect(plansOf(documents(names)).at(-1)?.note).toBe(note));
});

/** Returns every sequence of one to `length` steps. */
function sequences(length: number): string[][] {
  if (length === 0) return [];
  const names = Object.keys(steps);
  const shorter = sequences(length - 1);
  const longest = shorter.filter((each) => each.length === length - 1);
  const starts = length === 1 ? [[]] : longest;
  return [...shorter, ...starts.flatMap((start) => names.map((name) => [...start, name]))];
}

/** The invariants of any encounter, stated independently of the flow's implementation. */
function lawsBroken(life: readonly Encounter[]): string[] {
  const plans = plansOf(life);
  const told = plans.flatMap(({ emits = [] }) => emits);
  const events = toldBy(plans);
  const [first, ...later] = events;
  const kinds = events.map((event) => event.split(" ")[0]);
  const discharged = life.some(({ status }) => status === "completed");
  const laws: readonly (readonly [string, boolean])[] = [
    ["a discharge is told, and nothing before it", discharged === events.length > 0],
    ["the completion comes first and once", !first || (first === "completed 1" && !later.some(isCompletion))],
    [
      "versions count up by one",
      told.every(({ key }, index) => key === `encounter/${encounterId}/${index + 1}`),
    ],
    ["nothing is withdrawn twice", !kinds.some((kind, at) => kind === "withdrawn" && kinds[at - 1] === kind)],
    [
      "a correction says something new",
      told.every((each, at) => differs(each.document, told[at - 1]?.document)),
    ],
    ["each document has its event", told.length === events.length],
    ["what goes out fits the schema", told.every(({ document }) => fits(document))],
    ["nothing changes in Odoo", plans.every(({ operations }) => operations.length === 0)],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => law);
}

const isCompletion = (event: string) => event.startsWith("completed");
const fits = (document: unknown) => encounterSchema.strict().safeParse(document).success;
const differs = (one: object, before: object | undefined) =>
  before === undefined ||
  JSON.stringify({ ...one, version: 0 }) !== JSON.stringify({ ...before, version: 0 });

describe("any sequence of events of an encounter", () => {
  const all = sequences(5);

  it("is checked in every order of up to five events", () =>
    expect(all).toHaveLength(6 + 36 + 216 + 1296 + 7776));

  test.each([1, 2, 3, 4, 5])("of %i events satisfies the invariants", (length) => {
    const wrong = all
      .filter((names) => names.length === length)
      .map((names) => ({ names, broken: lawsBroken(documents(names)) }))
      .filter(({ broken }) => broken.length > 0);
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  const codes = fc.constantFrom("DEP-CLE", "DEP-CLW", "DEP-LAB");
  const day = fc.constantFrom("2026-11-18", "2026-11-20", "2026-11-21");
  const life = fc.array(
    fc
      .record(
        {
          status: fc.constantFrom("completed", "corrected", "reopened", "cancelled" as const),
          department: codes.map((id) => [{ scheme: "department", id }]),
          endDate: day,
          deletes: fc
            .subarray(["class", "department", "startDate", "endDate"] as const)
            .map((each) => [...each]),
        },
        { requiredKeys: ["status"] },
      )
      .map(({ status, ...given }) => silent(status as Encounter["status"], given as Partial<Encounter>)),
    { maxLength: 12 },
  );

  test("with any content satisfies the invariants, also when each message is delivered twice", () => {
    fc.assert(
      fc.property(life, (once) => {
        expect(lawsBroken(once)).toEqual([]);
        expect(toldBy(plansOf(once.flatMap((each) => [each, each])))).toEqual(toldBy(plansOf(once)));
      }),
    );
  });

  test("is never completed a second time when it is replayed completely", () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 1, max: 3 }), (once, times) => {
        const replayed = Array.from({ length: times }, () => once).flat();
        expect(toldBy(plansOf(replayed)).filter(isCompletion).length).toBeLessThan(2);
      }),
    );
  });
});

describe("the flows", () => {
  it("use one aggregate for each encounter", () => {
    expect(encounterCompleted.aggregate(discharge, { ...profile, code: "ehr" })).toBe(
      `encounter/ehr/${encounterId}`,
    );
    expect(billingTrigger.aggregate(discharge, { ...profile, code: "billing" })).toBe(
      `billing-trigger/${encounterId}`,
    );
    expect([encounterCompleted.history, encounterCompleted.direction, billingTrigger.direction]).toEqual([
      true,
      "inbound",
      "outbound",
    ]);
  });

  it("send the emitted documents to billing unchanged", () => {
    const document = encounter("corrected", { version: 2 });
    const context = { connection: profile, policy: {}, today: "2026-11-21" };
    const plan = inEnglish(billingTrigger.plan(document, {}, context));
    expect(plan).toEqual({
      send: { document, links: [], note: "Notified the billing system of the changes to the encounter." },
    });
  });
});
