import { describe, expect, it } from "vitest";
import type { Arrival } from "../../../../sidecar/engine/ports/intake.ts";
import { createIntake } from "../../../../sidecar/engine/receive/intake.ts";
import type { NewMessage, Stored } from "../../../../sidecar/engine/records.ts";
import type { Format } from "../../../../sidecar/formats/format.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { readingOf } from "../../../support/reading.ts";
import { tinyFormat } from "../../../support/tiny.ts";

const arrival = (body: string): Arrival => ({
  connection: "tiny",
  transport: "https",
  contentType: "text/plain",
  headers: { "user-agent": "test" },
  sender: "127.0.0.1",
  body: Buffer.from(body),
  traceId: "0af7651916cd43dd8448eb211c80319c",
});

function intake(outcomes: readonly Stored["outcome"][], formats: readonly Format[] = [tinyFormat()]) {
  const inserted: NewMessage[] = [];
  const reported: string[] = [];
  const log = recordedLog();
  const journal = {
    insertMessages: async (messages: readonly NewMessage[]) => {
      inserted.push(...messages);
      reported.push("stored");
      return messages.map((_, index) => ({ id: `m${index + 1}`, outcome: outcomes[index] ?? "new" }));
    },
  };
  const take = createIntake({
    journal,
    cut: readingOf(formats).cut,
    onStored: () => reported.push("nudged"),
    log,
  });
  return {
    inserted,
    reported,
    log,
    take: (body: string, given: Partial<Arrival> = {}) => take({ ...arrival(body), ...given }),
  };
}

const texts = (messages: readonly NewMessage[]) =>
  messages.map(({ body }) => Buffer.from(body).toString("utf8"));

describe("the answer to an arriving body", () => {
  it.each([
    ["new", "tiny a\n1 x\n", "accepted", ["stored", "nudged"]],
    ["duplicate", "tiny a\n1 x\n", "duplicate", ["stored"]],
    ["conflict", "tiny a\n1 x\n", "attention", ["stored", "nudged"]],
    ["new", "<html>", "unreadable", ["stored", "nudged"]],
    ["duplicate", "<html>", "duplicate", ["stored"]],
  ] as const)("%s in the journal, body %j: %s", async (outcome, body, status, reported) => {
    const test = intake([outcome]);
    const [accepted, ...more] = await test.take(body);
    expect(accepted).toMatchObject({ id: "m1", status });
    expect(more).toEqual([]);
    expect(test.reported).toEqual(reported);
  });

  it("contains the reason why a body is unreadable, also when it is repeated", async () => {
    for (const outcome of ["new", "duplicate"] as const) {
      const [accepted] = await intake([outcome]).take("random bytes");
      expect(accepted?.problem).toMatch(/any of the formats/);
    }
  });

  it("is returned only after the journal has stored it: a failing journal is an error, not an answer", async () => {
    const take = createIntake({
      journal: { insertMessages: () => Promise.reject(new Error("journal away")) },
      cut: readingOf([tinyFormat()]).cut,
      onStored: () => {
        throw new Error("nudged though nothing is stored");
      },
      log: recordedLog(),
    });
    await expect(take(arrival("tiny a\n"))).rejects.toThrow("journal away");
  });
});

describe("several parts in one body", () => {
  it("become separate messages with their own bytes, identity, status and problem", async () => {
    const test = intake(["new", "new", "duplicate"]);
    const accepted = await test.take("tiny a\n1 x\n===\nnonsense\n===\ntiny c\n");
    expect(texts(test.inserted)).toEqual(["tiny a\n1 x\n", "nonsense\n", "tiny c\n"]);
    expect(accepted.map(({ status }) => status)).toEqual(["accepted", "unreadable", "duplicate"]);
    expect(accepted.map(({ problem }) => problem)).toEqual([null, "No head line.", null]);
    expect(test.inserted.map(({ identity, format }) => [identity, format])).toEqual([
      ["a", "tiny"],
      [expect.stringMatching(/^sha256\/[0-9a-f]{64}$/), null],
      ["c", "tiny"],
    ]);
  });
});

