import { registries as own, type Registries } from "../../sidecar/composition/registries.ts";
import { linesJson } from "./lines-json/format.ts";

/** The sidecar's registries, with the formats of the tests. */
export const registries: Registries = { ...own, formats: [...own.formats, linesJson] };
