import { describe, expect, it } from "vitest";
import { bodyFault } from "../../../sidecar/ingress/http.ts";

describe("what went wrong while a body was read", () => {
  it.each([
    ["too large", Object.assign(new Error(), { type: "entity.too.large", status: 413 }), "body-too-large"],
    [
      "an encoding we do not know",
      Object.assign(new Error(), { type: "encoding.unsupported", status: 415 }),
      "unsupported-encoding",
    ],
    ["cut off", Object.assign(new Error(), { type: "request.aborted", status: 400 }), "bad-request"],
    ["a fault of ours", new Error("journal away"), null],
    ["another refusal", Object.assign(new Error(), { status: 404 }), null],
    ["no error at all", undefined, null],
    ["null", null, null],
  ])("%s", (_what, error, code) => expect(bodyFault(error)).toBe(code));
});
