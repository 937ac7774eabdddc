/**
 * Writes odoo_addon/suture/data/catalogue.xml from the sidecar's catalogue, so that Odoo's forms and labels match the sidecar's
 * declarations. `--check` changes nothing and exits with 1 if the file is stale.
 */
import { catalogueOf } from "../sidecar/catalogue/catalogue.ts";
import { registries } from "../sidecar/composition/registries.ts";
import { catalogueData } from "./catalogue/data-file.ts";
import { generateFile } from "./generated-file.ts";

generateFile(
  "odoo_addon/suture/data/catalogue.xml",
  "dev/generate-catalogue.ts",
  catalogueData(catalogueOf(registries)),
);
