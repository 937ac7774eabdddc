import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { runOdoo } from "../../dev/environment/odoo.ts";
import { GATEWAY_KEY } from "../../dev/environment/odoo-database.ts";
import { keepSecret, knownSecret, secretFile } from "../../dev/environment/secrets.ts";
import { sidecarUrl, startSidecar } from "../../dev/environment/sidecar.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { invoice } from "../support/x12-text.ts";

const ADDRESS = "suture.sidecar_url";
const SUPPLIER = "Harbor Medical Supply";

type Check = { code: string; state: "ok" | "failed" | "skipped"; text: string; advice: string };
type Tested = { ok: boolean; checks: Check[] };
type Key = { id: number; beginning: string; state: string; last_used_at: string | false };

const test = ({ odoo }: World) => odoo.call<Tested>("suture.setup", "test_connection");
const failedIn = ({ checks }: Tested) =>
  checks.filter(({ state }) => state === "failed").map(({ code }) => code);
const keys = ({ odoo }: World) =>
  odoo.searchRead<Key>("suture.gateway.key", [], ["beginning", "state", "last_used_at"], {
    order: "id desc",
  });

/** The key of the wizard, as a person who has just shown their password gets it. */
async function rotate({ place }: World): Promise<string> {
  const script = `
wizard = env["suture.integration.user"].with_user(env.ref("base.user_admin")).create({})
shown = wizard._make()["params"]
env.cr.commit()
print("ROTATED", shown["key"])
`;
  const output = await runOdoo(
    place,
    ["shell", "-d", inject("environment").odoo.database, "--no-http"],
    script,
  );
  const key = /^ROTATED (\S+)$/m.exec(output)?.[1];
  if (key === undefined) throw new Error(`no key was made: ${output.slice(-500)}`);
  return key;
}

describe("setting up", () => {
  const here = world();
  const file = secretFile(here.place, GATEWAY_KEY);
  const before = knownSecret(here.place, GATEWAY_KEY) ?? "";
  let valid = before;

  beforeAll(() =>
    here.odoo.call("ir.config_parameter", "set_param", { key: ADDRESS, value: sidecarUrl(here.place) }),
  );
  // What is in the file is what the sidecar of the tests that follow works with.
  afterAll(async () => {
    keepSecret(here.place, GATEWAY_KEY, valid);
    await startSidecar(here.place);
    await here.odoo.call("ir.config_parameter", "set_param", { key: ADDRESS, value: false });
  });

  it("Test connection finds no problem between Odoo and its sidecar", async () => {
    const { ok, checks } = await test(here);
    expect(failedIn({ ok, checks })).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.filter(({ state }) => state === "ok").map(({ code }) => code)).toEqual([
      "address",
      "dns",
      "tcp",
      "suture",
      "version",
      "clock",
      "odoo",
      "database",
      "catalogue",
      "key",
    ]);
  });

  it("a wrong key is reported with the next step; nothing is lost, and the right key resumes processing automatically", async () => {
    writeFileSync(file, `${"0".repeat(40)}\n`);
    const refused = await eventually("the sidecar is refused", async () => {
      const tested = await test(here);
      return tested.ok ? null : tested;
    });
    expect(failedIn(refused)).toEqual(["odoo"]);
    const check = refused.checks.find(({ code }) => code === "odoo");
    expect(check?.text).toContain("rejects the sidecar's key");
    expect(check?.advice).toContain("Create a new key");
    expect(JSON.stringify(refused)).not.toContain("0000000000");

    const order = await placeOrder(here.odoo, {
      supplier: SUPPLIER,
      lines: [{ item: "NF-1001", quantity: 2 }],
    });
    writeFileSync(file, `${valid}\n`);
    await eventually(
      "the order is sent",
      async () => {
        const [row] = await here.odoo.searchRead<{ integration_state: string }>(
          "purchase.order",
          [["name", "=", order.name]],
          ["integration_state"],
        );
        return row !== undefined && row.integration_state !== "none" && (await sentTo(order.name));
      },
      90,
    );
    await eventually("Test connection finds no problem", async () => (await test(here)).ok);
  }, 180_000);

  /** The exchange of an order that was handed over. */
  async function sentTo(number: string): Promise<boolean> {
    const rows = await here.odoo.searchRead<{ state: string }>(
      "suture.exchange",
      [
        ["document_number", "=", number],
        ["direction", "=", "outbound"],
        ["state", "=", "done"],
      ],
      ["state"],
    );
    return rows.length > 0;
  }

  it("the key is rotated during processing: no document is lost or applied twice, and the old key is identified", async () => {
    const orders = await Promise.all(
      Array.from({ length: 3 }, () =>
        placeOrder(here.odoo, { supplier: SUPPLIER, lines: [{ item: "NF-1001", quantity: 1000 }] }),
      ),
    );
    const prefix = `ROT-${here.control()}`;
    const line = { line: 1, quantity: 1, price: 9.4, item: "HM-10040" };
    const taken: string[] = [];
    const post = async () => {
      const order = orders[taken.length % orders.length];
      const number = `${prefix}-${String(taken.length).padStart(3, "0")}`;
      const answer = await here.post(
        invoice(number, order?.name ?? "", [line], 940, { control: here.control() }),
      );
      expect(answer.status).toBe(202);
      taken.push(onlyMessage(answer));
    };
    for (let count = 0; count < 9; count += 1) await post();
    const made = await rotate(here);
    for (let count = 0; count < 6; count += 1) await post();
    writeFileSync(file, `${made}\n`);
    valid = made;
    for (let count = 0; count < 9; count += 1) await post();

    const [now, old] = await eventually(
      "Odoo has seen the new key in use",
      async () => {
        const rows = await keys(here);
        return rows[0]?.state === "used" && rows[0].beginning === made.slice(0, 4) ? rows : null;
      },
      60,
    );
    expect(now?.last_used_at).toBeTruthy();
    expect(old).toMatchObject({ state: "replaced", beginning: before.slice(0, 4) });
    for (const id of taken) await here.settled(id, "done");
    const bills = await here.odoo.searchRead<{ ref: string }>(
      "account.move",
      [["ref", "like", `${prefix}-`]],
      ["ref"],
      { limit: 1000 },
    );
    expect(bills.map(({ ref }) => ref).sort()).toEqual(
      taken.map((_, index) => `${prefix}-${String(index).padStart(3, "0")}`),
    );

    await here.odoo.call("suture.gateway.key", "action_remove", { ids: [old?.id] });
    await post();
    await here.settled(taken.at(-1) ?? "", "done");
    expect((await keys(here)).map(({ id }) => id)).not.toContain(old?.id);
    expect((await test(here)).ok).toBe(true);
  }, 300_000);
});
