import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { type Admission, createAdmission } from "../../../../sidecar/limits/admission.ts";
import { useListeners } from "./bench.ts";
import { answerCodes, framed } from "./client.ts";

const start = useListeners();
const message = (control: string, { asked = "", fill = 0 } = {}) =>
  `MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|${control}|P|2.5|||${asked}\rRXD|1|${"G".repeat(fill)}\r`;
/** One room for all senders. */
const only = (admission: Admission) => ({ proven: admission, unproven: admission });
/** Uses all memory for bodies except this number of bytes, as other senders would. */
function roomOf(left: number) {
  const admission = createAdmission({ bodies: 10, bytes: 100_000 });
  const entry = admission.enter({ connection: "other", address: null });
  entry.resize(100_000 - left);
  return { admission, free: entry.leave };
}

describe("frames use room as they arrive", () => {
  it("and release it when they are stored; a waiting socket uses none", async () => {
    const { admission } = roomOf(50_000);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { client, arrivals } = await start({ rooms: only(admission), around: (take) => gate.then(take) });
    const [ehr, idle] = [client(), client()];
    ehr.write(`\x0b${message("1", { fill: 20_000 })}`);
    await eventually("what has come is counted", () => admission.observe().bytes > 70_000);
    ehr.write(`\x1c\r\x0b${message("2")}`);
    await eventually("it is being stored", () => arrivals.length === 1);
    expect(admission.observe()).toMatchObject({ bodies: 1, refused: 0 });
    open();
    await ehr.answers(1);
    await eventually("it has left", () => admission.observe().bytes < 51_000);
    ehr.write("\x1c\r");
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 2"]);
    await eventually("both have", () => admission.observe().bodies === 0);
    expect([idle.received(), admission.observe().bytes]).toEqual(["", 50_000]);
  });

  it("and are requested again without room, by their control ID; the next one is accepted", async () => {
    const { admission, free } = roomOf(10_000);
    const { client, stored, bad } = await start({ rooms: only(admission) });
    const ehr = client();
    ehr.write(framed(message("1", { fill: 50_000 })));
    const [answer = ""] = await ehr.answers(1);
    expect([answerCodes(answer), answer.includes("Send it again."), stored.length]).toEqual([
      "AE 1",
      true,
      0,
    ]);
    free();
    ehr.write(framed(message("1", { fill: 50_000 })) + framed(message("2")));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AE 1", "AA 1", "AA 2"]);
    expect([bad, admission.observe()]).toMatchObject([[], { bodies: 0, bytes: 0 }]);
  });

  it("and close the socket, with a record, if the sender awaits no answer", async () => {
    const { admission } = roomOf(10_000);
    const { client, stored, bad } = await start({ rooms: only(admission) });
    const ehr = client();
    ehr.write(framed(message("1", { asked: "NE", fill: 50_000 })));
    await ehr.closed;
    expect([stored, ehr.received()]).toEqual([[], ""]);
    expect(bad).toMatchObject([{ reason: "no-room" }]);
    await eventually("it takes up nothing", () => admission.observe().bytes === 90_000);
  });

  it("and one connection never blocks others", async () => {
    const admission = createAdmission({ bodies: 100, bytes: 200_000 });
    const { client } = await start({ rooms: only(admission) });
    const lines = Array.from({ length: 10 }, () => client());
    for (const [index, line] of lines.entries())
      line.write(`\x0b${message(String(index), { fill: 30_000 })}`);
    await eventually("its share is used up", () => admission.observe().refused > 0);
    const other = admission.enter({ connection: "edi-harbor", address: "192.0.2.1" });
    expect(other.resize(100_000)).toBeNull();
  });
});

