import { workerData } from "node:worker_threads";
import { formats } from "../formats/registry.ts";
import { directReading } from "../reading/reading.ts";
import { serveReading, type ThreadStart } from "../reading/thread.ts";
import { createPseudonym } from "../security/pseudonym.ts";

// The script of the threads that decode large bodies. Formats cannot be passed to a thread, so it composes its own.
serveReading(directReading(formats, createPseudonym((workerData as ThreadStart).pseudonymSecret)));
