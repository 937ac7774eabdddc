import { knownNetwork } from "../../sidecar/security/addresses.ts";
import { createTargets } from "../../sidecar/transports/https/targets.ts";

/** Routes may lead to this machine: the partners of tests are there. */
export const loopbackTargets = createTargets([knownNetwork("127.0.0.0/8"), knownNetwork("::1")]);
