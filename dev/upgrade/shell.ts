import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runOdoo } from "../environment/odoo.ts";
import { CHECKOUT, type Place } from "../environment/place.ts";
import { type Counts, ONE_FAILED, ONE_PASSED } from "../test-steps/step.ts";

/**
 * Runs a script of `dev/odoo_shell/` in a database and returns the problems that it reports. Returns an empty list if the script
 * prints ALL WELL.
 */
export async function wrongBy(place: Place, database: string, script: string): Promise<string[]> {
  const text = readFileSync(join(CHECKOUT, "dev/odoo_shell", script), "utf8");
  const output = await runOdoo(place, ["shell", "-d", database, "--no-http"], text);
  if (output.includes("ALL WELL")) return [];
  const problems = output.split("\n").filter((line) => line.startsWith("WRONG "));
  return problems.length > 0 ? problems : [output.slice(-2000)];
}

/** Runs a script of `dev/odoo_shell/` as a check, and prints the problems that it reports. */
export async function checkWith(place: Place, database: string, script: string): Promise<Counts> {
  const wrong = await wrongBy(place, database, script);
  for (const each of wrong) console.log(each);
  return wrong.length === 0 ? ONE_PASSED : ONE_FAILED;
}
