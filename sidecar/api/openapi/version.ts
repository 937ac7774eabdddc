import { readFileSync } from "node:fs";

const file = new URL("../../../package.json", import.meta.url);

/** The version in `package.json`. It is also the version of the HTTP routes and of the events. */
export const VERSION = (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