describe("frames of senders that have not sent a complete one", () => {
  const rooms = () => ({
    proven: createAdmission({ bodies: 10, bytes: 400_000 }),
    unproven: createAdmission({ bodies: 10, bytes: 50_000, shares: { connection: 1, address: 1 } }),
  });

  it("use separate room, so that a sender with a complete frame is never refused for them", async () => {
    const { proven, unproven } = rooms();
    const { client } = await start({ rooms: { proven, unproven } });
    const ehr = client();
    ehr.write(framed(message("1")));
    await ehr.answers(1);
    const strangers = Array.from({ length: 10 }, () => client());
    for (const stranger of strangers) stranger.write(`\x0b${message("x", { fill: 30_000 })}`);
    await eventually("they use up their room", () => unproven.observe().refused >= 8);
    expect(proven.observe()).toMatchObject({ bytes: 0, refused: 0 });
    ehr.write(framed(message("2", { fill: 90_000 })));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 2"]);
  });

  it("move to the room of the others with the first one that is complete", async () => {
    const { proven, unproven } = rooms();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { client, arrivals } = await start({
      rooms: { proven, unproven },
      around: (take) => gate.then(take),
    });
    const ehr = client();
    ehr.write(`\x0b${message("1", { fill: 30_000 })}`);
    await eventually("it is counted", () => unproven.observe().bytes > 30_000);
    ehr.write("\x1c\r");
    await eventually("it is being stored", () => arrivals.length === 1);
    expect([unproven.observe().bytes, proven.observe().bytes > 30_000]).toEqual([0, true]);
    open();
    await ehr.answers(1);
    await eventually("it has left", () => proven.observe().bytes === 0);
  });

  it("are requested again if the others have used up theirs", async () => {
    const { proven, unproven } = rooms();
    proven.enter({ connection: "other", address: null }).resize(390_000);
    const { client, stored } = await start({ rooms: { proven, unproven } });
    const ehr = client();
    ehr.write(framed(message("1", { fill: 30_000 })));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AE 1"]);
    ehr.write(framed(message("2")));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AE 1", "AA 2"]);
    expect([stored.length, unproven.observe().bytes]).toEqual([1, 0]);
  });

  it("are accepted whatever others use, if they are of ordinary size", async () => {
    const full = roomOf(0).admission;
    const { client } = await start({ rooms: only(full) });
    const ehr = client();
    ehr.write(framed(message("1", { fill: 15_000 })));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
  });
});

describe("an incomplete frame", () => {
  it("that stalls is ended and recorded; nothing of it is stored", async () => {
    const pace = { leastBytes: 100, windowMs: 30, totalMs: 60_000 };
    const admission = createAdmission({ bodies: 10, bytes: 100_000 });
    const { client, stored, bad } = await start({ pace, rooms: only(admission) });
    const ehr = client();
    ehr.write(`${framed(message("1"))}\x0b${message("2")}`);
    await ehr.closed;
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    await eventually("the evidence is kept", () => bad.length > 0);
    expect(bad).toMatchObject([{ reason: "slow-frame", size: message("2").length }]);
    expect(stored).toHaveLength(1);
    await eventually("it takes up nothing", () => admission.observe().bytes === 0);
  });

  it("is not ended while the previous one is being stored", async () => {
    const pace = { leastBytes: 100, windowMs: 10, totalMs: 20 };
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { client, arrivals } = await start({ pace, around: (take) => gate.then(take) });
    const ehr = client();
    ehr.write(framed(message("1")));
    await eventually("it is being stored", () => arrivals.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    open();
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
  });
});

describe("a connection over its rate", () => {
  it("is asked to repeat, until its rate permits messages", async () => {
    const due = [true, false, true];
    const { client, stored } = await start({ mayTake: async () => due.shift() ?? true });
    const ehr = client();
    for (const control of ["1", "2", "2"]) ehr.write(framed(message(control)));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AA 1", "AE 2", "AA 2"]);
    expect(stored).toHaveLength(2);
  });

  it("delays messages that its sender would not repeat", async () => {
    const due = [false, false, true];
    const { client, stored } = await start({ mayTake: async () => due.shift() ?? true });
    const ehr = client();
    ehr.write(framed(message("1", { asked: "NE" })) + framed(message("2")));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 2"]);
    expect(stored).toHaveLength(2);
  });

  it("is asked to repeat, too, while its rate is unknown", async () => {
    let isAway = true;
    const mayTake = async () => {
      if (isAway) throw new Error("the journal is away");
      return true;
    };
    const { client, stored } = await start({ mayTake });
    const ehr = client();
    ehr.write(framed(message("1")));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AE 1"]);
    ehr.write(framed(message("2", { asked: "NE" })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    isAway = false;
    ehr.write(framed(message("1")));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AE 1", "AA 1"]);
    expect(stored).toHaveLength(2);
  });

  it("has a message counted once, however often it is retried", async () => {
    let counted = 0;
    const { client, stored, arrivals } = await start({
      mayTake: async () => ++counted > 0,
      around: async (take) => (arrivals.length < 3 ? Promise.reject(new Error("away")) : take()),
    });
    client().write(framed(message("1", { asked: "NE" })));
    await eventually("it is stored", () => stored.length === 1);
    expect(counted).toBe(1);
  });
});
