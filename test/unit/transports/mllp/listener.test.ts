import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { useListeners } from "./bench.ts";
import { answerCodes, framed } from "./client.ts";

const start = useListeners();
const message = (control: string, { asked = "", body = "RXD|1|GLOVE-M|20261120|2" } = {}) =>
  `MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|${control}|P|2.5|||${asked}\r${body}\r`;
const BROKEN = "this is no message";

describe("an answer", () => {
  it("is sent when the message is stored", async () => {
    const { client, stored, arrivals } = await start();
    const ehr = client();
    ehr.write(framed(message("1")));
    const [answer = ""] = await ehr.answers(1);
    expect(answer).toBe(
      "MSH|^~\\&|SUTURE|STORE|PHARM|NORTH|20261120093000+0000||ACK^O13^ACK|00000000000000000000|P|2.5\rMSA|AA|1\r",
    );
    expect(stored).toMatchObject([{ identity: "hl7v2/PHARM|NORTH/1", format: "hl7v2", transport: "mllp" }]);
    expect(arrivals).toMatchObject([
      { connection: "ehr", contentType: "application/hl7-v2", sender: "127.0.0.1" },
    ]);
    expect(arrivals[0]?.body).toEqual(Buffer.from(message("1")));
  });

  it("is not sent before the message is stored", async () => {
    const { promise: committed, resolve: commit } = Promise.withResolvers<void>();
    const { client, arrivals } = await start({ around: (take) => committed.then(take) });
    const ehr = client();
    ehr.write(framed(message("1")));
    await eventually("the message has come", () => arrivals.length === 1);
    expect(ehr.received()).toBe("");
    commit();
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
  });

  it("is the same for a repeated message, and nothing new is stored", async () => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(message("1")) + framed(message("1")) + framed(message("1")));
    expect((await ehr.answers(3)).map(answerCodes)).toEqual(["AA 1", "AA 1", "AA 1"]);
    expect(stored).toHaveLength(1);
  });

  it("accepts a known control ID with different content, which is stored next to the first as an exception", async () => {
    const { client, log } = await start();
    const ehr = client();
    ehr.write(framed(message("1")) + framed(message("1", { body: "RXD|9" })));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 1"]);
    expect(log.entries.map(({ fields }) => "status" in fields && fields.status)).toEqual([
      "accepted",
      "attention",
    ]);
  });

  it("rejects a frame without a message, whose bytes are stored", async () => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(BROKEN) + framed(BROKEN));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AR", "AR"]);
    expect(stored.map(({ format, body }) => [format, Buffer.from(body).toString()])).toEqual([
      [null, BROKEN],
    ]);
  });

  it("rejects a message with an error, naming its location and not its value, and stores the message", async () => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(message("1", { body: "PID|1\rSECRET line" })));
    const [answer = ""] = await ehr.answers(1);
    expect(answer.split("\r").slice(1)).toEqual([
      "MSA|AR|1|The message contains a line that is not an HL7 segment.",
      "ERR||^3|100^The message contains a line that is not an HL7 segment.^HL70357|E||||The message contains a line that is not an HL7 segment.",
      "",
    ]);
    expect(stored).toMatchObject([{ identity: "hl7v2/PHARM|NORTH/1" }]);
  });

  it.each([
    ["names no event anywhere", (text: string) => text.replace("RDS^O13", "ADT"), "201"],
    ["is of no type that can be read", (text: string) => text.replace("RDS^O13", "admission"), "200"],
    ["names two events in MSH-9", (text: string) => text.replace("RDS^O13", "ADT^A03~ADT^A11"), "200"],
    [
      "names two events in EVN",
      (text: string) => `${text.replace("RDS^O13", "ADT^A03")}EVN|A03\rEVN|A11\r`,
      "201",
    ],
    ["is of an event that there is not", (text: string) => text.replace("RDS^O13", "ADT^Q99"), "201"],
    ["has a processing ID of nobody's", (text: string) => text.replace("|P|", "|X|"), "202"],
    ["is marked as a test", (text: string) => text.replace("|P|", "|T|"), "202"],
    ["is marked as debugging", (text: string) => text.replace("|P|", "|D|"), "202"],
    ["is not marked as production", (text: string) => text.replace("|P|", "||"), "202"],
    ["has its processing ID deleted", (text: string) => text.replace("|P|", '|""|'), "202"],
    ["is of an initial load", (text: string) => text.replace("|P|", "|P^I|"), "202"],
    [
      "is in a character set that is not known",
      (text: string) => text.replace("|2.5|||", "|2.5||||||EBCDIC"),
      "103",
    ],
  ])("rejects a message that %s, and stores it as an exception", async (_name, change, code) => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(change(message("1"))));
    const [answer = ""] = await ehr.answers(1);
    expect([answerCodes(answer), answer]).toEqual([
      "AR 1",
      expect.stringMatching(new RegExp(`ERR\\|\\|MSH\\^1\\^\\d+\\|${code}\\^`)),
    ]);
    expect(stored).toHaveLength(1);
  });

  it.each(["test", null] as const)(
    "accepts a test on a connection for %s: decoding decides",
    async (environment) => {
      const ehr = (await start({ environment: () => environment })).client();
      ehr.write(framed(message("1").replace("|P|", "|T|")) + framed(message("2").replace("|P|", "||")));
      expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 2"]);
    },
  );

  it("acknowledges each message of a frame with several", async () => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(message("1") + message("", {}) + message("3")));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1, AR, AA 3"]);
    expect(stored).toHaveLength(3);
  });
});

