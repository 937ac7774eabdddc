import { createHash, randomBytes } from "node:crypto";

/**
 * A broker user. `configure`, `write` and `read` are regular expressions for the names of the exchanges and queues that it can
 * configure, write to and read from.
 */
export interface BrokerUser {
  readonly name: string;
  readonly password: string;
  readonly administrator?: boolean;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  /** A regular expression for the routing keys with which it can publish to `suture.inbound`. If absent, it can use any. */
  readonly topics?: string;
}

/**
 * Returns the definitions that RabbitMQ loads at every start, as JSON: the users with their permissions on the virtual host `/`.
 */
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
 * Returns the user of a system that publishes to Suture. It can write to `suture.inbound` with the routing keys of its own
 * connections, and do nothing else.
 * @param connections the connections, each as the beginning of its routing keys, such as "edi.edi-harbor"
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
 * The broker users that publish for the demo company, one for each system, with their connections. The sidecar gets the same
 * list, to check the `user-id` of messages.
 */
export const PUBLISHERS = {
  suture_partner: ["edi.edi-harbor"],
  suture_ehr: ["ehr.ehr"],
  suture_billing: ["billing.billing"],
} as const;

/** Returns the list of publishers in the form of the sidecar's setting SUTURE_AMQP_PUBLISHERS. */
export const publishersSetting = (): string =>
  Object.entries(PUBLISHERS)
    .flatMap(([user, connections]) => connections.map((each) => `${user}=${each.split(".")[1]}`))
    .join(" ");

/** Returns the sidecar's own user. It has all permissions for exchanges and queues named `suture.…`, and no others. */
export function sidecarUser(name: string, password: string): BrokerUser {
  const own = "^suture\\..*";
  return { name, password, configure: own, write: own, read: own };
}

/** Returns a user with all permissions, for the management pages and for tests. */
export function administrator(name: string, password: string): BrokerUser {
  return { name, password, administrator: true, configure: ".*", write: ".*", read: ".*" };
}

/**
 * Returns the hash of a password in RabbitMQ's form: base64(salt ‖ SHA-256(salt ‖ password)), with a random salt of four bytes.
 */
function passwordHash(password: string): string {
  const salt = randomBytes(4);
  const digest = createHash("sha256").update(salt).update(password, "utf8").digest();
  return Buffer.concat([salt, digest]).toString("base64");
}
