import {
  correctionAnswer,
  correctionRequest,
  documentPreviewAnswer,
  documentPreviewRequest,
} from "../corrections.ts";
import {
  dismissalAnswer,
  dismissalRequest,
  precedenceAnswer,
  precedenceRequest,
} from "../document-actions.ts";
import { documentAnswer } from "../documents.ts";
import { json, type RouteDescription } from "./description.ts";

const ID = "01a1f873-6161-778a-9c01-88b158b542c8";
const REASON = "Agreed with the supplier by telephone.";
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

/** The routes of `api/documents.ts`, `api/corrections.ts` and `api/document-actions.ts`. */
export const documentDescriptions: readonly RouteDescription[] = [
  {
    ...common,
    method: "get",
    path: "/v1/documents/{id}",
    summary: "Look at a document",
    description:
      "With its steps, corrections and versions. Its content is for the sensitive role where the flow is clinical; each such read is noted in the audit table.",
    answers: { 200: { description: "The document.", content: json("DocumentDetails", documentAnswer) } },
    problems: ["bad-request", "unauthorized", "not-found", "not-ready"],
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/preview",
    summary: "See what would happen to it",
    description:
      "As it is, or with the content given. It is planned and carried out in Odoo, and all of it taken back.",
    body: { required: false, content: json("DocumentPreviewRequest", documentPreviewRequest) },
    answers: {
      200: { description: "What would come of it.", content: json("DocumentPreview", documentPreviewAnswer) },
    },
    problems: [...problems, "invalid-document"],
  },
  {
    ...common,
    method: "post",
    path: "/v1/documents/{id}/corrections",
    summary: "Correct a document",
    description:
      "The whole corrected content, and why. What arrived stays as it was beside it. What is done is corrected only as a new version.",
    body: { required: true, content: json("Correction", correctionRequest) },
    answers: {
      202: {
        description: "It is tried again with the corrected content.",
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
    description: "For good: nothing comes of it, and what was held behind it goes on.",
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
    description: "It goes ahead of what it was held behind, alone.",
    body: { required: false, content: json("Precedence", precedenceRequest) },
    answers: {
      202: {
        description: "It is queued.",
        content: json("GoesAhead", precedenceAnswer, { one: { id: ID, status: "accepted" } }),
      },
    },
    problems,
  },
];
