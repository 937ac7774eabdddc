import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { sendByMllp } from "../../../dev/clients/mllp-sender.ts";
import { type EndlessFrames, sendEndlessFrames } from "../../bench/endless-frames.ts";
import { residentMemory } from "../../bench/memory.ts";
import { useBroker } from "../../support/broker.ts";
import { adt } from "../../support/hl7-text.ts";
import { useJournal } from "../../support/journal.ts";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.ts";

const SOCKETS = 20;
const SECONDS = 4;
/** Megabytes that the sockets may add: their share of the memory for messages, and the chunks that are being read. */
const MOST_MORE = 60;

const store = useJournal();
const broker = useBroker();
const open: { readonly sidecar: SidecarProcess; frames?: EndlessFrames }[] = [];
afterEach(async () => {
  for (const { sidecar, frames } of open.splice(0)) {
    frames?.close();
    await sidecar.kill();
  }
});

it("endless frames at full speed use little memory, and other senders are served beside them", async () => {
  const sidecar = startSidecarProcess({
    MALLOC_ARENA_MAX: "2",
    SUTURE_DATABASE_URL: store.url,
    SUTURE_AMQP_URL: broker.url,
    SUTURE_ODOO_URL: "http://127.0.0.1:9",
    SUTURE_ODOO_DATABASE: "nowhere",
    SUTURE_ODOO_API_KEY: "k".repeat(40),
    SUTURE_OPERATOR_TOKEN: "o".repeat(40),
    SUTURE_PSEUDONYM_SECRET: "s".repeat(40),
    SUTURE_MLLP_PORT: "0",
    SUTURE_MLLP_PLAIN: "true",
  });
  const opened: (typeof open)[number] = { sidecar };
  open.push(opened);
  await sidecar.listening();
  const port = await eventually("the MLLP listener is open", () =>
    Number(/"port":(\d+)[^\n]*"listening for HL7 v2"/.exec(sidecar.output())?.[1] ?? 0),
  );
  const ehr = { host: "127.0.0.1", port };
  await sendByMllp(ehr, [adt("A03", { control: "before" })]);
  await pause(1000);
  const before = residentMemory(sidecar.pid);
  const frames = sendEndlessFrames(() => connect({ ...ehr, localAddress: "127.0.0.2" }), SOCKETS);
  opened.frames = frames;
  await pause(SECONDS * 1000);
  const [answer = ""] = await sendByMllp(ehr, [adt("A03", { control: "beside" })]);
  expect(answer).toContain("MSA|AA|beside");
  const { bytes, open: left } = frames.observe();
  expect([left, bytes > 100e6]).toEqual([SOCKETS, true]);
  expect(residentMemory(sidecar.pid) - before).toBeLessThan(MOST_MORE);
});
