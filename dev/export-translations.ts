// Exports the translation templates of all modules from a new database and merges them into de.po and fr.po:
//   node dev/export-translations.ts
// Entries keep their translation as long as the English text stays the same; a text that another module has translated is copied
// from there. Prints texts without a translation, and exits with 1 if there are any.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { outcome } from "./environment/command.ts";
import { startParts } from "./environment/environment.ts";
import { runOdoo } from "./environment/odoo.ts";
import { copyDatabase, dropDatabase, ensureTemplate } from "./environment/odoo-template.ts";
import { CHECKOUT, type Place, testRoot } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";

const DATABASE = "suture_translations";

try {
  const merged = await merge(await templates(await startParts({ root: testRoot(), parts: ["postgres"] })));
  console.log(merged.stdout + merged.stderr);
  process.exitCode = merged.code;
} catch (error) {
  reportFailure(error);
}

/** Returns the templates as JSON: `{module: content of the .pot file}`. */
async function templates(place: Place): Promise<string> {
  await ensureTemplate(place);
  await copyDatabase(place, DATABASE);
  try {
    await runOdoo(place, ["-d", DATABASE, "-i", "suture_demo", "--stop-after-init", "--no-http"]);
    const script = readFileSync(join(CHECKOUT, "dev/odoo_shell/export_templates.py"), "utf8");
    const output = await runOdoo(place, ["shell", "-d", DATABASE, "--no-http"], script);
    const [, exported] = /^TEMPLATES (.*)$/m.exec(output) ?? [];
    if (exported === undefined) throw new Error(`Odoo exported nothing:\n${output.slice(-2000)}`);
    return exported;
  } finally {
    await dropDatabase(place, DATABASE);
  }
}

/** Writes the files as the current user. Odoo runs under another account, which cannot write to the checkout. */
function merge(exported: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return outcome("/usr/bin/python3", [join(CHECKOUT, "dev/merge_translations.py")], {
    cwd: CHECKOUT,
    input: exported,
  });
}
