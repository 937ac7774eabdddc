import { describe, expect, test } from "vitest";
import { envelopeFor } from "../../../sidecar/security/envelope.ts";
import { beginExchange } from "../../../static/suture/src/new_key/key_exchange.ts";

describe("the envelope with the text of a key", () => {
  test("is opened by the browser that has the private key, for the same request", async () => {
    const browser = await beginExchange();
    const envelope = envelopeFor(browser.publicKey, "sk_secret", "create_key/db/edi/1/1");
    if (!envelope) throw new Error("no envelope");
    expect(JSON.stringify(envelope)).not.toContain("sk_secret");
    expect(await browser.open(envelope, "create_key/db/edi/1/1")).toBe("sk_secret");
    await expect(browser.open(envelope, "create_key/db/edi/1/2")).rejects.toThrow();
    await expect((await beginExchange()).open(envelope, "create_key/db/edi/1/1")).rejects.toThrow();
  });

  test.each(["", "nonsense", Buffer.alloc(65).toString("base64"), Buffer.alloc(65, 4).toString("base64")])(
    "is not made for the public key %j",
    (publicKey) => {
      expect(envelopeFor(publicKey, "sk_secret", "request")).toBeNull();
    },
  );
});
