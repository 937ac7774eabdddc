import { terms } from "../terms/term.ts";

/**
 * The reasons why a credentials file is not valid, as clauses to be used within a sentence. They never contain the content of the
 * file.
 */
export const sayCredentials = terms("credentials", {
  unreadable: "the file {file} cannot be read ({code}); check its owner and permissions",
  "no-origin":
    "the file {file} does not state where its credentials may be sent; add the address, such as https://edi.partner.example, on a separate line above them",
  "two-lines": "the file {file} must contain two lines: an address and the value of the Authorization header",
});
