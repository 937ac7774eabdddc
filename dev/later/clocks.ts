import { outcome } from "../environment/command.ts";
import { runOdoo } from "../environment/odoo.ts";
import { ensureTemplate, TEMPLATE } from "../environment/odoo-template.ts";
import { CHECKOUT, type Place } from "../environment/place.ts";
import { query } from "../environment/postgres.ts";

/**
 * The time of a clock, with the real time before (`asked`) and after (`answered`) it was read, all in milliseconds since 1970.
 */
export type ClockReading = {
  readonly who: string;
  readonly time: number;
  readonly asked: number;
  readonly answered: number;
};

/**
 * A tolerance of one minute in milliseconds: far more than reading a clock takes, and far less than the offset of any shifted
 * clock.
 */
const TOLERANCE = 60_000;

/**
 * Reads the clocks of PostgreSQL, Odoo and Node. This process uses the real clock, so it can determine whether the others are
 * shifted. PostgreSQL must be running.
 */
export async function askClocks(place: Place): Promise<readonly ClockReading[]> {
  await ensureTemplate(place);
  return [
    await ask("PostgreSQL", () => postgresTime(place)),
    await ask("Odoo", () => odooTime(place)),
    await ask("Node", nodeTime),
  ];
}

/** Returns a sentence for each clock that is not `offset` seconds ahead of the real one. Returns an empty list if all are. */
export function wrongClocks(offset: number, readings: readonly ClockReading[]): string[] {
  return readings
    .filter(({ time, asked, answered }) => {
      const [from, until] = [asked + offset * 1000 - TOLERANCE, answered + offset * 1000 + TOLERANCE];
      return !(time >= from && time <= until); // in this form, NaN counts as wrong too
    })
    .map(({ who, time, asked }) => {
      const wanted = new Date(asked + offset * 1000).toISOString();
      return `${who}'s clock says ${Number.isNaN(time) ? "nothing" : new Date(time).toISOString()} instead of ${wanted}.`;
    });
}

async function ask(who: string, time: () => Promise<number>): Promise<ClockReading> {
  const asked = Date.now();
  return { who, time: await time(), asked, answered: Date.now() };
}

async function postgresTime(place: Place): Promise<number> {
  const [row] = await query(place, "postgres", "select now() as now");
  return row?.now instanceof Date ? row.now.getTime() : Number.NaN;
}

async function odooTime(place: Place): Promise<number> {
  const script = "print('NOW', fields.Datetime.now().isoformat())\n";
  const output = await runOdoo(
    place,
    ["shell", "-d", TEMPLATE, "--no-http"],
    `from odoo import fields\n${script}`,
  );
  return Date.parse(`${/NOW (\S+)/.exec(output)?.[1]}Z`);
}

async function nodeTime(): Promise<number> {
  const { stdout } = await outcome(process.execPath, ["-p", "Date.now()"], { cwd: CHECKOUT });
  return Number(stdout.trim() || Number.NaN);
}
