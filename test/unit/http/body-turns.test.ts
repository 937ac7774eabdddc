import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readBody } from "../../../sidecar/http/body.ts";
import { createAdmission } from "../../../sidecar/limits/admission.ts";

it("a body in tiny pieces does not block others", async () => {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  const crumbs = Readable.from(Array.from({ length: 20_480 }, () => Buffer.from("x")));
  const request = Object.assign(crumbs, { headers: {}, complete: true }) as unknown as IncomingMessage;
  const entry = createAdmission({ bodies: 1, bytes: 100_000 }).enter({ connection: null, address: null });
  count();
  const body = await readBody(request, { maximumBytes: 100_000, inflate: false, entry });
  isOver = true;
  expect(body).toHaveLength(20_480);
  expect(turns).toBeGreaterThanOrEqual(10);
});
