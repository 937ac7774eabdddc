import { z } from "zod";
import { reasons } from "../../documents/reason-codes.ts";
import { findingMembers, noteMembers, reasonMembers } from "../texts.ts";

/** The schemas of the responses about messages. A test validates the responses with them. */

const STATES = [
  "queued",
  "processing",
  "waiting",
  "held",
  "attention",
  "staged",
  "done",
  "dismissed",
] as const;
const state = z.enum(STATES);
export const reasonCode = z.enum(Object.keys(reasons) as [keyof typeof reasons]);
const instant = z.iso.datetime();

export const messageStatus = z.enum(["received", ...STATES]);

export const messageSummary = z.object({
  id: z.uuid(),
  connection: z.string().nullable(),
  transport: z.string().describe("https, amqp or mllp."),
  format: z.string().nullable(),
  status: messageStatus.describe(
    "The most severe state of its documents; received until the message is decoded.",
  ),
  size: z.int().describe("Bytes."),
  deliveries: z.int().describe("The number of times it was delivered."),
  receivedAt: instant,
  bodyRemovedAt: instant
    .nullable()
    .describe("The time when its bytes were deleted at the end of their retention period."),
  traceId: z.string(),
  location: z.string(),
});

const step = z.object({ at: instant, name: z.string(), detail: z.string().nullable() });

const finding = z.object({
  code: reasonCode,
  line: z.string().optional(),
  item: z.string().optional(),
  field: z.string(),
  ours: z.string().optional(),
  theirs: z.string().optional(),
  ...findingMembers,
  unknown: z
    .object({
      model: z.string(),
      scheme: z.string(),
      value: z.string(),
      name: z.string().optional(),
      ids: z.array(z.object({ scheme: z.string(), id: z.string() })).optional(),
    })
    .optional()
    .describe("The crosswalk entry that would map it to a record in Odoo."),
  acceptable: z.boolean().optional().describe("A person may accept it as the partner sent it."),
});

const outline = z.object({
  id: z.string(),
  code: z.string().nullable().describe("In the sender's format, such as 855."),
  type: z.string().nullable(),
  number: z.string().nullable(),
  state,
  reasonCode: reasonCode.nullable(),
  nextAttemptAt: instant.nullable(),
});

/** The schema of the properties that an operator sees in addition to those that a partner sees. */
const details = z
  .object({
    key: z.string(),
    flow: z.string().nullable(),
    aggregate: z.string(),
    ...reasonMembers,
    findings: z.array(finding),
    changes: z.array(finding),
    ...noteMembers,
    attempts: z.int(),
    heldBehind: z.string().nullable(),
    doneAt: instant.nullable(),
    version: z.int(),
    supersedes: z.string().nullable().describe("The ID of the previous version."),
    odoo: z.array(z.object({ model: z.string(), id: z.int(), name: z.string().optional(), url: z.string() })),
    steps: z.array(step).describe("The last 100; GET /v1/documents/{id} lists all."),
  })
  .partial();

export const messageView = messageSummary.extend({
  documents: z
    .array(z.object({ ...outline.shape, ...details.shape }))
    .describe("One page of the documents, in their order in the message."),
  next: z.string().optional().describe("The address of the next page of documents, if there are more."),
  acknowledgements: z
    .array(z.object({ code: z.string(), state: z.string(), doneAt: instant.nullable() }))
    .optional()
    .describe("For operators."),
  steps: z.array(step).optional().describe("Steps of the message itself, the last 100; for operators."),
});

const sentDocument = z.object({
  id: z.uuid(),
  connection: z.string().nullable(),
  code: z.string().nullable(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  controlReference: z.string().nullable(),
  state,
  receivedAt: instant,
  location: z.string(),
});

export const messageList = z.object({
  messages: z.array(messageSummary),
  sent: z
    .array(sentDocument)
    .optional()
    .describe("The outgoing documents that `q` finds, on the first page."),
  next: z.string().optional().describe("The address of the next page, if this one is full."),
});
