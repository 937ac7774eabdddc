import { knownNetwork } from "../../sidecar/security/addresses.ts";
import { createTargets } from "../../sidecar/transports/https/targets.ts";

/** Allows routes to this host: the partners of tests are there. */
export const loopbackTargets = createTargets([knownNetwork("127.0.0.0/8"), knownNetwork("::1")]);
