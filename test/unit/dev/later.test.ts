import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { offsetOf } from "../../../dev/environment/clock.ts";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { type ClockReading, wrongClocks } from "../../../dev/later/clocks.ts";
import { SCENARIOS, scenariosFrom } from "../../../dev/later/scenarios.ts";

const asked = Date.parse("2026-11-30T12:00:00Z");
const reading = (who: string, ahead: number, took = 1000): ClockReading => ({
  who,
  asked,
  answered: asked + took,
  time: asked + ahead * 1000,
});

describe("the proof that the clock is shifted", () => {
  it.each(SCENARIOS.map(({ name, clock }) => [name, offsetOf(clock, asked)] as const))(
    "%s: succeeds for shifted clocks, and fails for a real one or one a minute off",
    (_name, offset) => {
      expect(wrongClocks(offset, [reading("PostgreSQL", offset), reading("Odoo", offset + 1)])).toEqual([]);
      for (const wrong of [0, offset - 61, offset + 62, Number.NaN]) {
        const sentences = wrongClocks(offset, [reading("PostgreSQL", offset), reading("Odoo", wrong)]);
        expect(sentences).toHaveLength(1);
        expect(sentences[0]).toMatch(/^Odoo's clock says /);
      }
    },
  );

  it("accounts for the duration of a clock's answer", () => {
    const slow = { ...reading("Odoo", 86_400, 300_000), time: asked + 86_400_000 + 299_000 };
    expect(wrongClocks(86_400, [slow])).toEqual([]);
  });
});

describe("scenarios", () => {
  it("are all run unless one is requested", () => {
    expect(scenariosFrom([])).toBe(SCENARIOS);
    expect(scenariosFrom(["+45d"]).map(({ clock }) => clock)).toEqual(["+45d"]);
    expect(() => scenariosFrom(["+46d"])).toThrow(
      'There is no scenario "+46d". Available scenarios: +45d, +400d,',
    );
  });

  it("cover weeks and a year ahead, a leap day and both clock changes", () => {
    expect(
      SCENARIOS.filter(({ suites }) => Object.keys(suites).length === 0).map(({ name }) => name),
    ).toEqual(["+45d", "+400d"]);
    expect(SCENARIOS.find(({ name }) => name === "leap-day")?.clock).toMatch(/^@\d{4}-02-29 /);
  });

  it("name what is there", () => {
    const classes = globSync("odoo_addon/*/tests/test_*.py", { cwd: CHECKOUT }).flatMap((file) =>
      [...readFileSync(join(CHECKOUT, file), "utf8").matchAll(/^class (Test\w+)/gm)].map(
        ([, name]) => `${file.split("/")[1]}:${name}`,
      ),
    );
    const files = globSync("test/{unit,integration}/**/*.test.ts", { cwd: CHECKOUT });
    for (const { suites } of SCENARIOS) {
      for (const start of [...(suites.unit ?? []), ...(suites.integration ?? [])])
        expect(
          files.filter((file) => file.startsWith(start)),
          start,
        ).not.toEqual([]);
      for (const name of suites.odoo ?? []) expect(classes).toContain(name);
    }
  });

  it.each(SCENARIOS.filter(({ zone }) => zone !== undefined))(
    "$name changes the hour soon after its start",
    ({ clock, zone }) => {
      const start = Date.parse(`${clock.slice(1).replace(" ", "T")}Z`);
      const hourIn = (time: number) =>
        Number(
          new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", hourCycle: "h23" }).format(
            time,
          ),
        );
      const passed = (hourIn(start + 120_000) - hourIn(start) + 24) % 24;
      expect([0, 2]).toContain(passed); // 1 on all other nights, because the clock starts a minute before the full hour
    },
  );
});
