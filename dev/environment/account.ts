import { spawnSync } from "node:child_process";

/** The unprivileged system user that runs the services when the command itself runs as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = "suture";

/**
 * The account the services run under: a system user made when missing if we are root, otherwise undefined, which
 * means "as oneself". PostgreSQL refuses to run as root, and nothing here needs to.
 */
export function serviceAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

function lookUp(): Account | undefined {
  const { status, stdout } = spawnSync("getent", ["passwd", NAME], { encoding: "utf8" });
  const [name, , uid, gid] = stdout.split(":");
  if (status !== 0 || name === undefined) return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
}

function create(): Account {
  const options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"];
  const { stderr } = spawnSync("useradd", [...options, "--shell", "/usr/sbin/nologin", NAME], {
    encoding: "utf8",
  });
  // Two checkouts may get here at once: what counts is that the user is there afterwards.
  const account = lookUp();
  if (account === undefined) throw new Error(`The system user "${NAME}" could not be made: ${stderr.trim()}`);
  return account;
}

/** Whether the account may do `-r` (read), `-w` (write) or `-x` (enter) with the path, whoever it belongs to. */
export function accountCan(account: Account | undefined, access: "-r" | "-w" | "-x", path: string): boolean {
  const as = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return spawnSync("/usr/bin/test", [access, path], { ...as, cwd: "/" }).status === 0;
}
