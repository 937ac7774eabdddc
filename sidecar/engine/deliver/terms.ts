import { terms } from "../../terms/term.ts";

/** Texts about deliveries. `what` is a clause that says why the delivery failed. */
export const say = terms("deliver", {
  "switched-off": "the connection is switched off or gone",
  "not-raised": "the exception could not be stored in the journal",
  "not-sent": "Nothing was sent to {name}: {what}. Correct it, then try again.",
  "they-said": "{name}'s side said: {what}.",
  "given-up": "It was tried for {hours} hours. The last thing that {name}'s side said: {what}.",
  "never-answered": "It was tried for {hours} hours. {name}'s side was unreachable all the time.",
  "sent-by-email": "Sent by e-mail to {address}, because {name} did not answer since {since}.",
  "sent-to-host": "Sent to {host}, because {name} did not answer since {since}.",
  "sent-to-folder": "Sent into the fallback folder, because {name} did not answer since {since}.",
  "sent-elsewhere": "Sent by the fallback, because {name} did not answer since {since}.",
});
