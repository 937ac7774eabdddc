import type { TransportModule } from "../transport.ts";
import { deliverToFolder } from "./out.ts";

/** The folder transport, which puts files into a folder from which the partner or another program collects them. */
export const folder: TransportModule = {
  code: "folder",
  label: "Folder",
  directions: ["out"],
  help: "Files appear in the folder {connection}/outbox of the sidecar. Your SFTP server or VAN client picks them up there.",
  address: null,
  out: ({ dropFolder }) => ({
    deliver: (delivery, _connection, sending) => deliverToFolder(dropFolder, delivery, sending),
  }),
};
