import { readFileSync } from "node:fs";

const file = new URL("../../../package.json", import.meta.url);

/** The version in `package.json`, which is also the version of the routes and events. */
export const VERSION = (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
