import { describe, expect, it } from "vitest";
import { newTraceId, traceIdOf, traceparentOf } from "../../../../sidecar/engine/model/trace.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const zeros = "0".repeat(32);

describe("the trace id of a request", () => {
  it("is that of a valid traceparent", () => {
    expect(traceIdOf(`00-${trace}-b7ad6b7169203331-01`)).toBe(trace);
  });

  it.each([
    undefined,
    "",
    ["00-", trace],
    trace,
    `00-${zeros}-b7ad6b7169203331-01`,
    `00-${trace}-0000000000000000-01`,
    `00-${trace.toUpperCase()}-b7ad6b7169203331-01`,
    `00-${trace}-b7ad6b7169203331-01\n`,
    `00-${trace}-b7ad6b7169203331-01-more`,
  ])("is a new one for %j", (header) => {
    const made = traceIdOf(header);
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect([trace, zeros]).not.toContain(made);
    expect(traceIdOf(header)).not.toBe(made);
  });
});

describe("the traceparent of an outgoing document", () => {
  it.each([trace, `${"0".repeat(16)}463ac35c9f6413ad`, `463ac35c9f6413ad${"0".repeat(16)}`, newTraceId()])(
    "of %s is one that the next system accepts",
    (id) => expect(traceIdOf(traceparentOf(id))).toBe(id),
  );
});
