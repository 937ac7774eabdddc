import { amqp } from "./amqp/transport.ts";
import { email } from "./email/transport.ts";
import { folder } from "./folder/transport.ts";
import { https } from "./https/transport.ts";
import { mllp } from "./mllp/transport.ts";
import { none } from "./none/transport.ts";
import type { TransportModule } from "./transport.ts";

/** All transports, in the order of the connection form. To add one, create its folder and add it to this list. */
export const transports: readonly TransportModule[] = [folder, https, email, none, mllp, amqp];
