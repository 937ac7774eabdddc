import { terms } from "../terms/term.ts";

/** What is wrong with a file of credentials, as clauses; nothing of what stands in the file is repeated. */
export const sayCredentials = terms("credentials", {
  unreadable: "the file {file} cannot be read ({code}): check its owner and mode",
  "no-origin":
    "the file {file} does not say where its credentials may go: write the address they are for, such as https://edi.partner.example, above them, on a line of its own",
  "two-lines": "the file {file} must hold two lines: an address, and the value of the Authorization header",
});
