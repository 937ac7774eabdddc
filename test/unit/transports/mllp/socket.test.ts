import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { type MllpOptions, startMllp } from "../../../../sidecar/transports/mllp/listener.ts";
import { useListeners } from "./bench.ts";
import { answerCodes, framed } from "./client.ts";

const start = useListeners();
const message = (control: string, asked = "") =>
  `MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|${control}|P|2.5|||${asked}\rRXD|1|GLOVE-M|20261120|2\r`;
const BROKEN = "this is no message";

describe("what is not a frame with a message", () => {
  it("is recorded, and answered only if a sender waits", async () => {
    const { client, bad } = await start();
    const ehr = client();
    const cut = `\x0b${message("cut")}`;
    ehr.write(
      `noise${framed("")}${cut}${framed(message("1"))}${framed(message("2")).slice(1)}${framed(message("3"))}`,
    );
    expect((await ehr.answers(5)).map(answerCodes)).toEqual(["AR", "AE cut", "AA 1", "AE 2", "AA 3"]);
    expect(bad.map(({ reason, size }) => [reason, size])).toEqual([
      ["garbage", 5],
      ["empty-frame", 0],
      ["cut-frame", message("cut").length],
      ["cut-frame", message("2").length],
    ]);
    expect(bad[0]).toMatchObject({ connection: "ehr", remote: "127.0.0.1", excerpt: Buffer.from("noise") });
  });

  it("can be a header cut off in its control ID, which names no message", async () => {
    const ehr = (await start()).client();
    const half = message("123456").slice(0, message("123456").indexOf("456"));
    ehr.write(`\x0b${half}${framed(message("1"))}`);
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AE", "AA 1"]);
  });

  it("can be a frame with FS in its content: rejected, and nothing of it is used", async () => {
    const { client, bad, stored } = await start();
    const ehr = client();
    const pasted = framed(`${message("1")}NTE|1||pasted\x1ctext\rORC|RE|2\rRXD|1|GLOVE-M|20261120|30\r`);
    const at = pasted.indexOf("\x1c") + 1;
    ehr.write(pasted);
    ehr.write(pasted.slice(0, at));
    await pause(50);
    ehr.write(pasted.slice(at));
    ehr.write(framed(message("2")));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AR 1", "AR 1", "AA 2"]);
    expect(bad.map(({ reason }) => reason)).toEqual(["damaged-frame", "damaged-frame"]);
    expect(stored.map(({ identity }) => identity)).toEqual(["hl7v2/PHARM|NORTH/2"]);
  });

  it("is not a frame without CR whose sender waits for its answer", async () => {
    const { client, bad, stored } = await start({ frameEndMs: 20 });
    const ehr = client();
    for (const control of ["1", "2"]) {
      ehr.write(framed(message(control)).slice(0, -1));
      await ehr.answers(Number(control));
    }
    ehr.socket.end(framed(message("3")).slice(0, -1));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AA 1", "AA 2", "AA 3"]);
    expect([bad, stored.length]).toEqual([[], 3]);
  });

  it("can be a frame that is too long: rejected by its control ID, and the next one is accepted", async () => {
    const { client, bad, stored } = await start();
    const ehr = client();
    ehr.write(framed(message("1")) + framed(message("long") + "x".repeat(100_000)) + framed(message("2")));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AA 1", "AR long", "AA 2"]);
    expect(bad).toMatchObject([{ reason: "frame-too-large", excerpt: { length: 4096 } }]);
    expect(stored).toHaveLength(2);
  });

  it("can be an unfinished frame: nothing of it is stored", async () => {
    const { client, bad, stored } = await start();
    const ehr = client();
    ehr.write(`${framed(message("1"))}\x0b${message("2")}`);
    ehr.socket.end();
    await ehr.closed;
    await eventually("the evidence is kept", () => bad.length === 1);
    expect(bad).toMatchObject([{ reason: "incomplete-frame" }]);
    expect(stored).toHaveLength(1);
  });

  it("is answered even if it cannot be recorded", async () => {
    const { client, log } = await start({ onBadFrame: () => Promise.reject(new Error("journal away")) });
    const ehr = client();
    ehr.write(framed("") + framed(message("1")));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AR", "AA 1"]);
    expect(log.entries).toContainEqual(expect.objectContaining({ level: "error" }));
  });
});

