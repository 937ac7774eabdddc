import { startSidecar } from "../../sidecar/composition/sidecar.ts";
import { readSettings } from "../../sidecar/config/read.ts";
import { registries } from "./registries.ts";

/** A sidecar that also knows the formats of the tests; it stops at a signal. */
const { settings } = readSettings(process.env, registries);
if (!settings) throw new Error("the settings are refused");
const { stop } = await startSidecar(settings, registries);
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