describe("enhanced mode", () => {
  it.each([
    ["AL", "CA 1"],
    ["AL|AL", "CA 1"],
    ["SU", "CA 1"],
    ["|AL", "CA 1"],
  ])("MSH-15 and MSH-16 %j: %s", async (asked, expected) => {
    const ehr = (await start()).client();
    ehr.write(framed(message("1", { asked })));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual([expected]);
  });

  it.each(["NE", "ER"])("MSH-15 %s: a stored message has no answer, the next one has", async (asked) => {
    const { client, stored } = await start();
    const ehr = client();
    ehr.write(framed(message("1", { asked })) + framed(message("2")));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 2"]);
    expect(stored).toHaveLength(2);
  });

  it.each(["AL", "ER"])("MSH-15 %s: a fault is rejected with CR", async (asked) => {
    const ehr = (await start()).client();
    ehr.write(framed(message("1", { asked, body: "?" })));
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["CR 1"]);
  });
});

describe("an unreachable journal", () => {
  const failing = (times: number) => {
    let left = times;
    return <T>(take: () => Promise<T>) => (left-- > 0 ? Promise.reject(new Error("journal away")) : take());
  };

  it.each([
    ["", "AE 1", "AA 1"],
    ["AL", "CE 1", "CA 1"],
  ])("requests the message again (MSH-15 %j): %s, then %s", async (asked, error, success) => {
    const { client, stored } = await start({ around: failing(1) });
    const ehr = client();
    ehr.write(framed(message("1", { asked })));
    const [answer = ""] = await ehr.answers(1);
    expect([answerCodes(answer), answer.includes("Send it again."), stored.length]).toEqual([error, true, 0]);
    ehr.write(framed(message("1", { asked })));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual([error, success]);
  });

  it("requests an unreadable frame again", async () => {
    const ehr = (await start({ around: failing(1) })).client();
    ehr.write(framed(BROKEN) + framed(BROKEN));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AE", "AR"]);
  });

  it.each(["NE", "SU"])("is retried for a sender that would not learn of it (MSH-15 %s)", async (asked) => {
    const { client, stored, arrivals } = await start({ around: failing(3) });
    const ehr = client();
    ehr.write(framed(message("1", { asked })) + framed(message("2")));
    const expected = asked === "SU" ? ["CA 1", "AA 2"] : ["AA 2"];
    expect((await ehr.answers(expected.length)).map(answerCodes)).toEqual(expected);
    expect(arrivals).toHaveLength(5);
    expect(stored.map(({ identity }) => identity)).toEqual(["hl7v2/PHARM|NORTH/1", "hl7v2/PHARM|NORTH/2"]);
  });
});
