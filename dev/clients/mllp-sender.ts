import { connect } from "node:net";

const [START, END, CR] = [0x0b, 0x1c, 0x0d];

/** Sends messages in frames over one socket, as an EHR does, and returns the acknowledgements in order, one for each frame. */
export async function sendByMllp(
  { host, port }: { readonly host: string; readonly port: number },
  contents: readonly (string | Uint8Array)[],
): Promise<string[]> {
  const socket = connect(port, host);
  try {
    let received = "";
    const answered = new Promise<string[]>((resolve, reject) => {
      socket.on("data", (piece) => {
        received += piece.toString("utf8");
        const answers = received.split(String.fromCharCode(END, CR));
        if (answers.length > contents.length) resolve(answers.slice(0, -1).map((each) => each.slice(1)));
      });
      socket.once("error", reject);
      socket.once("close", () =>
        reject(new Error("The listener closed the connection before it had answered every frame.")),
      );
    });
    for (const content of contents)
      socket.write(Buffer.concat([Buffer.of(START), Buffer.from(content), Buffer.of(END, CR)]));
    return await answered;
  } finally {
    socket.destroy();
  }
}
