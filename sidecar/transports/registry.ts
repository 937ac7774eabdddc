import { amqp } from "./amqp/transport.ts";
import { email } from "./email/transport.ts";
import { folder } from "./folder/transport.ts";
import { https } from "./https/transport.ts";
import { mllp } from "./mllp/transport.ts";
import { none } from "./none/transport.ts";
import type { TransportModule } from "./transport.ts";

/** Every transport there is, in the order in which a connection's form offers them. Adding one means its folder and its name here. */
export const transports: readonly TransportModule[] = [folder, https, email, none, mllp, amqp];
