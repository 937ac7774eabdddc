import { describe, expect, test } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { carryOutKeyCommand, isKeyCommand } from "../../../../sidecar/engine/operator/partner-keys.ts";
import { say } from "../../../../sidecar/engine/operator/terms.ts";
import type { OutboxRow } from "../../../../sidecar/engine/ports/odoo.ts";
import type { KeysReport, MakeKey, NewPartnerKey } from "../../../../sidecar/engine/ports/partner-keys.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { tinyConnection } from "../../../support/tiny.ts";

const ENVELOPE = { publicKey: "p", nonce: "n", content: "c" };
const { code } = tinyConnection();

function row(
  event: string,
  given: Record<string, unknown> = {},
  connection: string | null = code,
): OutboxRow {
  const empty = { model: null, resId: null, number: null, messageKey: null, traceId: "" };
  const asked = { kind: "api-key", public_key: "p", valid_days: 90, others_end_after_hours: 0, by: "Ann" };
  const values = { id: 1, key: `${event}/1`, kind: "command" as const, event, connection };
  return { ...empty, ...values, arguments: { ...asked, ...given } };
}

function world({
  isDelivered = true,
  make = () => ({ beginning: "sk_abcd", digest: new Uint8Array(), sealed: null, envelope: ENVELOPE }),
  fails,
}: {
  isDelivered?: boolean;
  make?: MakeKey;
  fails?: OdooFailure;
} = {}) {
  const created: NewPartnerKey[] = [];
  const revoked: unknown[] = [];
  const forgotten: string[] = [];
  const reports: KeysReport[] = [];
  const parts = {
    journal: {
      async createPartnerKey(key: NewPartnerKey) {
        const known = created.findIndex(({ request }) => request === key.request);
        if (known === -1) created.push(key);
        const isForgotten = forgotten.length > 0;
        return { id: "id-1", envelope: isForgotten ? null : key.envelope };
      },
      async revokePartnerKey(...given: unknown[]) {
        revoked.push(given);
        return given[1] === "id-1";
      },
      async confirmDelivery(id: string) {
        forgotten.push(id);
      },
      partnerKeys: async () => [],
    },
    odoo: {
      async reportKeys(report: KeysReport) {
        if (fails) throw fails;
        reports.push(report);
        return report.answer === null || isDelivered;
      },
    },
    connections: createConnections({ version: "1", connections: [tinyConnection()] }),
    refreshConnections: async () => {},
    makeKey: make,
  };
  return { parts, created, revoked, forgotten, reports };
}

describe("a command for partners' keys", () => {
  test("creates a key, and answers the browser that asked", async () => {
    const { parts, created, forgotten, reports, revoked } = world();
    expect(await carryOutKeyCommand(parts, row("create_key"))).toBeNull();
    expect(created).toMatchObject([
      {
        connection: code,
        kind: "api-key",
        request: "create_key/1",
        actor: "Ann",
        validDays: 90,
        othersEndAfterHours: 0,
      },
    ]);
    expect(reports[0]?.answer).toEqual({
      request: "create_key/1",
      id: "id-1",
      envelope: ENVELOPE,
      refusal: null,
    });
    expect([forgotten, revoked]).toEqual([["id-1"], []]);
  });

  test("creates one key if it is carried out again, because its report was lost", async () => {
    const { parts, created, reports } = world();
    for (let time = 0; time < 3; time++)
      expect(await carryOutKeyCommand(parts, row("create_key"))).toBeNull();
    expect(created).toHaveLength(1);
    expect(reports.map(({ answer }) => answer?.id ?? null)).toEqual(["id-1", null, null, null]);
  });

  test("revokes a key that nobody waits for any more", async () => {
    const { parts, revoked, forgotten, reports } = world({ isDelivered: false });
    expect(await carryOutKeyCommand(parts, row("create_key"))).toBeNull();
    expect([revoked, forgotten]).toEqual([[[code, "id-1", "Ann"]], []]);
    expect(reports.at(-1)?.answer).toBeNull();
  });

  test.each([
    ["an unknown kind", { kind: "password" }, "operator.key-kind-unknown"],
    ["no whole days", { valid_days: 1.5 }, "operator.key-validity"],
    ["days beyond the limit", { valid_days: 100_000 }, "operator.key-validity"],
    ["hours that are no number", { others_end_after_hours: "1" }, "operator.key-validity"],
  ])("with %s is refused, and the browser is told why", async (_name, given, term) => {
    const { parts, created, reports } = world();
    expect(await carryOutKeyCommand(parts, row("create_key", given))).toMatchObject({ term });
    expect(created).toEqual([]);
    expect(reports[0]?.answer).toMatchObject({ id: null, refusal: [{ term }] });
  });

  test.each([
    ["no-vault", "operator.no-secret-key"],
    ["bad-public-key", "operator.key-public-key"],
  ] as const)("without a key because of %s is refused", async (fault, term) => {
    const { parts, created } = world({ make: () => ({ fault }) });
    expect(await carryOutKeyCommand(parts, row("create_key"))).toMatchObject({ term });
    expect(created).toEqual([]);
  });

  test("for a connection that the sidecar does not know is refused", async () => {
    const { parts } = world();
    for (const connection of ["edi-unknown", null])
      expect(await carryOutKeyCommand(parts, row("create_key", {}, connection))).toMatchObject({
        term: "operator.unknown-connection",
      });
  });

  test("revokes a key, or says that it is not valid", async () => {
    const { parts, revoked } = world();
    expect(await carryOutKeyCommand(parts, row("revoke_key", { id: "id-1" }))).toBeNull();
    expect(await carryOutKeyCommand(parts, row("revoke_key", { id: "id-2" }))).toMatchObject({
      term: "operator.key-not-valid",
    });
    expect(revoked).toHaveLength(2);
  });

  test("is repeated while Odoo is unreachable, and refused if Odoo rejects the report", async () => {
    const away = new OdooFailure("unavailable", say("key-validity"));
    await expect(carryOutKeyCommand(world({ fails: away }).parts, row("list_keys"))).rejects.toBe(away);
    const refused = new OdooFailure("refused", say("key-validity"));
    expect(await carryOutKeyCommand(world({ fails: refused }).parts, row("list_keys"))).toMatchObject({
      term: "operator.asking-odoo-failed",
    });
  });

  test("is known by its event", () => {
    expect(["create_key", "revoke_key", "list_keys", "replay", "toString"].map(isKeyCommand)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
