// Writes docs/flows.md from the flows of sidecar/flows/catalogue.ts; `--check` exits 1 when it is stale.
import { z } from "zod";
import type { BillingEvent } from "../sidecar/codecs/billing/read.ts";
import type { DocumentType } from "../sidecar/documents/document.ts";
import { flows } from "../sidecar/flows/catalogue.ts";
import type { Flow } from "../sidecar/flows/flow.ts";
import { cloudEvents } from "../sidecar/formats/cloudevents/format.ts";
import { anyMessage } from "../sidecar/formats/hl7v2/mapper.ts";
import { inboundHl7 } from "../sidecar/formats/hl7v2/registry.ts";
import { inboundX12, outboundX12 } from "../sidecar/formats/x12/registry.ts";
import { generateFile, markdownTable } from "./generated-file.ts";

const GENERATOR = "dev/generate-flows-docs.ts";

const INTRODUCTION = `# Catalogue of flows

What the sidecar exchanges. \`GET /v1/catalog\` gives the same as JSON, and Odoo lists it under
*Integration → Configuration → Flows*. A flow works on a connection only where it is switched on (tab *Flows* of the
connection), and only while it is switched on in its company.

- **Owner**: who answers for the flow's rules. **System of record**: whose data wins.
- **Lane**: the queues it shares with others. **Service level**: within which time of receipt a document is meant to be done,
  95 of 100 times, while nothing needs a person. **Retention**: for how long the contents of its
  documents are kept; [retention](decisions/0016-retention-and-audit.md) removes them then.
- **Policy**: the settings of the connection that the flow looks at; [Connect a supplier](onboard-a-partner.md#policy) says
  what each means.`;

/** The part of a JSON Schema that tells a setting's values and default. */
type Property = {
  type?: string;
  anyOf?: readonly { type?: string }[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
};

function policy(flow: Flow): string {
  const { properties = {} } = z.toJSONSchema(flow.policy, { io: "input" }) as {
    properties?: Record<string, Property>;
  };
  const rows = Object.entries(properties).map(([key, property]) => [
    `\`${key}\``,
    range(property),
    property.default === null ? "none" : `\`${JSON.stringify(property.default)}\``,
  ]);
  return rows.length === 0 ? "Policy: none." : markdownTable(["Policy", "Values", "Default"], rows);
}

function range({ type, anyOf, minimum, maximum }: Property): string {
  if (type === "boolean") return "yes or no";
  if (anyOf?.some((each) => each.type === "integer")) return "id of a record, or none";
  return maximum === undefined ? `number from ${minimum}` : `number from ${minimum} to ${maximum}`;
}

/** The billing system's events by the document of the flow that takes what they become. */
const billingEvents = {
  "invoice.issued": "CustomerInvoice",
  "invoice.voided": "CustomerInvoice",
  "payment.confirmed": "Payment",
  "payment.refunded": "Payment",
} as const satisfies Record<BillingEvent["type"], DocumentType>;

/** What carries the flow's document: X12 transaction sets, HL7 v2 messages, billing's events, and the CloudEvent. */
function formats({ direction, documentType }: Flow): string {
  const isEvent = direction === "inbound" || cloudEvents.writes.includes(documentType);
  const event = isEvent ? [`CloudEvent \`health.suture.${kebab(documentType)}.v1\``] : [];
  const own = direction === "inbound" ? [...hl7(documentType), ...billing(documentType)] : [];
  return [...x12(direction, documentType), ...own, ...event].join("; ");
}

function x12(direction: Flow["direction"], documentType: DocumentType): string[] {
  const codes =
    direction === "outbound"
      ? [outboundX12[documentType]?.transactionCode ?? []].flat()
      : Object.entries(inboundX12).flatMap(([code, mapper]) =>
          mapper.documentType === documentType ? code : [],
        );
  return codes.length > 0 ? [`X12 ${codes.join(", ")}`] : [];
}

function hl7(documentType: DocumentType): string[] {
  const messages = Object.entries(inboundHl7).flatMap(([name, mapper]) =>
    mapper.documentType !== documentType
      ? []
      : name === anyMessage
        ? "supply segments of any message"
        : name.replace("_", "^"),
  );
  return messages.length > 0 ? [`HL7 v2 ${messages.join(", ")}`] : [];
}

function billing(documentType: DocumentType): string[] {
  const events = Object.entries(billingEvents).flatMap(([name, type]) => (type === documentType ? name : []));
  return events.length > 0 ? [`webhook ${events.map((name) => `\`${name}\``).join(", ")}`] : [];
}

const kebab = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();

function duration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function section(flow: Flow): string {
  const facts = markdownTable(
    ["", ""],
    [
      ["Code, version", `\`${flow.code}\`, ${flow.version}`],
      ["Direction", flow.direction],
      ["Document", `${flow.documentType} (${formats(flow)})`],
      ["Owner", flow.owner],
      ["System of record", flow.systemOfRecord],
      ["Timing, lane", `${flow.timing}, ${flow.lane}`],
      ["Service level", duration(flow.serviceLevelSeconds)],
      ["Sensitivity", flow.sensitivity],
      ["Retention", `${flow.retentionDays} days`],
    ],
  );
  return `## ${flow.name}\n\n${flow.description}\n\n${facts}\n\n${policy(flow)}`;
}

const content = [
  `<!-- Generated by ${GENERATOR}: do not edit. -->`,
  INTRODUCTION,
  ...flows.map(section),
].join("\n\n");

generateFile("docs/flows.md", GENERATOR, `${content}\n`);
