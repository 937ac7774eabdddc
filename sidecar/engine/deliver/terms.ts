import { terms } from "../../terms/term.ts";

/** Texts about deliveries. `what` is a clause that states why the delivery failed. */
export const say = terms("deliver", {
  "switched-off": "the connection is switched off or no longer exists",
  "not-raised": "the exception could not be stored in the journal",
  "not-sent": "Nothing was sent to {name}: {what}. Correct this, then retry.",
  "they-said": "Delivery to {name} failed: {what}.",
  "given-up": "Delivery to {name} was attempted for {hours} h without success. Last error: {what}.",
  "never-answered": "Delivery was attempted for {hours} h, but {name} was unreachable the whole time.",
  "sent-by-email": "Sent by email to {address} because {name} has not responded since {since}.",
  "sent-to-host": "Sent to {host} because {name} has not responded since {since}.",
  "sent-to-folder": "Saved in the fallback folder because {name} has not responded since {since}.",
  "sent-elsewhere": "Sent by the fallback route because {name} has not responded since {since}.",
});
