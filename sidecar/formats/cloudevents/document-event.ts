import { z } from "zod";
import { cloudEvent } from "../../codecs/cloudevents/read.ts";
import { canonicalDocument } from "../../documents/document.ts";

/** The schema of a CloudEvent with a canonical document, as a partner sends it. */
export const documentEvent = cloudEvent.extend({
  type: z.string().describe("health.suture.<document>.v1"),
  source: z.string().describe("urn:suture:connection:<code> of the connection that owns the key."),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z.string().optional(),
  data: canonicalDocument,
});
