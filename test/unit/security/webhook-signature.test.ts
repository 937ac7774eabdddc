import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attemptOf,
  isSigned,
  type WebhookHeaders,
  webhookKey,
} from "../../../sidecar/security/webhook-signature.ts";

/** The example of the Standard Webhooks reference implementations. */
const published = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const stale = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
const at = (seconds: number) => new Date(seconds * 1000);

function verified(given: Partial<WebhookHeaders> = {}, body = published.body, secrets = [published.secret]) {
  const checked = attemptOf({ ...published, ...given }, at(1614265330));
  if ("fault" in checked) return checked.fault;
  const keys = secrets.map(webhookKey).filter((key) => key !== null);
  return isSigned(checked.attempt, Buffer.from(body), keys);
}

describe("a signature", () => {
  it("of the published example is valid", () => expect(verified()).toBe(true));

  it.each([
    ["the first of several", `${published.signature} ${stale}`, true],
    ["the last of several", `${stale} v1a,abc v2,x ${published.signature}`, true],
    ["among odd blanks", ` ${stale}  ${published.signature} `, true],
    ["none of several", `${stale} ${stale}`, false],
    ["right but of another version", published.signature.replace("v1,", "v2,"), false],
    ["right but without its version", published.signature.slice(3), false],
    ["right but cut short", published.signature.slice(0, -1), false],
    ["right but longer", `${published.signature}=`, false],
    ["right but in base64url", published.signature.replace("+", "-").replace("/", "_"), false],
    ["in another case", published.signature.toUpperCase(), false],
    ["a word", "v1", false],
    ["empty after its version", "v1,", false],
    ["not ASCII", "v1,\u00e9", false],
  ])("%s", (_what, signature, right) => expect(verified({ signature })).toBe(right));

  it.each([
    ["another id", { id: "msg_other" }, published.body],
    ["another time", { timestamp: "1614265331" }, published.body],
    ["a time written otherwise", { timestamp: "01614265330" }, published.body],
    ["another body", {}, '{"test": 2432232315}'],
    ["the body with a blank more", {}, `${published.body} `],
    ["no body", {}, ""],
  ])("is not valid for %s", (_what, given, body) => expect(verified(given, body)).toBe(false));

  it("covers the received bytes, UTF-8 or not", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        (body, key) => {
          const mac = createHmac("sha256", key).update(Buffer.concat([Buffer.from("a.1."), body]));
          const attempt = { id: "a", timestamp: "1", signatures: [`v1,${mac.digest("base64")}`] };
          expect(isSigned(attempt, body, [key])).toBe(true);
          expect(isSigned(attempt, Buffer.concat([body, Buffer.from([0])]), [key])).toBe(false);
        },
      ),
    );
  });
});

describe("during a change of secrets", () => {
  const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  it.each([
    ["old and new", [published.secret, other], true],
    ["new and old", [other, published.secret], true],
    ["the new one alone", [other], false],
    ["none", [], false],
    ["one that is none", ["whsec_"], false],
  ])("%s", (_what, secrets, right) => expect(verified({}, published.body, secrets)).toBe(right));
});

describe("a secret", () => {
  const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64");
  it.each([
    [`whsec_${base64(24)}`, 24],
    [`whsec_${base64(32)}`, 32],
    [`whsec_${base64(64)}`, 64],
    [`whsec_${base64(23)}`, null],
    ["whsec_", null],
    ["", null],
    [base64(32), null],
    [`whsk_${base64(32)}`, null],
    [`whsec_${base64(32)} `, null],
    [`whsec_${"*".repeat(44)}`, null],
  ])("%j has a key of so many bytes: %s", (secret, bytes) => {
    expect(webhookKey(secret)?.length ?? null).toBe(bytes);
  });
});

describe("the time of an attempt", () => {
  const faultAt = (now: Date, timestamp: string) => {
    const checked = attemptOf({ ...published, timestamp }, now);
    return "fault" in checked ? checked.fault : null;
  };
  const seconds = fc.integer({ min: 1_000, max: 4_000_000_000 });

  it("can be 300 seconds off in both directions, and not more", () => {
    fc.assert(
      fc.property(seconds, fc.integer({ min: -300, max: 300 }), (now, offset) => {
        expect(faultAt(at(now), String(now + offset))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(seconds, fc.integer({ min: 301, max: 900 }), (now, offset) => {
        expect(faultAt(at(now), String(now + offset))).toBe("webhook-timestamp");
        expect(faultAt(at(now), String(now - offset))).not.toBeNull();
      }),
    );
    for (const [offset, fault] of [
      [-301, "webhook-timestamp"],
      [-300, null],
      [300, null],
      [301, "webhook-timestamp"],
    ] as const)
      expect(faultAt(at(1_763_000_000), String(1_763_000_000 + offset))).toBe(fault);
  });

  it("is compared in whole seconds", () => {
    const now = new Date(1_763_000_000_999);
    expect(faultAt(now, "1762999700")).toBeNull();
    expect(faultAt(now, "1763000300")).toBeNull();
    expect(faultAt(now, "1763000301")).toBe("webhook-timestamp");
  });

  it.each([
    "",
    "now",
    "1763000000.5",
    "-1763000000",
    "+1763000000",
    "0x6915",
    "1e9",
    " 1763000000",
    "1".repeat(13),
  ])("%j is invalid", (timestamp) => expect(faultAt(at(1_763_000_000), timestamp)).toBe("webhook-headers"));

  it("in milliseconds is far in the future", () => {
    expect(faultAt(at(1_763_000_000), "999999999999")).toBe("webhook-timestamp");
  });
});

describe("the headers of an attempt", () => {
  it.each<[string, Partial<WebhookHeaders>]>([
    ["no id", { id: undefined }],
    ["an empty id", { id: "" }],
    ["an id with a full stop", { id: "msg.1" }],
    ["an id with a blank", { id: "msg 1" }],
    ["an id that is not ASCII", { id: "msg\u00e9" }],
    ["an id with a NUL", { id: "msg\0" }],
    ["an id of 257 characters", { id: "m".repeat(257) }],
    ["no timestamp", { timestamp: undefined }],
    ["no signature", { signature: undefined }],
    ["an empty signature", { signature: "" }],
  ])("with %s are invalid", (_what, given) => expect(verified(given)).toBe("webhook-headers"));

  it("can contain an ID of 256 characters, with any character but the full stop", () => {
    expect(verified({ id: "m".repeat(256) })).toBe(false);
    expect(verified({ id: "!#$%&'*+-/=?^_`{|}~:;,<>@()[]\"\\" })).toBe(false);
  });
});
