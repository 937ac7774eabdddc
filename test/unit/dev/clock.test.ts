import { afterEach, describe, expect, it } from "vitest";
import { CLOCK, inSeconds, offsetOf, withClock } from "../../../dev/environment/clock.ts";
import { withoutWaiting } from "../../../dev/environment/clock-library.ts";

describe("a clock", () => {
  const noon = Date.parse("2026-11-30T12:00:00Z");

  it.each([
    ["+45d", 45 * 86_400],
    ["-2h", -7200],
    ["+90m", 5400],
    ["+30s", 30],
    ["+34560000", 34_560_000],
    ["@2028-02-29 09:00:00", (Date.parse("2028-02-29T09:00:00Z") - noon) / 1000],
    ["@2026-11-30 11:59:00", -60],
  ])("%s is ahead by the given offset", (text, offset) => {
    expect(offsetOf(text, noon)).toBe(offset);
    expect(offsetOf(inSeconds(offset), noon)).toBe(offset);
  });

  it.each(["", "45d", "+1y", "@2028-02-29", "@2028-13-01 00:00:00", "tomorrow"])(
    "%j is invalid, and the valid forms are listed",
    (text) => {
      expect(() => offsetOf(text, noon)).toThrow("Enter how far it is ahead (+45d");
    },
  );
});

describe("the library that shifts the clock", () => {
  it("no longer exports waiting functions, and finds the real ones by name", () => {
    const names = ["time", "epoll_wait", "epoll_pwait", "clock_nanosleep", "nanosleep"];
    const library = Buffer.from([...names, "code", ...names, ""].join("\0"));
    const exported = ["time", "_poll_wait", "_poll_pwait", "_lock_nanosleep", "nanosleep"];
    expect(withoutWaiting(library).toString()).toBe([...exported, "code", ...names, ""].join("\0"));
  });
});

describe("a started process", () => {
  const before = process.env[CLOCK];
  afterEach(() => {
    if (before === undefined) delete process.env[CLOCK];
    else process.env[CLOCK] = before;
  });

  it("keeps its environment with the real clock", () => {
    delete process.env[CLOCK];
    expect(withClock({ PATH: "/bin" })).toEqual({ PATH: "/bin" });
  });

  it("can get the real clock from a process with a shifted one", () => {
    process.env[CLOCK] = "+60";
    const moved = { PATH: "/bin", LD_PRELOAD: "/usr/lib/faketime/libfaketimeMT.so.1", FAKETIME: "+60" };
    expect(withClock(moved, "true")).toEqual({ PATH: "/bin" });
    expect(withClock({ LD_PRELOAD: "/usr/lib/libjemalloc.so.2" }, "true")).toEqual({
      LD_PRELOAD: "/usr/lib/libjemalloc.so.2",
    });
  });
});
