import { describe, expect, it } from "vitest";
import { hasAttributes, structuredFrom } from "../../../../sidecar/codecs/cloudevents/binary.ts";

const written = (headers: Record<string, string>, body = '{"a":1}', contentType: string | null = null) => {
  const bytes = structuredFrom({ headers, contentType, body: Buffer.from(body) });
  return bytes && Buffer.from(bytes).toString();
};

describe("an event in binary mode", () => {
  it("is recognised by its headers", () => {
    expect(hasAttributes({ "ce-id": "1" })).toBe(true);
    expect(hasAttributes({ "content-type": "application/json", cet: "1" })).toBe(false);
  });

  it("is written with its attributes by name and its data unchanged", () => {
    expect(written({ "ce-type": "t", "ce-id": "1", host: "x" }, '{ "n": 1.10 }', "application/json")).toBe(
      '{"id":"1","type":"t","datacontenttype":"application/json","data":{ "n": 1.10 }}',
    );
  });

  it("has its attributes percent-decoded (§3.1.3.2)", () => {
    expect(written({ "ce-subject": "Euro%20%E2%82%AC%20%F0%9F%98%80" })).toBe(
      '{"subject":"Euro € 😀","data":{"a":1}}',
    );
  });

  it("has the data and content type of the request", () => {
    expect(written({ "ce-data": "x", "ce-datacontenttype": "text/plain", "ce-id": "1" })).toBe(
      '{"id":"1","data":{"a":1}}',
    );
  });

  it("can have no data", () => expect(written({ "ce-id": "1" }, " ")).toBe('{"id":"1"}'));

  it("can have no attribute", () => expect(written({})).toBe('{"data":{"a":1}}'));

  it.each([
    ["data that are not JSON", {}, '{"a":1}, "id": "other"'],
    ["a header that is not percent-encoded", { "ce-id": "%zz" }, "{}"],
  ])("cannot be written with %s", (_what, headers, body) => expect(written(headers, body)).toBeNull());
});
