import { z } from "zod";
import { keyRequest } from "../connections.ts";
import { json, type RouteDescription } from "./description.ts";

const newKey = z.object({
  id: z.string(),
  connection: z.string(),
  header: z.literal("X-Api-Key"),
  key: z.string().describe("Shown only once; the sidecar stores only a digest."),
});

/** The descriptions of the routes of `api/connections.ts`. */
export const connectionDescriptions: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/connections/{code}/keys",
    tag: "Connections",
    summary: "Create a key",
    callers: ["operatorToken", "sensitiveToken"],
    body: {
      required: false,
      content: json("KeyWish", keyRequest, { "revoke earlier keys": { replace: true } }),
    },
    answers: {
      201: {
        description: "The key.",
        content: json("NewKey", newKey, {
          one: {
            id: "01a1f874-003f-75af-b5d8-a71648755497",
            connection: "edi-harbor",
            header: "X-Api-Key",
            key: "sk_…",
          },
        }),
      },
    },
    problems: [
      "bad-request",
      "unauthorized",
      "unknown-connection",
      "body-too-large",
      "unsupported-encoding",
      "unsupported-media-type",
      "not-ready",
    ],
  },
];
