import { describe, expect, it } from "vitest";
import { readCloudEvent, readCloudEvents } from "../../../../sidecar/codecs/cloudevents/read.ts";
import { inEnglish } from "../../../support/told.ts";

const MEGABYTES = 10 * 1024 * 1024;
const event = (data: string) =>
  Buffer.from(`{"specversion":"1.0","id":"1","source":"s","type":"t","data":${data}}`);

describe("an event is not read", () => {
  it.each([
    ["200,000 lists in each other", "[".repeat(200_000) + "]".repeat(200_000), "more than 64 levels deep"],
    ["65 objects in each other", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`, "more than 64 levels deep"],
    ["lists without end", "[".repeat(MEGABYTES), "more than 64 levels deep"],
    ["a list of three million objects", `[${"{},".repeat(3_000_000)}{}]`, "more than 20000 members"],
    ["an object of half a million members", `{${'"a":1,'.repeat(500_000)}"a":1}`, "more than 20000 members"],
  ])("with %s", (_what, data, reason) => {
    const fault = { fault: expect.stringContaining(reason) };
    expect(inEnglish(readCloudEvent(event(data)))).toEqual(fault);
    expect(inEnglish(readCloudEvents(event(data)))).toEqual(fault);
  });
});

describe("an event is read", () => {
  it.each([
    ["ten megabytes of one text", JSON.stringify("x".repeat(MEGABYTES))],
    ["brackets and commas in a text", JSON.stringify('[{,"\\'.repeat(400_000))],
    ["60 lists in each other", "[".repeat(60) + "]".repeat(60)],
    ["ten thousand numbers", `[${"0,".repeat(10_000)}0]`],
  ])("with %s", (_what, data) => expect(readCloudEvent(event(data))).toHaveProperty("event"));

  it.each(["", '"', '"\\', '"\\"', "]]]]"])("or found to be invalid JSON: %j", (text) => {
    expect(inEnglish(readCloudEvent(Buffer.from(text)))).toEqual({
      fault: "The event is not valid JSON in UTF-8.",
    });
  });
});