describe("a stored message", () => {
  it("has its sender, its transport and the hash of its bytes", async () => {
    const test = intake(["new"]);
    await test.take("tiny a\n");
    expect(test.inserted[0]).toMatchObject({
      connection: "tiny",
      transport: "https",
      contentType: "text/plain",
      headers: { "user-agent": "test" },
      sender: "127.0.0.1",
      traceId: "0af7651916cd43dd8448eb211c80319c",
      // sha256sum of "tiny a\n"
      contentHash: "d5e3eff9f229e2a77d5ca8f0278da85f5ef7ab488e2b190ad1eb6d63aa9fe863",
    });
  });

  it("is identified by its content without an envelope: the same bytes are the same delivery", async () => {
    const [one, other] = [intake(["new"]), intake(["new"])];
    await one.take("<html>");
    await other.take("<html>");
    expect(one.inserted[0]?.identity).toBe(other.inserted[0]?.identity);
    await other.take("<html >");
    expect(other.inserted[1]?.identity).not.toBe(other.inserted[0]?.identity);
  });

  it("is read by the first format that recognises it", async () => {
    const second = tinyFormat({ code: "second" });
    const never = tinyFormat({ code: "never", recognises: () => false });
    const test = intake(["new"], [never, second, tinyFormat()]);
    await test.take("tiny a\n");
    expect(test.inserted[0]?.format).toBe("second");
  });

  it("is the whole body when a format fails to split it: an internal error loses nothing", async () => {
    const broken = tinyFormat({
      split: () => {
        throw new RangeError("bug");
      },
    });
    const test = intake(["new"], [broken]);
    const [accepted] = await test.take("tiny a\n===\ntiny b\n");
    expect(texts(test.inserted)).toEqual(["tiny a\n===\ntiny b\n"]);
    expect(accepted).toMatchObject({ status: "accepted", problem: null });
    expect(test.inserted[0]?.format).toBe("tiny");
    expect(test.log.entries).toContainEqual(expect.objectContaining({ level: "error" }));
  });
});

describe("a delivery identified by the transport", () => {
  const identity = "webhook/msg_1";
  const identitiesOf = async (body: string) => {
    const test = intake(["new"]);
    await test.take(body, { identity });
    return test.inserted.map((message) => message.identity);
  };

  it.each([
    ["instead of what its envelope says", "tiny a\n1 x\n", ["webhook/msg_1"]],
    ["also when nothing in it can be read", "<html>", ["webhook/msg_1"]],
    [
      "part by part, the first one by the name itself",
      "tiny a\n===\nnonsense\n===\ntiny c\n",
      ["webhook/msg_1", "webhook/msg_1.2", "webhook/msg_1.3"],
    ],
  ])("is identified by that value %s", async (_what, body, identities) => {
    expect(await identitiesOf(body)).toEqual(identities);
  });

  it("has the hash of its content next to it, so that different content is detected", async () => {
    const test = intake(["new", "conflict"]);
    await test.take("tiny a\n1 x\n", { identity });
    await test.take("tiny a\n1 y\n", { identity });
    const [one, other] = test.inserted;
    expect(one?.identity).toBe(other?.identity);
    expect(one?.contentHash).not.toBe(other?.contentHash);
  });
});

describe("a message that the journal refuses", () => {
  const refusal = asJournalFailure(
    Object.assign(new Error("index row size exceeds btree maximum"), { code: "54000" }),
  );

  function refusing(isRefused: (message: NewMessage) => boolean) {
    const inserted: NewMessage[] = [];
    const log = recordedLog();
    const take = createIntake({
      journal: {
        insertMessages: async (messages) => {
          if (messages.some(isRefused)) throw refusal;
          inserted.push(...messages);
          return messages.map((_, index) => ({ id: `m${index + 1}`, outcome: "new" as const }));
        },
      },
      cut: readingOf([tinyFormat()]).cut,
      onStored: () => {},
      log,
    });
    return { inserted, log, take };
  }

  it("is stored as plain bytes, and its sender learns that it is unreadable", async () => {
    const { inserted, log, take } = refusing(({ identity }) => !identity.startsWith("sha256/"));
    const [accepted, ...more] = await take(arrival("tiny a\n1 x\n"));
    expect(more).toEqual([]);
    expect(accepted).toMatchObject({ id: "m1", status: "unreadable", problem: expect.any(String) });
    expect(inserted).toMatchObject([
      {
        connection: "tiny",
        format: null,
        contentType: null,
        headers: {},
        body: Buffer.from("tiny a\n1 x\n"),
      },
    ]);
    expect(log.entries.map(({ level }) => level)).toContain("error");
  });

  it("does not affect the others of its delivery", async () => {
    const { inserted, take } = refusing(({ identity }) => identity === "b");
    const accepted = await take(arrival("tiny a\n1 x\n===\ntiny b\n1 x\n===\ntiny c\n1 x\n"));
    expect(accepted.map(({ status }) => status)).toEqual(["accepted", "unreadable", "accepted"]);
    expect(texts(inserted)).toEqual(["tiny a\n1 x\n", "tiny b\n1 x\n", "tiny c\n1 x\n"]);
    expect(inserted.map(({ format }) => format)).toEqual(["tiny", null, "tiny"]);
  });

  it("is an error if even that is refused", async () => {
    await expect(refusing(() => true).take(arrival("tiny a\n"))).rejects.toBe(refusal);
  });
});

describe("the metadata of a body", () => {
  it("is stored up to a limit: the rest of an overlong value is cut off", async () => {
    const test = intake(["new"]);
    const headers = { "idempotency-key": "k".repeat(4000), "user-agent": "short" };
    await test.take("tiny a\n1 x\n", { headers, contentType: "t".repeat(4000), sender: "s".repeat(4000) });
    expect(test.inserted[0]?.headers).toEqual({ "idempotency-key": "k".repeat(1000), "user-agent": "short" });
    expect(test.inserted[0]?.contentType).toHaveLength(200);
    expect(test.inserted[0]?.sender).toHaveLength(1000);
  });
});
