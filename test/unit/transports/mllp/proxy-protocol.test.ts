import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProxyHeader } from "../../../../sidecar/transports/mllp/proxy-protocol.ts";
import { v2Header } from "../../../support/proxy-header.ts";

const line = (text: string) => readProxyHeader(Buffer.from(text, "latin1"));

describe("version 1", () => {
  it.each([
    ["PROXY TCP4 192.0.2.1 192.0.2.9 56324 2575\r\n", "192.0.2.1"],
    ["PROXY TCP6 2001:db8::1 2001:db8::2 56324 2575\r\n", "2001:db8::1"],
    ["PROXY TCP6 ::ffff:192.0.2.1 ::ffff:192.0.2.9 1 2\r\n", null],
    ["PROXY UNKNOWN\r\n", null],
    ["PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", null],
  ])("%j", (text, source) => {
    const read = line(`${text}\x0bMSH`);
    if (text.includes("::ffff:")) expect(["header", "malformed"]).toContain(read.kind);
    else expect(read).toEqual({ kind: "header", length: text.length, source });
  });

  it.each([
    "PROXY TCP4 192.0.2.1 192.0.2.9 56324 2575\n",
    "PROXY TCP4 192.0.2.999 192.0.2.9 56324 2575\r\n",
    "PROXY TCP4 2001:db8::1 2001:db8::2 56324 2575\r\n",
    "PROXY TCP6 192.0.2.1 192.0.2.9 56324 2575\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 70000 2575\r\n",
    "PROXY TCP4 192.0.2.1\r\n",
    "PROXY UDP4 192.0.2.1 192.0.2.9 1 2\r\n",
    "PROXY  TCP4 192.0.2.1 192.0.2.9 1 2\r\n",
    "PROXY UNKNOWNLY\r\n",
    `PROXY TCP4 ${"1".repeat(120)}`,
    `PROXY UNKNOWN ${"x".repeat(100)}\r\n`,
  ])("is malformed: %j", (text) => expect(line(text)).toEqual({ kind: "malformed" }));
});

describe("version 2", () => {
  it.each(["192.0.2.1", "2001:db8::1"])("from %s, with optional data after the addresses", (source) => {
    const plain = v2Header(source);
    const more = v2Header(source, { more: Buffer.from([0x20, 0, 3, 1, 2, 3]) });
    for (const header of [plain, more])
      expect(readProxyHeader(Buffer.concat([header, Buffer.from("\x0bMSH")]))).toEqual({
        kind: "header",
        length: header.length,
        source,
      });
  });

  it("stands for the proxy itself (LOCAL), as in health checks", () => {
    expect(readProxyHeader(v2Header("192.0.2.1", { command: 0 }))).toMatchObject({
      kind: "header",
      source: null,
    });
  });

  it.each([
    ["another version", v2Header("192.0.2.1", { version: 3 })],
    ["another command", v2Header("192.0.2.1", { command: 2 })],
    ["another family", v2Header("192.0.2.1", { family: 0x31 })],
    ["addresses that are cut off", v2Header("192.0.2.1", { family: 0x21 })],
    ["a length beyond all use", v2Header("192.0.2.1", { more: Buffer.alloc(5000) })],
  ])("is malformed: %s", (_name, header) => expect(readProxyHeader(header)).toEqual({ kind: "malformed" }));
});

describe("any beginning", () => {
  const headers = [
    Buffer.from("PROXY TCP4 192.0.2.1 192.0.2.9 1 2\r\n"),
    v2Header("192.0.2.1"),
    v2Header("::1"),
  ];
  it("of a header is incomplete, and nothing else", () => {
    for (const header of headers)
      for (let length = 0; length < header.length; length++)
        expect(readProxyHeader(header.subarray(0, length))).toEqual({ kind: "incomplete" });
  });

  it.each(["\x0bMSH|", "\x16\x03\x01", "GET /", "P\r\n", "\r\x0b"])(
    "of another input (%j) is recognised immediately",
    (text) => expect(line(text)).toEqual({ kind: "none" }),
  );

  it("of any bytes has a result, and no header is longer than the input", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "PROXY ", "\r\n\r\n\0\r\nQUIT\n"), fc.uint8Array(), (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start, "latin1"), rest]);
        const read = readProxyHeader(bytes);
        if (read.kind === "header") expect(read.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
