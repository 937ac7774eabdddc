import { knownNetwork } from "../../sidecar/security/addresses.ts";
import { createTargets } from "../../sidecar/transports/https/targets.ts";

/** Rules that allow routes to this host, because tests simulate the partners here. */
export const loopbackTargets = createTargets([knownNetwork("127.0.0.0/8"), knownNetwork("::1")]);
