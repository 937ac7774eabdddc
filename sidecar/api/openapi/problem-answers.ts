import { PROBLEMS, type ProblemCode } from "../../http/problem.ts";
import { problemType } from "./common.ts";

type Tree = Readonly<Record<string, unknown>>;

const text = { schema: { type: "string" } };
const RETRY_AFTER = { ...text, description: "Seconds." };

/** Returns the OpenAPI responses for the problems of a route, one for each HTTP status, with an example for each problem. */
export function problemAnswers(codes: readonly ProblemCode[]): Tree {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries([...byStatus].map(([status, some]) => [status, answerOf(status, some)]));
}

function answerOf(status: number, codes: readonly ProblemCode[]): Tree {
  const headers = headersOf(status);
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(" "),
    ...(headers && { headers }),
    content: {
      "application/problem+json": {
        schema: { $ref: "#/components/schemas/Problem" },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  };
}

function headersOf(status: number): Tree | null {
  if (status === 401)
    return { "WWW-Authenticate": { ...text, description: "The expected credential (RFC 6750)." } };
  if (status === 503) return { "Retry-After": RETRY_AFTER };
  if (status === 429)
    return {
      "Retry-After": RETRY_AFTER,
      "RateLimit-Policy": {
        ...text,
        description: "The limit that was reached: its quota (q) and window (w).",
      },
      RateLimit: { ...text, description: "The remaining quota (r), and the seconds until it is reset (t)." },
    };
  return null;
}

const exampleOf = (code: ProblemCode) => ({
  type: problemType(code),
  title: PROBLEMS[code].title,
  status: PROBLEMS[code].status,
  instance: "/v1/…",
  traceId: "61fed6dbf86d8744e87017456bb15637",
});
