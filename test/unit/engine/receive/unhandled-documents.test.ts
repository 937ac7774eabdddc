import { describe, expect, it } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { documentTypes } from "../../../../sidecar/documents/registry.ts";
import { withoutSensitive } from "../../../../sidecar/documents/without-sensitive.ts";
import { newDocument } from "../../../../sidecar/engine/receive/new-documents.ts";
import type { Message } from "../../../../sidecar/engine/records.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import type { Flow } from "../../../../sidecar/flows/flow.ts";
import { tinyConnection, tinyFlow } from "../../../support/tiny.ts";
import { inEnglish } from "../../../support/told.ts";
import { fixtureDocument, fixtureNames } from "../../documents/document-fixtures.ts";

const message = { id: "m1", connection: "tiny", identity: "a", traceId: "t" } as Message;
const everyFlow = tinyConnection({ flows: flows.map(({ code }) => code) });

function received(document: CanonicalDocument, known: readonly Flow[] = flows) {
  const decoded = { key: "1", code: "code", controlReference: null, start: 0, end: 1, document };
  return newDocument({ flows: known }, message, everyFlow, decoded, () => "hash");
}

const flowFor = (accepts: () => boolean, code = "tiny"): Flow =>
  ({
    ...tinyFlow(),
    code,
    documentType: "DespatchAdvice",
    accepts,
    aggregate: () => "shipment/1",
  }) as unknown as Flow;
const unhandled = fixtureNames.map((name) => [name, fixtureDocument(name)] as const);

describe("a document of a type that no flow handles", () => {
  it.each(unhandled)(
    "(%s) is an exception of its own with its content, number and type",
    (_name, document) => {
      expect(received(document)).toMatchObject({
        state: "attention",
        reasonCode: "UNSUPPORTED_DOCUMENT",
        flow: null,
        input: null,
        shown: withoutSensitive(document),
        type: document.type,
        number: document.id,
        aggregate: "document/tiny/a/1",
      });
    },
  );

  it("says in words what to do", () => {
    expect(inEnglish(received(fixtureDocument("despatch-advice/typical")))).toMatchObject({
      reason: expect.stringContaining("No flow handles documents of type Despatch advice."),
      suggestion: expect.stringMatching(/dismiss this exception.*a later version.*retries it automatically/),
    });
  });

  it("shows no patient's account", () => {
    const document = fixtureDocument("remittance-advice/everything");
    expect(JSON.stringify(document)).toContain("acct-7d1f0a");
    const { shown } = received(document);
    expect(JSON.stringify(shown)).not.toContain("acct-");
    expect(shown).toMatchObject({
      id: "RA-882",
      lines: [{ invoiceReference: "C-5001", paid: "100.00" }, {}, {}, {}],
    });
  });

  it("is processed by the flow of a later version", () => {
    const document = fixtureDocument("despatch-advice/typical");
    const later = flowFor(() => true, "order-response");
    expect(received(document, [later])).toMatchObject({ state: "queued", input: document });
    expect(received(document, [later])).not.toHaveProperty("shown");
  });
});

describe("a document of a type that a flow handles", () => {
  it.each([["that is switched off", { flows: [] }]])("%s shows no content", (_what, given) => {
    const decoded = { key: "1", code: "code", controlReference: null, start: 0, end: 1 };
    const known = [flowFor(() => true)];
    const document = fixtureDocument("despatch-advice/typical");
    const entered = newDocument(
      { flows: known },
      message,
      tinyConnection(given),
      { ...decoded, document },
      () => "",
    );
    expect(entered).toMatchObject({ state: "attention", input: null });
    expect(entered).not.toHaveProperty("shown");
  });

  it("but not this one, shows no content", () => {
    const known = [flowFor(() => false)];
    expect(received(fixtureDocument("despatch-advice/typical"), known)).not.toHaveProperty("shown");
  });
});

describe("the sensitive fields of a document", () => {
  it("are removed at any depth, whatever the type", () => {
    for (const { schema, fields } of documentTypes) {
      const type = schema.shape.type.value;
      for (const path of Object.entries(fields).flatMap(([one, facts]) =>
        "sensitive" in facts ? [one] : [],
      )) {
        const build = ([name = "", ...rest]: string[]): unknown =>
          name === "*" ? [build(rest)] : { keep: "kept", [name]: rest.length > 0 ? build(rest) : "secret" };
        const document = { type, ...(build(path.split(".")) as object) } as unknown as CanonicalDocument;
        const text = JSON.stringify(withoutSensitive(document));
        expect([text.includes("secret"), text.includes("kept")], `${type} ${path}`).toEqual([false, true]);
      }
    }
  });
});
