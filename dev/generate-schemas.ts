// Writes the schemas of documents and events from the code into fixtures/schemas/, and deletes schemas that no longer exist.
// `--check` changes nothing and exits with 1 if a file is stale or should be deleted.
import { globSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { schemaFiles } from "../sidecar/api/docs/schemas.ts";
import { catalogue } from "../sidecar/flows/catalogue.ts";
import { CHECKOUT } from "./environment/place.ts";
import { generateFile } from "./generated-file.ts";

const GENERATOR = "dev/generate-schemas.ts";
const ROOT = "fixtures/schemas";

const wanted = new Set<string>();
for (const { folder, file, schema } of schemaFiles(catalogue)) {
  const path = `${ROOT}/${folder}/${file}`;
  wanted.add(path);
  mkdirSync(dirname(join(CHECKOUT, path)), { recursive: true });
  generateFile(path, GENERATOR, `${JSON.stringify(schema, null, 2)}\n`);
}

for (const path of globSync(`${ROOT}/*/*`, { cwd: CHECKOUT }).filter((one) => !wanted.has(one))) {
  if (!process.argv.includes("--check")) rmSync(join(CHECKOUT, path));
  else {
    console.error(`${path} belongs to no schema: run \`node ${GENERATOR}\` and commit it.`);
    process.exitCode = 1;
  }
}
