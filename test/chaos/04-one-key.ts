import type { ChaosTest, Result } from "./chaos-test.ts";
import { findAll } from "./found.ts";
import { makeItem, makeOrders } from "./ground.ts";
import { judge } from "./oracle.ts";
import { answer, dispense, invoice, type Parcel } from "./parcels.ts";
import { openInWords, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";

const AT_ONCE = 50;
const PATIENCE_SECONDS = 120;

export const oneKey: ChaosTest = {
  number: 4,
  title: "50 concurrent deliveries of one key, then the key with another body",
  run: (stage) => repeating(stage, stage.scaled(10), AT_ONCE),
};

/**
 * Each round: an order response, a dispense and an invoice, each delivered this many times concurrently at each of its endpoints.
 */
export async function repeating(stage: Stage, rounds: number, atOnce: number): Promise<Result> {
  const { odoo, run, place, doors, tell } = stage;
  await stage.restartSidecars();
  const item = `${run}-I`;
  await makeItem(odoo, item);
  const orders = await makeOrders(odoo, rounds);
  const since = new Date();
  const firsts: Parcel[] = [];
  const changed: Parcel[] = [];
  for (const [round, order] of orders.entries()) {
    tell(`round ${round + 1} of ${rounds}`);
    const three = [
      answer(order, 0, "edi"),
      dispense(`${run}-K${round}`, item, "mllp"),
      invoice(`${run}-K${round}-B`, "10.00", "webhook"),
    ];
    firsts.push(...three);
    await Promise.all(three.flatMap((parcel) => Array.from({ length: atOnce }, () => doors.send(parcel))));
    const others = three.map(withOtherContent);
    changed.push(...others);
    await Promise.all(others.flatMap((parcel) => [doors.send(parcel), doors.send(parcel)]));
  }
  const rested = await rest(place, since, PATIENCE_SECONDS, tell);
  const parcels = [...firsts, ...changed];
  const found = await findAll(place, since, { orders, items: [item] }, parcels);
  const { counts, misses } = judge(parcels, found);
  const late = "open" in rested ? [`never settled: ${openInWords(rested.open)}`] : [];
  return { counts, misses: [...misses, ...late], figures: { deliveries: firsts.length * atOnce } };
}

/**
 * The same identity with different content: it is stored next to the first, with the identity, `#` and a suffix derived from the
 * content.
 */
function withOtherContent(parcel: Parcel): Parcel {
  const body =
    parcel.door === "edi"
      ? parcel.body.replace("*AD*", "*AC*")
      : parcel.body.replace("|1|EA|", "|2|EA|").replaceAll('"10.00"', '"11.00"');
  if (body === parcel.body) throw new Error(`${parcel.mark} could not be changed.`);
  return { ...parcel, body, kind: "malformed", expected: "exception", mark: `${identityOf(parcel)}#` };
}

function identityOf({ door, body, mark, id }: Parcel): string {
  if (door === "edi") return /\nIEA\*1\*(\d{9})~/.exec(body)?.[1] ?? "";
  return door === "webhook" ? id : mark;
}
