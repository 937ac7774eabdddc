import { rmSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../dev/clients/eventually.ts";
import { run } from "../../dev/environment/command.ts";
import { ownedFolder, type Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { rabbitmqctl } from "../../dev/environment/rabbitmq.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import { flood, shownAsDone } from "./flood.ts";
import { makeOrders } from "./ground.ts";
import { MOST_WITH_LARGE_MESSAGES, unboundedMemory, watchMemory } from "./memory.ts";
import { judge } from "./oracle.ts";
import { agreement, notice, type Parcel } from "./parcels.ts";
import { openInWords, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";

const PER_SECOND = 50;
const PATIENCE_SECONDS = 1800;
/** The free disk space for the journal's messages; they are sent until it is full. */
const DISK_MEGABYTES = 24;
const FILLER_CHARACTERS = 200_000;
/** Twice what the disk can store. */
const LONG_MESSAGES = Math.ceil((2 * DISK_MEGABYTES * 1_000_000) / FILLER_CHARACTERS);

export const alarm: ChaosTest = {
  number: 6,
  title: "RabbitMQ blocks publishers because its disk is full; then the journal's own disk is full",
  run: (stage) => alarmed(stage, stage.scaled(3000, 100)),
};

async function alarmed(stage: Stage, messages: number): Promise<Result> {
  const { place, run: name, tell } = stage;
  await stage.restartSidecars();
  const orders = await makeOrders(stage.odoo, 20);
  const since = new Date();
  const memory = watchMemory(place);
  const blocked = Array.from({ length: messages }, (_, index) =>
    index % 2 === 0 ? agreement(orders[index % orders.length] ?? "") : notice(`${name}-A${index}`, "mllp"),
  );
  await withBlockedBroker(stage, async () => {
    await flood(stage.doors, blocked, PER_SECOND, (sent, open) =>
      tell(`broker blocked: ${sent}/${messages} sent, ${open} not answered`),
    );
  });
  const refusals = stage.doors.repeats();
  const full = Array.from({ length: LONG_MESSAGES }, (_, index) =>
    notice(`${name}-F${index}`, "mllp", noise(index)),
  );
  const refused = await withFullDisk(stage, () => sendUntilMended(stage, full));
  const rested = await rest(place, since, PATIENCE_SECONDS, tell);
  memory.stop();
  const parcels = [...blocked, ...full];
  const { counts, misses } = judge(parcels, {
    ...(await shownAsDone(place, since, parcels)),
    broken: [],
  });
  return {
    counts,
    misses: [
      ...misses,
      ...(refused === 0 ? ["the full disk refused nothing: it was not full"] : []),
      ...("open" in rested ? [`never settled: ${openInWords(rested.open)}`] : []),
      ...unboundedMemory(memory.samples, MOST_WITH_LARGE_MESSAGES),
    ],
    figures: {
      "sent while the broker was blocked": blocked.length,
      "refused meanwhile": refusals,
      "refused by the full disk": refused,
      "peak memory (MB)": Math.max(0, ...memory.samples),
    },
  };
}

/** An alarm of RabbitMQ: publishers receive `connection.blocked`, and are not read. */
async function withBlockedBroker(stage: Stage, work: () => Promise<void>): Promise<void> {
  const { place } = stage;
  await rabbitmqctl(place, ["set_disk_free_limit", "100000GB"]);
  try {
    // RabbitMQ notifies clients that publish during an alarm, and only them.
    await Promise.all([work(), untilBlocked(stage)]);
  } finally {
    await rabbitmqctl(place, ["set_disk_free_limit", "100MB"]);
  }
}

async function untilBlocked(stage: Stage): Promise<void> {
  await eventually("the sidecar knows that the broker is blocked", async () => {
    const answer = await fetch(`${stage.firstDoors().url}/readyz`).catch(() => null);
    const ready = (await answer?.json()) as { parts: { broker: { state: string } } } | undefined;
    return ready?.parts.broker.state === "down";
  });
}

/**
 * Puts the journal's table of messages on a separate disk (a tablespace on a tmpfs), which is soon full: PostgreSQL refuses what
 * it really cannot write (SQLSTATE 53100). Needs root to mount it.
 */
async function withFullDisk(stage: Stage, work: () => Promise<number>): Promise<number> {
  const { place } = stage;
  const disk = ownedFolder(place, join(place.data, "small-disk"));
  const megabytes = Math.ceil(await megabytesOfMessages(place)) + DISK_MEGABYTES;
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk], { cwd: "/" });
  try {
    const folder = ownedFolder(place, join(disk, "tablespace"));
    const sql = (text: string) => query(place, JOURNAL, text);
    await sql(`create tablespace small location '${folder}'`);
    try {
      await sql("alter table message set tablespace small");
      return await work();
    } finally {
      await sql("alter table message set tablespace pg_default");
      await sql("drop tablespace small");
    }
  } finally {
    await run("umount", ["-l", disk], { cwd: "/" });
    rmSync(disk, { recursive: true, force: true });
  }
}

async function megabytesOfMessages(place: Place): Promise<number> {
  const sql = "select pg_table_size('message') / 1e6 as size";
  const [row] = await query(place, JOURNAL, sql);
  return Number(row?.size);
}

/** Sends until the disk is full and for a while longer; then it gets space, and everything is accepted. @returns refusals */
async function sendUntilMended(stage: Stage, parcels: readonly Parcel[]): Promise<number> {
  const { place, doors, tell } = stage;
  const before = doors.repeats();
  const all = Promise.all(parcels.map((parcel) => doors.send(parcel)));
  await eventually("the disk is full", () => doors.repeats() - before >= 20, 120);
  const refused = doors.repeats() - before;
  tell(`the journal's disk is full: ${refused} refused`);
  const disk = join(place.data, "small-disk");
  await run("mount", ["-o", "remount,size=2g", disk], { cwd: "/" });
  await all;
  return doors.repeats() - before;
}

/** Text that compression does not reduce: PostgreSQL compresses long values. */
function noise(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: FILLER_CHARACTERS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(65 + ((state >>> 16) % 26));
  }).join("");
}