describe("one socket", () => {
  it("accepts 200 frames in odd pieces, with repeated and broken ones, and answers each in order", async () => {
    const { client, stored } = await start();
    const ehr = client();
    const frames: { content: string; expected: string }[] = [];
    for (let index = 0; index < 145; index++) {
      frames.push({ content: message(String(index)), expected: `AA ${index}` });
      if (index % 3 === 0)
        frames.push({ content: message(String(index >> 1)), expected: `AA ${index >> 1}` });
      if (index % 29 === 0) frames.push({ content: `${BROKEN} ${index}`, expected: "AR" });
    }
    frames.push({ content: message("0"), expected: "AA 0" });
    expect(frames).toHaveLength(200);
    const bytes = Buffer.from(frames.map(({ content }) => framed(content)).join(""));
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7 + 3) % 997)
      await new Promise<void>((resolve) =>
        ehr.socket.write(bytes.subarray(at, at + size + 1).subarray(0, size), () => resolve()),
      );
    expect((await ehr.answers(200)).map(answerCodes)).toEqual(frames.map(({ expected }) => expected));
    expect(stored.filter(({ format }) => format === "hl7v2").map(({ identity }) => identity)).toEqual(
      Array.from({ length: 145 }, (_, index) => `hl7v2/PHARM|NORTH/${index}`),
    );
    expect(stored.filter(({ format }) => format === null)).toHaveLength(5);
  });

  it("processes one frame at a time, in order, and reads no more than it can process", async () => {
    let atOnce = 0;
    let most = 0;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { client, stored, arrivals } = await start({
      around: async (take) => {
        most = Math.max(most, ++atOnce);
        await gate;
        const taken = await take();
        atOnce--;
        return taken;
      },
    });
    const ehr = client();
    const content = message("#").replace("GLOVE-M", "G".repeat(50_000));
    const total = 400;
    let flushed = 0;
    for (let index = 0; index < total; index++)
      ehr.socket.write(framed(content.replace("#", String(index))), () => flushed++);
    await eventually("the first message has come", () => arrivals.length === 1);
    expect(arrivals).toHaveLength(1);
    expect(flushed).toBeLessThan(total);
    open();
    expect((await ehr.answers(total)).map(answerCodes)).toEqual(
      Array.from({ length: total }, (_, index) => `AA ${index}`),
    );
    expect(most).toBe(1);
    expect(stored.map(({ identity }) => identity.split("/").at(-1))).toEqual(
      Array.from({ length: total }, (_, index) => String(index)),
    );
  });

  it("that is half closed still gets its answers", async () => {
    const slowly = async <T>(take: () => Promise<T>) => {
      await pause(30);
      return take();
    };
    const ehr = (await start({ around: slowly })).client();
    ehr.socket.end(framed(message("1")) + framed(message("2")));
    await ehr.closed;
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 2"]);
  });

  it("without traffic is closed", async () => {
    const ehr = (await start({ idleSeconds: 0.05 })).client();
    ehr.write(`\x0b${message("1")}`);
    await ehr.closed;
    expect(ehr.received()).toBe("");
  });

  it("that breaks does not affect the others", async () => {
    const { client } = await start();
    const [one, other] = [client(), client()];
    one.write(framed(message("1")).slice(0, 20));
    other.write(framed(message("2")));
    await other.answers(1);
    one.socket.resetAndDestroy();
    other.write(framed(message("3")));
    expect((await other.answers(2)).map(answerCodes)).toEqual(["AA 2", "AA 3"]);
  });

  it("beyond the number allowed is not served", async () => {
    const { client } = await start({ maximumSockets: 1 });
    const first = client();
    first.write(framed(message("1")));
    await first.answers(1);
    const second = client();
    await second.closed;
    expect(second.received()).toBe("");
  });
});

describe("closing", () => {
  it("sends pending answers, accepts nothing new, and closes every socket", async () => {
    const { promise: committed, resolve: commit } = Promise.withResolvers<void>();
    const { client, close, arrivals, stored, port } = await start({ around: (take) => committed.then(take) });
    const [busy, idle] = [client(), client()];
    busy.write(framed(message("1")));
    await eventually("the message has come", () => arrivals.length === 1);
    const closing = close();
    await idle.closed;
    busy.write(framed(message("2")));
    commit();
    await Promise.all([closing, busy.closed]);
    expect((await busy.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
    expect(stored).toHaveLength(1);
    const late = client();
    await late.closed;
    expect([late.received(), port > 0]).toEqual(["", true]);
  });

  it("does not wait forever for an unreachable journal: the abandoned message is logged", async () => {
    const { client, close, arrivals, log } = await start({
      around: () => Promise.reject(new Error("journal away")),
      retryMs: 60_000,
    });
    const ehr = client();
    ehr.write(framed(message("1", "NE")));
    await eventually("the message has come", () => arrivals.length === 1);
    await close();
    expect(log.entries).toContainEqual(expect.objectContaining({ level: "error" }));
  });
});

describe("starting", () => {
  it("fails when the port is in use", async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow("EADDRINUSE");
  });

  it("refuses to listen without TLS unless that is configured", async () => {
    const options = { host: "127.0.0.1", port: 0, connection: "ehr" } as unknown as MllpOptions;
    await expect(startMllp(options)).rejects.toThrow("plain: true");
  });
});

describe("a message that the journal refuses permanently", () => {
  const refusal = () =>
    Promise.reject(asJournalFailure(Object.assign(new Error("too large"), { code: "54000" })));

  it.each(["", "NE"])(
    "is recorded, rejected if an answer is awaited (MSH-15 %j), and not retried",
    async (asked) => {
      let tries = 0;
      const around: NonNullable<Parameters<typeof start>[0]>["around"] = (take, { body }) => {
        if (!Buffer.from(body).includes("poison")) return take();
        tries += 1;
        return refusal();
      };
      const { client, bad, stored } = await start({ around });
      const ehr = client();
      ehr.write(framed(message("poison", asked)) + framed(message("2")));
      const expected = asked === "" ? ["AR poison", "AA 2"] : ["AA 2"];
      expect((await ehr.answers(expected.length)).map(answerCodes)).toEqual(expected);
      expect(bad).toMatchObject([{ reason: "not-storable", connection: "ehr" }]);
      expect([tries, stored.length]).toEqual([1, 1]);
    },
  );
});
