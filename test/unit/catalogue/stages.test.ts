import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { badges, exchangeBadges, stageEvents, stages } from "../../../sidecar/catalogue/stages.ts";
import { DOCUMENT_STATES } from "../../../sidecar/engine/model/states.ts";

describe("the stages", () => {
  test("have the codes of the contract, from the first to the last", () => {
    expect(Object.keys(stages)).toEqual([
      "none",
      "sent",
      "delivered",
      "acknowledged",
      "confirmed",
      "shipped",
      "received",
      "invoiced",
      "paid",
      "cancelled",
    ]);
  });

  test("are in sync only once the partner has answered, never by an acknowledgement", () => {
    const open = Object.entries(stages).flatMap(([code, { badge }]) =>
      badge === "in_progress" ? [code] : [],
    );
    expect(open).toEqual(["sent", "delivered", "acknowledged"]);
    for (const { badge, evidence } of Object.values(stages))
      for (const proof of evidence) if ("acknowledgement" in proof) expect(badge).toBe("in_progress");
  });

  test("are proven by states that exist, and never by a dismissed exchange", () => {
    const named = Object.values(stages).flatMap(({ evidence }) =>
      evidence.flatMap((each) => each.state ?? []),
    );
    expect(DOCUMENT_STATES).toEqual(expect.arrayContaining(named));
    expect(named).not.toContain("dismissed");
  });

  test("each follow from an event", () => {
    const reached = new Set(stageEvents.map(({ stage }) => stage));
    expect([...Object.keys(stages)].filter((code) => code !== "none")).toEqual([...reached]);
  });
});

describe("the badges", () => {
  test("cover every state of an exchange that is not finished, once", () => {
    const covered = Object.values(exchangeBadges).flat();
    const open = DOCUMENT_STATES.filter((state) => state !== "done" && state !== "dismissed");
    expect([...covered].sort()).toEqual([...open].sort());
  });

  test("have the labels of Odoo's field", () => {
    const mixin = readFileSync("odoo_addon/suture/models/synced_mixin.py", "utf8");
    for (const [code, label] of Object.entries(badges)) expect(mixin).toContain(`("${code}", "${label}")`);
  });
});
