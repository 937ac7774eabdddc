import { spawnSync } from "node:child_process";

/** The unprivileged system user that runs the services if the command itself runs as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = "suture";

/**
 * Returns the account under which the services run. If the command runs as root, it is a system user, which is created if it does
 * not exist, because PostgreSQL refuses to run as root and nothing else needs to. Otherwise returns undefined, which means the
 * current user.
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
  // Two checkouts may create the user at the same time, so the only thing that matters is that it exists afterwards.
  const account = lookUp();
  if (account === undefined)
    throw new Error(`The system user "${NAME}" could not be created: ${stderr.trim()}`);
  return account;
}

/**
 * Returns whether the account has read (`-r`), write (`-w`) or enter (`-x`) access to the path. An undefined account is the
 * current user.
 */
export function accountCan(account: Account | undefined, access: "-r" | "-w" | "-x", path: string): boolean {
  const as = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return spawnSync("/usr/bin/test", [access, path], { ...as, cwd: "/" }).status === 0;
}
