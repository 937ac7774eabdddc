import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useListeners } from "./bench.ts";
import { answerCodes, clientOn, framed, client as plainClient } from "./client.ts";

const hasOpenssl = (() => {
  try {
    return execFileSync("openssl", ["version"], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
})();

const start = useListeners();
const message = "MSH|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120093000||RDS^O13|1|P|2.5\rRXD|1\r";
let folder = "";

const openssl = (...given: string[]) => execFileSync("openssl", given, { cwd: folder, stdio: "pipe" });

/** Creates a key and a self-signed certificate of an authority. */
function authority(name: string): void {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.crt`,
  );
}

/** Creates a key and a certificate that the authority has signed. */
function certificate(name: string, by: string): void {
  openssl(
    "req",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.csr`,
  );
  writeFileSync(path.join(folder, "names"), "subjectAltName=IP:127.0.0.1");
  openssl(
    "x509",
    "-req",
    "-in",
    `${name}.csr`,
    "-CA",
    `${by}.crt`,
    "-CAkey",
    `${by}.key`,
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "names",
    "-out",
    `${name}.crt`,
  );
}

const pem = (name: string) => readFileSync(path.join(folder, name), "utf8");

async function listening() {
  return start({ tls: { key: pem("suture.key"), cert: pem("suture.crt"), ca: pem("hospital.crt") } });
}

const open = (port: number, as?: string) =>
  clientOn(
    connect({
      port,
      host: "127.0.0.1",
      ca: pem("hospital.crt"),
      ...(as && { key: pem(`${as}.key`), cert: pem(`${as}.crt`) }),
    }),
  );

describe.skipIf(!hasOpenssl)("MLLP over TLS (skipped without openssl)", () => {
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "suture-mllp-"));
    authority("hospital");
    authority("stranger");
    certificate("suture", "hospital");
    certificate("ehr", "hospital");
    certificate("intruder", "stranger");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("accepts messages of a client with a certificate of the authority, and stores its identity", async () => {
    const { port, arrivals } = await listening();
    const ehr = open(port, "ehr");
    ehr.write(framed(message) + framed(message));
    expect((await ehr.answers(2)).map(answerCodes)).toEqual(["AA 1", "AA 1"]);
    expect(arrivals[0]?.headers).toEqual({
      "client-certificate": "ehr",
      "client-certificate-sha256": expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    });
    ehr.socket.destroy();
  });

  it("sends its answers to a client that has closed its side", async () => {
    const { port } = await listening();
    const ehr = open(port, "ehr");
    ehr.socket.end(framed(message));
    await ehr.closed;
    expect((await ehr.answers(1)).map(answerCodes)).toEqual(["AA 1"]);
  });

  it.each([
    ["without a certificate", undefined],
    ["with one of another authority", "intruder"],
  ])("refuses a client %s, and stores nothing", async (_name, as) => {
    const { port, arrivals, log } = await listening();
    const one = open(port, as);
    one.write(framed(message));
    await one.closed;
    expect([one.received(), arrivals]).toEqual(["", []]);
    expect(log.entries).toContainEqual(expect.objectContaining({ level: "warn" }));
  });

  it("refuses a client that does not use TLS", async () => {
    const { port, arrivals } = await listening();
    const one = plainClient(port);
    one.write(framed(message));
    await one.closed;
    expect(arrivals).toEqual([]);
  });
});
