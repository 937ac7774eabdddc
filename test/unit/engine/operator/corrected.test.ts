import { describe, expect, it } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { changesBetween } from "../../../../sidecar/engine/model/json-changes.ts";
import { readCorrected } from "../../../../sidecar/engine/operator/corrected.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import type { FlowInput } from "../../../../sidecar/flows/flow.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { readJson } from "../../flows/golden.ts";

const connection = supplierConnection({ flows: [...supplierConnection().flows, "stock-consumption"] });
const connections = createConnections({
  version: "1",
  connections: [{ ...connection, active: true, route: { transport: "folder", url: null } }],
});
const parts = { connections, flows };

const response = readJson("06-855-item-that-is-not-on-the-order-waits-for-a-person", "document.json") as {
  lines: { item: { ids: object[] } }[];
  orderReference: string;
};
const movement = readJson("50-rds-dispense-leaves-the-department-by-its-lot", "document.json") as {
  lines: { quantity: object }[];
  encounter: string;
};

const arrived = (input: unknown, given: Partial<Document> = {}): Document =>
  queuedDocument({
    state: "attention",
    connection: "edi-harbor",
    code: "855",
    flow: "order-response",
    input: input as FlowInput,
    ...given,
  });

const faultsOf = (document: Document, given: unknown) => {
  const read = readCorrected(parts, document, given);
  return "faults" in read ? read.faults.map(({ pointer }) => pointer) : [];
};

describe("a corrected document", () => {
  it("continues with values derived from its content, and its own hash", () => {
    const document = arrived(response);
    const read = readCorrected(parts, document, { ...response, orderReference: "P00099" });
    if ("faults" in read) throw new Error(JSON.stringify(read));
    expect(read.changes).toEqual([
      { pointer: "/orderReference", from: response.orderReference, to: "P00099" },
    ]);
    expect(read.document).toMatchObject({ id: document.id, key: document.key, number: "P00099" });
    expect(read.document.aggregate).toContain("P00099");
    expect(read.document.contentHash).not.toBe(document.contentHash);
    expect(document.input).toBe(response);
  });

  it("can replace one that could not be read, but not a whole message", () => {
    const unread = arrived(null, { flow: null, type: null });
    const read = readCorrected(parts, unread, response);
    expect(read).toMatchObject({ document: { flow: "order-response", lane: expect.any(String) } });
    expect(faultsOf(arrived(null, { flow: null, code: null }), response)).toEqual([""]);
  });

  it.each<[string, unknown, string[]]>([
    ["a text", "855", [""]],
    ["a list", [response], [""]],
    ["no document", {}, ["/type"]],
    ["an unknown type", { ...response, type: "Diagnosis" }, ["/type"]],
    ["a field that the type does not have", { ...response, patient: { name: "ZZTEST" } }, ["/patient"]],
    ["one deep inside", { ...response, lines: [{ ...response.lines[0], "a/b~c": 1 }] }, ["/lines/0/a~1b~0c"]],
    ["a number for a text", { ...response, orderReference: 12 }, ["/orderReference"]],
    ["NUL in a text", { ...response, orderReference: "P\0" }, ["/orderReference"]],
    ["half a character", { ...response, orderReference: "P\ud800" }, ["/orderReference"]],
  ])("is refused as %s, with the location and without the value", (_what, given, pointers) => {
    const read = readCorrected(parts, arrived(response), given);
    expect("faults" in read && read.faults.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(JSON.stringify(read)).not.toMatch(/ZZTEST|Diagnosis/);
  });

  it("keeps its type", () => {
    const invoice = readJson(
      "20-810-clean-invoice-with-freight-and-tax-becomes-a-draft-bill",
      "document.json",
    );
    expect(faultsOf(arrived(response), invoice)).toEqual(["/type"]);
  });

  it("needs a flow that is switched on, and an existing connection", () => {
    expect(faultsOf(arrived(response, { connection: "gone" }), response)).toEqual([""]);
    const encounter = { type: "Encounter", id: "0".repeat(32), status: "completed", department: [] };
    expect(faultsOf(arrived(encounter), encounter)).toEqual([""]);
  });

  it("is refused when its flow throws", () => {
    const failing = flows.map((flow) =>
      flow.code === "order-response"
        ? {
            ...flow,
            aggregate: () => {
              throw new Error("broken");
            },
          }
        : flow,
    );
    const read = readCorrected({ ...parts, flows: failing }, arrived(response), response);
    expect(read).toMatchObject({ faults: [{ pointer: "" }] });
  });

  it("is not possible for outgoing documents", () => {
    expect(faultsOf(arrived(response, { direction: "outbound" }), response)).toEqual([""]);
  });

  it("cannot change the patient", () => {
    const document = arrived(movement, { flow: "stock-consumption", code: "RDS_O13" });
    const lines = [{ ...movement.lines[0], quantity: { value: "7", unit: "C62" } }];
    expect(faultsOf(document, { ...movement, lines })).toEqual([]);
    expect(faultsOf(document, { ...movement, encounter: "V-100234" })).toEqual(["/encounter"]);
    expect(faultsOf(document, { ...movement, encounter: undefined })).toEqual(["/encounter"]);
    expect(faultsOf({ ...document, input: null }, movement)).toEqual(["/encounter"]);
    const { encounter: _, ...without } = movement;
    expect(faultsOf({ ...document, input: null }, without)).toEqual([]);
  });
});

describe("the differences between two documents", () => {
  it.each<[unknown, unknown, object[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [{ pointer: "/a", from: 1, to: 2 }]],
    [{ a: [1, 2] }, { a: [1] }, [{ pointer: "/a/1", from: 2 }]],
    [{ a: {} }, { a: { "x/y": null } }, [{ pointer: "/a/x~1y", to: null }]],
    [{ a: [] }, { a: {} }, [{ pointer: "/a", from: [], to: {} }]],
    [undefined, { a: 1 }, [{ pointer: "", to: { a: 1 } }]],
    [{ "m~n": "1" }, { "m~n": 1 }, [{ pointer: "/m~0n", from: "1", to: 1 }]],
    [JSON.parse('{"__proto__": 1}'), {}, [{ pointer: "/__proto__", from: 1 }]],
  ])("%j, %j", (from, to, expected) => {
    expect(changesBetween(from, to)).toEqual(expected);
  });
});
