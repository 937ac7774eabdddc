import { readFileSync } from "node:fs";
import { afterAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { sidecarClient } from "../../dev/clients/sidecar.ts";
import { logFile } from "../../dev/environment/place.ts";
import { killSidecar, sidecarSettings, startSidecar } from "../../dev/environment/sidecar.ts";
import { type SidecarProcess, startSidecarProcess } from "../support/sidecar-process.ts";
import { onlyMessage, world } from "../support/world.ts";
import { invoice } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const line = { line: 1, quantity: 1, price: 9.4, item: "HM-10040" };
const ORDERS = 5;
const applied = (text: string) => text.split('"msg":"applied"').length - 1;

describe("two sidecars", () => {
  let second: SidecarProcess | undefined;
  afterAll(async () => {
    await second?.stop();
    await startSidecar(world().place);
  });

  it("share the work; when one is killed, the other takes over, and each bill is created once and in order", async () => {
    const { odoo, place, control, sidecar } = world();
    const environment = inject("environment");
    const { key } = environment.connections["edi-harbor"];
    const firstLog = () => readFileSync(logFile(place, "sidecar"), "utf8");
    const before = applied(firstLog());
    second = startSidecarProcess(sidecarSettings(place));
    const other = sidecarClient({ ...environment.sidecar, url: await second.listening() });

    const orders: { readonly name: string }[] = [];
    for (let index = 0; index < ORDERS; index += 1)
      orders.push(await placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 1000 }] }));
    const prefix = `TWO-${control()}`;
    const taken: string[] = [];
    let count = 0;
    /** Posts the next invoice, for each order in turn, and expects 202. */
    const postNext = async (client: typeof sidecar) => {
      const order = orders[count % ORDERS];
      const number = `${prefix}-${String(count).padStart(4, "0")}`;
      count += 1;
      const file = invoice(number, order?.name ?? "", [line], 940, { control: control() });
      const answer = await client.post("edi-harbor", key, file);
      expect(answer.status).toBe(202);
      taken.push(onlyMessage(answer));
    };

    await eventually(
      "both have applied some",
      async () => {
        for (let index = 0; index < ORDERS; index += 1) await postNext(index % 2 === 0 ? sidecar : other);
        return applied(firstLog()) > before && applied(second?.output() ?? "") > 0;
      },
      60,
      2000,
    );
    for (let index = 0; index < 5 * ORDERS; index += 1) await postNext(index % 2 === 0 ? sidecar : other);
    await killSidecar(place);
    for (let index = 0; index < 2 * ORDERS; index += 1) await postNext(other);

    for (const id of taken)
      await eventually(`message ${id} is done`, async () => {
        const { documents } = await other.message(id);
        return documents.length > 0 && documents.every(({ state }) => state === "done");
      });
    const bills = await odoo.searchRead<{ id: number; ref: string }>(
      "account.move",
      [["ref", "like", `${prefix}-`]],
      ["ref"],
      { limit: 1000 },
    );
    const inOrder = [...bills].sort((a, b) => a.id - b.id).map(({ ref }) => ref);
    expect([...inOrder].sort()).toEqual(
      taken.map((_, index) => `${prefix}-${String(index).padStart(4, "0")}`),
    );
    for (let index = 0; index < ORDERS; index += 1) {
      const ofOrder = inOrder.filter((ref) => Number(ref.slice(-4)) % ORDERS === index);
      expect(ofOrder).toEqual([...ofOrder].sort());
    }
  }, 600_000);
});
