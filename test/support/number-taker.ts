// A process that stores deliveries with control numbers until it is killed: `node number-taker.ts <journal url> <connection>`. It
// prints a line after each committed delivery.
import { openDatabase } from "../../sidecar/journal/database.ts";
import { createJournal } from "../../sidecar/journal/journal.ts";
import { dispatchOne } from "./deliveries.ts";

const [url = "", connection = ""] = process.argv.slice(2);
const journal = createJournal(openDatabase(url, () => {}));
for (;;) {
  await dispatchOne(journal, connection);
  process.stdout.write("stored\n");
}
