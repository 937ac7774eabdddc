import { describe, expect, it } from "vitest";
import { digestOf, newApiKey } from "../../../../sidecar/security/keys.ts";
import { useJournal } from "../../../support/journal.ts";

const test = useJournal();
const make = (connection: string, replace: boolean, actor = "operator") =>
  test.journal.addKey(connection, digestOf(newApiKey()), { beginning: "sk_test", replace, actor });

describe("a new key of a partner", () => {
  it("is created and recorded with its token, or neither", async () => {
    const id = await make("edi-noted", true, "sensitive");
    const noted = await test.database.query("select actor, action, detail from audit where subject = $1", [
      "edi-noted",
    ]);
    expect(noted.rows).toEqual([{ actor: "sensitive", action: "key.create", detail: { id, replace: true } }]);
    const twice = digestOf(newApiKey());
    await test.journal.addKey("edi-twice", twice, {
      beginning: "sk_test",
      replace: false,
      actor: "operator",
    });
    await expect(
      test.journal.addKey("edi-twice", twice, { beginning: "sk_test", replace: true, actor: "operator" }),
    ).rejects.toThrow();
    expect(await test.journal.keyDigests("edi-twice")).toEqual([Buffer.from(twice)]);
  });

  it("revokes the earlier ones when it replaces them, also concurrent ones", async () => {
    await make("edi-many", false);
    await Promise.all(Array.from({ length: 8 }, () => make("edi-many", true)));
    expect(await test.journal.keyDigests("edi-many")).toHaveLength(1);
  });

  it("does not affect those of others", async () => {
    await make("edi-one", false);
    await make("edi-two", true);
    expect(await test.journal.keyDigests("edi-one")).toHaveLength(1);
  });
});
