// Runs Odoo's command line in this checkout's environment:
//   node dev/odoo.ts shell -d suture --no-http
//   node dev/odoo.ts fresh my_database      a new database with the apps and without the addon
import { spawn } from "node:child_process";
import { withClock } from "./environment/clock.ts";
import { as } from "./environment/command.ts";
import { startParts } from "./environment/environment.ts";
import { alone } from "./environment/lock.ts";
import { odooProcess } from "./environment/odoo.ts";
import { copyDatabase, ensureTemplate } from "./environment/odoo-template.ts";
import { placeOf } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";

const [first, second] = process.argv.slice(2);
try {
  if (first === "fresh" && second !== undefined) await makeFresh(second);
  else await runInteractively(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}

async function makeFresh(database: string): Promise<void> {
  const place = await startParts({ parts: ["postgres"] });
  await alone(place, async () => {
    await ensureTemplate(place);
    await copyDatabase(place, database);
  });
}

async function runInteractively(args: readonly string[]): Promise<void> {
  const { command, args: all, cwd, env, account } = await odooProcess(placeOf(), args);
  const child = spawn(command, all, { cwd, env: withClock(env), stdio: "inherit", ...as(account) });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
