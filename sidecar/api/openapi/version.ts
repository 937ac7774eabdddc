import { readFileSync } from "node:fs";

const file = new URL("../../../package.json", import.meta.url);

/** The version in `package.json`. The HTTP routes and the events have the same version. */
export const VERSION = (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
