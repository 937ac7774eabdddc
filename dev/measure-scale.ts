// Fills a database with a million exchanges, 20,000 of them open exceptions, and measures the pages that people use:
//   node dev/measure-scale.ts [--exchanges 1000000] [--exceptions 20000] [--keep]
// Each output line is one request of the web client, with its server time in milliseconds and its number of SQL statements. Exits
// with 1 if a request takes a second or more.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startParts } from "./environment/environment.ts";
import { alone } from "./environment/lock.ts";
import { runOdoo } from "./environment/odoo.ts";
import { installAddons } from "./environment/odoo-database.ts";
import { copyDatabase, databaseExists, dropDatabase, ensureTemplate } from "./environment/odoo-template.ts";
import { reportFailure } from "./environment/progress.ts";

const DATABASE = "suture_scale";
const SCRIPT = path.join(import.meta.dirname, "odoo_shell/measure_scale.py");
const MOST_MILLISECONDS = 1000;

const { values } = parseArgs({
  options: {
    exchanges: { type: "string", default: "1000000" },
    exceptions: { type: "string", default: "20000" },
    keep: { type: "boolean", default: false },
  },
});

type Measured = { readonly what: string; readonly milliseconds: number; readonly statements: number };

try {
  const measured = await measure();
  for (const { what, milliseconds, statements } of measured)
    console.log(
      `${String(milliseconds).padStart(6)} ms ${String(statements).padStart(4)} statements  ${what}`,
    );
  const slow = measured.filter(({ milliseconds }) => milliseconds >= MOST_MILLISECONDS);
  console.log(slow.length === 0 ? "All below a second." : `${slow.length} take a second or more.`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} catch (error) {
  reportFailure(error);
}

async function measure(): Promise<readonly Measured[]> {
  const place = await startParts({ parts: ["postgres"] });
  return await alone(place, async () => {
    if (!(await databaseExists(place, DATABASE))) {
      await ensureTemplate(place);
      await copyDatabase(place, DATABASE);
    }
    await installAddons(place, DATABASE);
    const sizes = `EXCHANGES, EXCEPTIONS = ${Number(values.exchanges)}, ${Number(values.exceptions)}\n`;
    const output = await runOdoo(
      place,
      ["shell", "-d", DATABASE, "--no-http"],
      sizes + readFileSync(SCRIPT, "utf8"),
    );
    if (!values.keep) await dropDatabase(place, DATABASE);
    const found = /^MEASURED (.*)$/m.exec(output)?.[1];
    if (found === undefined) throw new Error(`Nothing was measured. Odoo's output:\n${output.slice(-2000)}`);
    return JSON.parse(found) as readonly Measured[];
  });
}
