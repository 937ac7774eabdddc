import { isIP } from "node:net";

type Parts = {
  readonly version?: number;
  readonly command?: number;
  readonly family?: number;
  readonly more?: Uint8Array;
};

/** Returns the header that a proxy would send for a client with the address `source` (PROXY protocol version 2, §2.2). */
export function v2Header(
  source: string,
  { version = 2, command = 1, family, more = Buffer.alloc(0) }: Parts = {},
): Buffer {
  const isWide = isIP(source) === 6;
  const addresses = isWide
    ? Buffer.concat([wide(source), wide("::1")])
    : Buffer.from([...narrow(source), 192, 0, 2, 9]);
  const ports = Buffer.from([0xdc, 0x04, 0x0a, 0x0f]);
  const body = Buffer.concat([addresses, ports, more]);
  const head = Buffer.from([
    (version << 4) | command,
    family ?? (isWide ? 0x21 : 0x11),
    body.length >> 8,
    body.length & 0xff,
  ]);
  return Buffer.concat([Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1"), head, body]);
}

const narrow = (address: string): number[] => address.split(".").map(Number);

function wide(address: string): Buffer {
  const [head = "", tail = ""] = address.split("::");
  const groups = (text: string) => text.split(":").filter(Boolean);
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return Buffer.from([...first, ...zeros, ...last].map((group) => group.padStart(4, "0")).join(""), "hex");
}
