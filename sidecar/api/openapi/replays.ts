import { dryRunAnswer } from "../dry-run.ts";
import { messageReplayAnswer, messageReplayRequest, replaysAnswer, replaysRequest } from "../replays.ts";
import { json, type RouteDescription } from "./description.ts";

const TAG = "Messages";
const ID = "01a1f873-6118-7010-b6bf-07c2d05aff8d";
const DOCUMENT = "01a1f873-6161-778a-9c01-88b158b542c8";
const callers = ["operatorToken", "sensitiveToken"] as const;
const problems = [
  "bad-request",
  "unauthorized",
  "not-found",
  "conflict",
  "gone",
  "body-too-large",
  "unsupported-encoding",
  "unsupported-media-type",
  "not-ready",
] as const;
const dryRun = json("DryRun", dryRunAnswer);

/** The descriptions of the routes of `api/replays.ts`, which retry documents or preview the result. */
export const replayDescriptions: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/messages/{id}/replay",
    tag: TAG,
    summary: "Retry the documents of a message",
    description:
      "Retries all documents of the message in the states attention, waiting or held. Finished documents are processed again only on request, as a new version.",
    callers,
    body: {
      required: false,
      content: json("MessageReplay", messageReplayRequest, {
        "preview only": { dryRun: true },
        "as a new version": { asNewVersion: true, reason: "The bill was deleted by mistake." },
      }),
    },
    answers: {
      200: { description: "A dry run: the previews.", content: dryRun },
      202: {
        description: "They are queued.",
        content: json("Replayed", messageReplayAnswer, {
          one: { id: ID, status: "accepted", documents: [DOCUMENT] },
        }),
      },
    },
    problems,
  },
  {
    method: "post",
    path: "/v1/messages/{id}/preview",
    tag: TAG,
    summary: "Preview a message",
    description:
      "Each document of the message is planned and applied in Odoo, and everything is rolled back.",
    callers,
    body: { required: false, content: json("MessageReplay", messageReplayRequest) },
    answers: { 200: { description: "The preview of each document.", content: dryRun } },
    problems,
  },
  {
    method: "post",
    path: "/v1/replays",
    tag: TAG,
    summary: "Retry documents by filter",
    description:
      "Selects documents by connection, state, reasonCode and documents, of which at least one is required. Oldest first.",
    callers,
    body: {
      required: true,
      content: json("ReplayFilter", replaysRequest, {
        "one reason": { connection: "edi-harbor", reasonCode: "UNKNOWN_ORDER", limit: 1000 },
      }),
    },
    answers: {
      200: { description: "A dry run: the previews.", content: dryRun },
      202: {
        description: "They are queued.",
        content: json("ReplayedMany", replaysAnswer, { one: { documents: 1 } }),
      },
    },
    problems,
  },
];
