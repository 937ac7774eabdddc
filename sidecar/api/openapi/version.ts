import { readFileSync } from "node:fs";

const file = new URL("../../../package.json", import.meta.url);

/** The version in `package.json`: also that of the routes and events. */
export const VERSION = (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
