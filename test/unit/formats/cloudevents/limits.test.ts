import { expect, it } from "vitest";
import { cloudEvents } from "../../../../sidecar/formats/cloudevents/format.ts";
import { inEnglish } from "../../../support/told.ts";

const event = {
  specversion: "1.0",
  id: "1",
  source: "urn:a",
  type: "health.suture.order-response.v1",
  data: {},
};
const split = (...events: readonly object[]) => cloudEvents.split(Buffer.from(JSON.stringify(events)));

it.each([
  ["id", 512],
  ["source", 1024],
  ["type", 256],
] as const)(
  "an event whose %s has more than %i characters is unreadable, and the others of its body are read",
  (name, longest) => {
    const [fits, long, other] = split(
      { ...event, [name]: "x".repeat(longest) },
      { ...event, [name]: "x".repeat(longest + 1) },
      event,
    );
    expect(fits?.unreadable).toBeUndefined();
    expect(inEnglish(long)).toMatchObject({
      identity: null,
      unreadable: `The event's ${name} has more than ${longest} characters.`,
    });
    expect(other).toMatchObject({ identity: "cloudevents/urn:a/1" });
  },
);
