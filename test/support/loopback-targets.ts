import { knownNetwork } from "../../sidecar/egress/addresses.ts";
import { createTargets } from "../../sidecar/egress/targets.ts";

/** Routes may lead to this machine: the partners of tests are there. */
export const loopbackTargets = createTargets([knownNetwork("127.0.0.0/8"), knownNetwork("::1")]);
