import { workerData } from "node:worker_threads";
import { formats } from "../formats/registry.ts";
import { directReading } from "../reading/reading.ts";
import { serveReading, type ThreadStart } from "../reading/thread.ts";
import { createPseudonym } from "../security/pseudonym.ts";

// This module is the script that runs in the threads that decode large bodies. It creates the formats itself, because functions
// cannot be passed to a thread.
serveReading(directReading(formats, createPseudonym((workerData as ThreadStart).pseudonymSecret)));
