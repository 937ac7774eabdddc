import { describe, expect, inject, it } from "vitest";
import { addressLines } from "../../dev/demo/addresses.ts";
import { outcomeOf } from "../../dev/demo/outcome.ts";
import { momentsOf, playDay, type Stage } from "../../dev/demo/play.ts";
import { readScript } from "../../dev/demo/script.ts";
import { summaryLines } from "../../dev/demo/summary.ts";
import { world } from "../support/world.ts";

describe("the demo's day", () => {
  const script = readScript();
  const stage = (): Stage => {
    const { odoo, sidecar } = world();
    return { environment: inject("environment"), odoo, sidecar };
  };

  it("ends as expected, and lists every document with its number and reason", async () => {
    const announced: string[] = [];
    const played = await playDay(stage(), script, (text) => announced.push(text));
    const { found, differences } = await outcomeOf(stage(), script, played);
    expect(differences).toEqual([]);
    expect(announced).toHaveLength(momentsOf(script));
    const text = summaryLines(found, played, 500).join("\n");
    for (const { name } of played.orders.values())
      expect(text).toMatch(new RegExp(`→ 850 +${name} +sent +1 `));
    expect(text).toMatch(/← 855 .* needs attention +1 +Price differs: Line 1 .* 34\.90 instead of 31\.80/);
    expect(text).toMatch(/the same interchange once +← 855 .* duplicate/);
    expect(text).toMatch(new RegExp(`← 810 +HM-${played.run}-1 +applied `));
    expect(text).toMatch(
      new RegExp(`← RDS\\^O13 .* Used from .*: 6 × .*CX-${played.run}-A.* and 2 × .*CX-${played.run}-B`),
    );
    expect(text).toMatch(/The first dispense once more +← RDS\^O13 .* duplicate/);
    expect(text).toMatch(/Another publisher .* applied +\d+ +This was already registered/);
    expect(text).toMatch(/The stay, to billing +→ health\.suture\.encounter\.v1 .* sent/);
    const addresses = addressLines(stage().environment, found, played).join("\n");
    expect(addresses).toContain(`(BI-${played.run}-2)`);
    expect(addresses).toContain(`/odoo/purchase.order/${played.orders.get("A")?.id}`);
  });

  it("reports each difference in plain words, also after earlier runs", async () => {
    const template = (file: string) => script.template(file).replace("PO1*1*4*BX*34.9*", "PO1*1*4*BX*31.8*");
    const played = await playDay(stage(), { ...script, template }, () => {});
    const { differences } = await outcomeOf(stage(), script, played, 5);
    expect(differences).toEqual([
      "order C, integration state is synced, expected attention",
      `order C, supplier's number is SO-${played.run}-C, expected none`,
      "step 855-c, state is done, expected attention",
      "step 855-c, reason is none, expected PRICE_VARIANCE",
      "total applied is 20, expected 19",
      "total exceptions is 7, expected 8",
    ]);
  });
});
