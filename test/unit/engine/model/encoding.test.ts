import { describe, expect, it } from "vitest";
import { encodeWith } from "../../../../sidecar/engine/model/encoding.ts";
import { type Encoded, EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { textTerm } from "../../../support/told.ts";

const encoded = { code: "850" } as Encoded;
const one = () => Promise.resolve(1);

describe("writing in a partner's format", () => {
  it("returns what the format writes, with the numbers it requested", async () => {
    const kinds: string[] = [];
    const next = async (kind: string) => kinds.push(kind);
    const write = encodeWith(async (number) => ({
      ...encoded,
      controlReference: String(await number("group")),
    }));
    expect((await write(next)).controlReference).toBe("1");
    expect(kinds).toEqual(["group"]);
  });

  it("passes on what the format cannot write", async () => {
    const failure = new EncodingFailure(problemOf("UNKNOWN_UNIT", "unit", textTerm("No such unit.")));
    await expect(encodeWith(() => Promise.reject(failure))(one)).rejects.toBe(failure);
  });

  it("turns an error in the format into an exception, without its message", async () => {
    const error = await encodeWith(() => Promise.reject(new TypeError("secret value")))(one).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(EncodingFailure);
    expect((error as EncodingFailure).problem.code).toBe("INTERNAL_ERROR");
    expect((error as EncodingFailure).message).not.toContain("secret");
  });

  it("does not change a failure of the journal, so that it is retried", async () => {
    const away = new Error("connection lost");
    const write = encodeWith(async (next) => {
      await next("group");
      return encoded;
    });
    await expect(write(() => Promise.reject(away))).rejects.toBe(away);
  });
});
