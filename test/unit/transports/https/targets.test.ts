import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { SetUpFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { knownNetwork } from "../../../../sidecar/security/addresses.ts";
import { deliverByHttps } from "../../../../sidecar/transports/https/out.ts";
import { createTargets, type Found, kindOf } from "../../../../sidecar/transports/https/targets.ts";
import { delivery, sending } from "../delivery.ts";

const kind = (address: string) => kindOf(knownNetwork(address));

describe("the class of an address", () => {
  it.each([
    [
      "public",
      ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"],
    ],
    [
      "private",
      ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd12::1", "fec0::1"],
    ],
    ["private", ["::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::", "64:ff9b:1::1", "::10.0.0.1"]],
    ["loopback", ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"]],
    ["never", ["169.254.169.254", "169.254.170.2", "::ffff:169.254.169.254", "64:ff9b::169.254.169.254"]],
    ["never", ["100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"]],
    ["never", ["0.0.0.0", "::", "::ffff:0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "ff02::1"]],
    ["never", ["fe80::1", "2001::1", "2001:db8::1", "100::1", "4000::1", "192.0.2.1", "203.0.113.9"]],
  ])("%s: %j", (expected, addresses) => {
    expect(addresses.map((address) => [address, kind(address)])).toEqual(
      addresses.map((address) => [address, expected]),
    );
  });
});

const check = (address: string, allowed: readonly string[] = [], found: readonly Found[] = []) =>
  createTargets(allowed.map(knownNetwork), async () => found)
    .check(new URL(address))
    .then(
      () => "may be called",
      (error: unknown) => (error instanceof SetUpFailure ? error.message : error),
    );
const entry = (text: string) =>
  `the connection's address is in a private network; add ${text} to SUTURE_ALLOWED_TARGETS if the partner's system runs there`;

describe("an address in a URL, in any notation", () => {
  it.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.0.0.1./",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[0:0:0:0:0:ffff:7f00:1]/",
    "https://\uff11\uff12\uff17.0.0.1/",
  ])("%s belongs to this host", async (address) => {
    expect(await check(address)).toMatch(/is on the sidecar's own machine; add (127\.0\.0\.1\/32|::1\/128) /);
    expect(await check(address, ["127.0.0.0/8", "::1"])).toBe("may be called");
  });

  it.each([
    ["https://10.1.2.3/", "10.1.2.3/32"],
    ["https://[::ffff:10.1.2.3]/", "10.1.2.3/32"],
    ["https://[64:ff9b::a01:203]/", "10.1.2.3/32"],
    ["https://167838211/", "10.1.2.3/32"],
    ["https://[fd12::1]/", "fd12::1/128"],
  ])("%s needs the entry %s", async (address, needed) => {
    expect(await check(address)).toBe(entry(needed));
    expect(await check(address, [needed])).toBe("may be called");
  });

  it.each(["https://169.254.169.254/", "https://0/", "https://[fe80::1]/", "https://2852039166/"])(
    "%s is never called, whatever the settings",
    async (address) => {
      expect(await check(address, ["0.0.0.0/0", "::/0"])).toMatch(
        /resolves to .*, to which nothing may be sent$/,
      );
    },
  );
});

describe("a name", () => {
  const found = (...addresses: string[]) =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  it.each([
    [["8.8.8.8"], "may be called"],
    [["10.1.2.3"], entry("10.1.2.3/32")],
    [["8.8.8.8", "10.1.2.3"], entry("10.1.2.3/32")],
    [["fe80::1%2"], "the connection's address resolves to fe80::1%2, to which nothing may be sent"],
    [["nonsense"], "the connection's address resolves to nonsense, to which nothing may be sent"],
  ])("with the addresses %j: %s", async (addresses, expected) => {
    expect(await check("https://edi.partner.example./", [], found(...addresses))).toBe(expected);
  });

  it("for plain HTTP must lead to this host, despite hosts files", async () => {
    const all = ["0.0.0.0/0", "::/0"];
    expect(await check("http://localhost/", all, found("127.0.0.1", "::1"))).toBe("may be called");
    expect(await check("http://localhost/", all, found("10.1.2.3"))).toMatch(/to which nothing may be sent$/);
    expect(await check("http://localhost/", all, found("8.8.8.8"))).toMatch(/to which nothing may be sent$/);
  });

  it("without an address is left to the connection attempt", async () => {
    const nowhere = async () => Promise.reject(new Error("ENOTFOUND"));
    const targets = createTargets([], nowhere);
    await expect(targets.check(new URL("https://edi.example/"))).rejects.toThrow("ENOTFOUND");
  });
});

describe("a delivery", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  /** A local port that counts connections and closes them. */
  async function trap() {
    let connected = 0;
    const server = createServer((socket) => {
      connected += 1;
      socket.destroy();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { port: (server.address() as { port: number }).port, connected: () => connected };
  }
  const here = { address: "127.0.0.1", family: 4 };
  const deliver = (address: string, allowed: readonly string[], resolve: () => Promise<Found[]>) =>
    deliverByHttps(address, delivery(), {
      ...sending(),
      secretsDir: null,
      timeoutSeconds: 30,
      clock: () => new Date(),
      targets: createTargets(allowed.map(knownNetwork), resolve),
    }).catch((error: unknown) => error);

  it("to a name with a forbidden address opens no connection", async () => {
    const { port, connected } = await trap();
    const failure = await deliver(`https://rebound.example:${port}/`, [], async () => [here]);
    expect(failure).toBeInstanceOf(SetUpFailure);
    expect(connected()).toBe(0);
  });

  it("to a forbidden address opens no connection", async () => {
    const { port, connected } = await trap();
    for (const host of ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433"])
      expect(await deliver(`https://${host}:${port}/`, [], async () => [])).toBeInstanceOf(SetUpFailure);
    expect(connected()).toBe(0);
  });

  it("resolves a name once, and calls the checked address", async () => {
    const { port, connected } = await trap();
    const answers = [[here], [{ address: "169.254.169.254", family: 4 }]];
    let asked = 0;
    const failure = await deliver(`https://rebinding.example:${port}/`, ["127.0.0.0/8"], async () => {
      asked += 1;
      return answers[asked - 1] ?? [];
    });
    expect(failure).toMatchObject({
      kind: "partner-unreachable",
      message: "the partner's system is unreachable",
    });
    expect([asked, connected()]).toEqual([1, 1]);
  });
});
