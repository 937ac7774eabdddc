import { createHash, randomBytes } from "node:crypto";

/** A broker user with the patterns of what it can configure, write to and read from. */
export interface BrokerUser {
  readonly name: string;
  readonly password: string;
  readonly administrator?: boolean;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  /** Routing keys it can use to publish to `suture.inbound`; unset: any. */
  readonly topics?: string;
}

/** Returns the definitions that RabbitMQ loads at every start: users with their permissions on the virtual host `/`. */
export function definitions(users: readonly BrokerUser[]): string {
  return JSON.stringify({
    vhosts: [{ name: "/" }],
    users: users.map((user) => ({
      name: user.name,
      password_hash: passwordHash(user.password),
      hashing_algorithm: "rabbit_password_hashing_sha256",
      tags: user.administrator ? ["administrator"] : [],
    })),
    permissions: users.map(({ name, configure, write, read }) => ({
      user: name,
      vhost: "/",
      configure,
      write,
      read,
    })),
    topic_permissions: users.flatMap(({ name, topics }) =>
      topics === undefined
        ? []
        : [{ user: name, vhost: "/", exchange: "suture.inbound", write: topics, read: "^$" }],
    ),
  });
}

/**
 * Returns a system that publishes to Suture: it can write to `suture.inbound` with the routing keys of its own connections, and
 * do nothing else.
 * @param connections each as the beginning of its routing keys, "edi.edi-harbor"
 */
export function publisher(
  name: string,
  password: string,
  connections: readonly `${"edi" | "ehr" | "billing" | "erp"}.${string}`[],
): BrokerUser {
  const topics = `^(${connections.map((each) => each.replaceAll(".", "\\.")).join("|")})\\.`;
  return { name, password, configure: "^$", write: "^suture\\.inbound$", read: "^$", topics };
}

/**
 * The publishers of the demo company, and their connections. One user for each system; the sidecar gets the same list to check
 * the `user-id`.
 */
export const PUBLISHERS = {
  suture_partner: ["edi.edi-harbor"],
  suture_ehr: ["ehr.ehr"],
  suture_billing: ["billing.billing"],
} as const;

/** The same as the sidecar's setting SUTURE_AMQP_PUBLISHERS. */
export const publishersSetting = (): string =>
  Object.entries(PUBLISHERS)
    .flatMap(([user, connections]) => connections.map((each) => `${user}=${each.split(".")[1]}`))
    .join(" ");

/** The sidecar's own user: everything named `suture.…` and nothing else. */
export function sidecarUser(name: string, password: string): BrokerUser {
  const own = "^suture\\..*";
  return { name, password, configure: own, write: own, read: own };
}

/** A user with all permissions, for the management pages and for tests. */
export function administrator(name: string, password: string): BrokerUser {
  return { name, password, administrator: true, configure: ".*", write: ".*", read: ".*" };
}

/** Returns RabbitMQ's salted hash: base64(salt ‖ SHA-256(salt ‖ password)), with a salt of four bytes. */
function passwordHash(password: string): string {
  const salt = randomBytes(4);
  const digest = createHash("sha256").update(salt).update(password, "utf8").digest();
  return Buffer.concat([salt, digest]).toString("base64");
}
