import { describe, expect, it } from "vitest";
import {
  keyMaker,
  openVault,
  renewSecrets,
  webhookSecrets,
} from "../../../../sidecar/composition/secrets.ts";
import type { KeyKind, NewPartnerKey } from "../../../../sidecar/engine/ports/partner-keys.ts";
import { digestOf } from "../../../../sidecar/security/keys.ts";
import { beginExchange } from "../../../../static/suture/src/new_key/key_exchange.ts";
import { useJournal } from "../../../support/journal.ts";
import { recordedLog } from "../../../support/log.ts";

const test = useJournal();
const OLD = "old-key-of-at-least-thirty-two-characters";
const NEW = "new-key-of-at-least-thirty-two-characters";
let requests = 0;

async function create(connection: string, kind: KeyKind, over: Partial<NewPartnerKey> = {}, keys = OLD) {
  const browser = await beginExchange();
  const request = over.request ?? `create_key/${++requests}`;
  const made = keyMaker(openVault(keys))(kind, { connection, publicKey: browser.publicKey, request });
  if ("fault" in made) throw new Error(made.fault);
  const given = { connection, kind, request, actor: "Ann", validDays: null, othersEndAfterHours: null };
  const { id, envelope } = await test.journal.createPartnerKey({ ...made, ...given, ...over });
  return {
    id,
    request,
    envelope,
    text: envelope && (await browser.open(envelope, request).catch(() => null)),
  };
}

describe("keys of partners that are created in Odoo", () => {
  it("authenticate until they are revoked; their text is stored nowhere", async () => {
    const { id, text } = await create("edi-new", "api-key", { validDays: 90 });
    const digest = digestOf(text ?? "");
    expect(await test.journal.connectionOfKey(digest)).toBe("edi-new");
    expect(await test.journal.keyDigests("edi-new")).toEqual([Buffer.from(digest)]);
    const rows = await test.database.query("select api_key::text as row from api_key");
    expect(JSON.stringify(rows.rows)).not.toContain(text?.slice(8));
    expect(await test.journal.revokePartnerKey("edi-other", id, "Ann")).toBe(false);
    expect(await test.journal.revokePartnerKey("edi-new", id, "Ann")).toBe(true);
    expect(await test.journal.revokePartnerKey("edi-new", id, "Ann")).toBe(false);
    expect(await test.journal.connectionOfKey(digest)).toBeNull();
    const audited = await test.database.query(
      "select action, actor from audit where subject = $1 order by seq",
      ["edi-new"],
    );
    expect(audited.rows).toEqual([
      { action: "key.create", actor: "Ann" },
      { action: "key.revoke", actor: "Ann" },
    ]);
  });

  it("exist once for each request, also if it is carried out at the same time, until the text was delivered", async () => {
    const request = "create_key/same";
    const all = await Promise.all([1, 2, 3, 4].map(() => create("edi-once", "api-key", { request })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all.filter(({ text }) => text !== null)).toHaveLength(1);
    expect(await test.journal.partnerKeys("edi-once")).toHaveLength(1);
    await test.journal.confirmDelivery(all[0]?.id ?? "");
    expect((await create("edi-once", "api-key", { request })).envelope).toBeNull();
  });

  it("end when a new one replaces them, at once or later, without making an earlier end later", async () => {
    const first = await create("edi-turn", "api-key", { validDays: 1 });
    const second = await create("edi-turn", "api-key", { othersEndAfterHours: 48 });
    await test.journal.confirmDelivery(second.id);
    const secret = await create("edi-turn", "webhook-secret", { othersEndAfterHours: 0 });
    expect(await test.journal.keyDigests("edi-turn")).toHaveLength(2);
    const hoursLeft = async (id: string) => {
      const key = (await test.journal.partnerKeys("edi-turn")).find((one) => one.id === id);
      return key?.expiresAt
        ? Math.round((key.expiresAt.getTime() - key.createdAt.getTime()) / 3_600_000)
        : null;
    };
    expect([await hoursLeft(first.id), await hoursLeft(secret.id)]).toEqual([24, null]);
    const unseen = await create("edi-turn", "api-key", { othersEndAfterHours: 0 });
    await test.journal.revokePartnerKey("edi-turn", unseen.id, "Ann");
    await test.journal.confirmDelivery(unseen.id);
    expect(await test.journal.keyDigests("edi-turn")).toHaveLength(2);
    const last = await create("edi-turn", "api-key", { othersEndAfterHours: 0 });
    expect(await test.journal.keyDigests("edi-turn")).toHaveLength(3);
    await test.journal.confirmDelivery(last.id);
    await test.journal.confirmDelivery(last.id);
    expect(await test.journal.keyDigests("edi-turn")).toEqual([Buffer.from(digestOf(last.text ?? ""))]);
  });

  it("of webhooks are encrypted, opened with the key of the environment, and do not authenticate as API keys", async () => {
    const { text } = await create("billing-a", "webhook-secret");
    const secretsOf = (keys: string | undefined) => webhookSecrets(null, test.journal, openVault(keys));
    expect(await secretsOf(OLD)("billing-a")).toEqual([text]);
    expect([await secretsOf(undefined)("billing-a"), await secretsOf(NEW)("billing-a")]).toEqual([[], []]);
    expect(await test.journal.keyDigests("billing-a")).toEqual([]);
    expect(await test.journal.connectionOfKey(digestOf(text ?? ""))).toBeNull();
  });

  it("of webhooks are encrypted again with a new key of the environment; what cannot be decrypted is logged", async () => {
    const { text } = await create("billing-b", "webhook-secret");
    const log = recordedLog();
    await renewSecrets(test.journal, openVault(`${NEW} ${OLD}`), log);
    expect(await webhookSecrets(null, test.journal, openVault(NEW))("billing-b")).toEqual([text]);
    await renewSecrets(test.journal, openVault(OLD), log);
    expect(JSON.stringify(log.entries)).toContain("cannot be decrypted");
    expect(JSON.stringify(log.entries)).not.toContain(text?.slice(8));
  });

  it("record when they were last used", async () => {
    const { id, text } = await create("edi-used", "api-key");
    const lastUse = async () =>
      (await test.journal.partnerKeys("edi-used")).find((key) => key.id === id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await test.journal.noteKeyUse(digestOf(text ?? ""));
    expect(await lastUse()).toBeInstanceOf(Date);
  });

  it("of webhooks are not made without a key of the environment", () => {
    const asked = { connection: "billing-a", publicKey: "", request: "r" };
    expect(keyMaker(null)("webhook-secret", asked)).toEqual({ fault: "no-vault" });
    expect(keyMaker(null)("api-key", asked)).toEqual({ fault: "bad-public-key" });
  });
});
