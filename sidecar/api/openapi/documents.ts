import {
  correctionAnswer,
  correctionRequest,
  documentPreviewAnswer,
  documentPreviewRequest,
} from "../corrections.ts";
import {
  dismissalAnswer,
  dismissalRequest,
  numberAcceptanceAnswer,
  numberAcceptanceRequest,
  precedenceAnswer,
  precedenceRequest,
} from "../document-actions.ts";
import { documentAnswer } from "../documents.ts";
import { json, type RouteDescription } from "./description.ts";

const ID = "01a1f873-6161-778a-9c01-88b158b542c8";
const REASON = "Agreed with the vendor by telephone.";
const common = { tag: "Documents", callers: ["operatorToken", "sensitiveToken"] } as const;
const problems = [
  "bad-request",
  "unauthorized",
  "not-found",
  "conflict",
  "body-too-large",
  "unsupported-encoding",
  "unsupported-media-type",
  "not-ready",
] as const;

/** The descriptions of the routes of `api/documents.ts`, `api/corrections.ts` and `api/document-actions.ts`. */
export const documentDescriptions: readonly RouteDescription[] = [
  {
    ...common,
    method: "get",
    path: "/v1/documents/{id}",
    summary: "Read a document",
    description:
      "With its steps, corrections and versions. The content of a clinical document requires the sensitive role, and each such access is recorded in the audit log.",
    answers: { 200: { description: "The document.", content: json("DocumentDetails", documentAnswer) } },
    problems: ["bad-request", "unauthorized", "not-found", "not-ready"],
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/preview",
    summary: "Preview a document",
    description:
      "The current document, or the given content. It is planned and applied in Odoo, and everything is rolled back.",
    body: { required: false, content: json("DocumentPreviewRequest", documentPreviewRequest) },
    answers: {
      200: { description: "The preview.", content: json("DocumentPreview", documentPreviewAnswer) },
    },
    problems: [...problems, "invalid-document"],
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/corrections",
    summary: "Correct a document",
    description:
      "The complete corrected content, and the reason. The received message does not change. A finished document is corrected only as a new version.",
    body: { required: true, content: json("Correction", correctionRequest) },
    answers: {
      202: {
        description: "It is retried with the corrected content.",
        content: json("Corrected", correctionAnswer, {
          one: { id: ID, status: "accepted", correction: 1, location: `/v1/documents/${ID}` },
        }),
      },
    },
    problems: [...problems, "invalid-document"],
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/dismissal",
    summary: "Dismiss a document",
    description: "Ends the processing of the document; documents held behind it continue.",
    body: { required: true, content: json("Dismissal", dismissalRequest, { one: { reason: REASON } }) },
    answers: {
      200: {
        description: "It is dismissed.",
        content: json("Dismissed", dismissalAnswer, { one: { id: ID, status: "dismissed" } }),
      },
    },
    problems,
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/precedence",
    summary: "Let a held document pass",
    description:
      "Releases the document, which overtakes the one it is held behind. Other held documents are not affected.",
    body: { required: false, content: json("Precedence", precedenceRequest) },
    answers: {
      202: {
        description: "It is queued.",
        content: json("GoesAhead", precedenceAnswer, { one: { id: ID, status: "accepted" } }),
      },
    },
    problems,
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/number-acceptance",
    summary: "Accept a repeated number",
    description:
      "Processes a message as a new one, although its control number was used before with other content. Its documents are still compared with earlier ones.",
    body: { required: false, content: json("NumberAcceptance", numberAcceptanceRequest) },
    answers: {
      202: {
        description: "The message is decoded again.",
        content: json("NumberAccepted", numberAcceptanceAnswer, { one: { id: ID, status: "accepted" } }),
      },
    },
    problems,
  },
];
