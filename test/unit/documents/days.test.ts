import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayIn,
  dayOfEvent,
  daysAfter,
  instantAt,
  instantOfDay,
  inZone,
  isTimeZone,
} from "../../../sidecar/documents/days.ts";

const zones = [
  "UTC",
  "America/New_York",
  "America/St_Johns",
  "Europe/Berlin",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];

describe("the day of an instant", () => {
  test.each([
    ["America/New_York", "2026-12-01T02:30:00Z", "2026-11-30"], // half past nine in the evening
    ["America/New_York", "2026-12-01T05:00:00Z", "2026-12-01"], // midnight
    ["Pacific/Auckland", "2026-11-30T11:00:00Z", "2026-12-01"],
    ["Pacific/Kiritimati", "2026-11-30T10:00:00Z", "2026-12-01"], // 14 hours ahead
    ["Pacific/Pago_Pago", "2026-12-01T10:59:59Z", "2026-11-30"], // 11 behind
    ["Asia/Kathmandu", "2026-11-30T18:15:00Z", "2026-12-01"], // by a quarter of an hour
    ["America/New_York", "2028-03-01T04:59:59Z", "2028-02-29"],
    ["America/New_York", "2027-03-01T04:59:59Z", "2027-02-28"],
    ["UTC", "2026-12-01T02:30:00Z", "2026-12-01"],
    ["America/New_York", "2026-12-01T03:30:00+01:00", "2026-11-30"], // with a zone of its own
  ])("in %s, %s belongs to %s", (zone, instant, day) => expect(dayIn(instant, zone)).toBe(day));

  test("during a clock change, each hour belongs to the local date", () => {
    const spring = ["05:00", "06:59", "07:00"].map((time) =>
      dayIn(`2026-03-08T${time}:00Z`, "America/New_York"),
    );
    expect(spring).toEqual(["2026-03-08", "2026-03-08", "2026-03-08"]);
    expect(dayIn("2026-03-08T04:59:00Z", "America/New_York")).toBe("2026-03-07");
    const autumn = ["03:59", "04:00"].map((time) => dayIn(`2026-11-01T${time}:00Z`, "America/New_York"));
    expect(autumn).toEqual(["2026-10-31", "2026-11-01"]);
    expect(dayIn("2026-11-02T04:59:00Z", "America/New_York")).toBe("2026-11-01"); // a day of 25 hours
  });

  test("without a zone is the one in UTC", () => expect(dayIn("2026-12-01T23:59:59Z")).toBe("2026-12-01"));
});

test.each([
  ["2026-12-01T02:30:00Z", "2026-11-30"], // told in UTC: half past nine in the evening in New York
  ["2026-12-01T02:30:00+00:00", "2026-11-30"],
  ["2026-11-30T23:30:00-06:00", "2026-11-30"], // in Chicago it was still November
])("what happened at %s was on %s", (instant, day) =>
  expect(dayOfEvent(instant, "America/New_York")).toBe(day),
);

describe("the instant of a day", () => {
  test.each([
    ["UTC", "2026-12-01", "2026-12-01T12:00:00Z"],
    ["America/New_York", "2026-12-01", "2026-12-01T17:00:00Z"],
    ["America/New_York", "2026-03-08", "2026-03-08T16:00:00Z"], // noon after the night of the change
    ["America/New_York", "2026-11-01", "2026-11-01T17:00:00Z"],
    ["Pacific/Auckland", "2026-12-01", "2026-11-30T23:00:00Z"],
    ["Pacific/Kiritimati", "2026-12-01", "2026-11-30T22:00:00Z"],
    ["Pacific/Pago_Pago", "2026-12-01", "2026-12-01T23:00:00Z"],
    ["Asia/Kathmandu", "2028-02-29", "2028-02-29T06:15:00Z"],
  ])("in %s, %s is noon", (zone, day, instant) => expect(instantOfDay(day, zone)).toBe(instant));

  test("belongs to that day again, in any zone, despite clock changes", () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((number) => daysAfter("2000-01-01", number));
    // Samoa and Tokelau skipped 30 December 2011; they are not among these.
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        expect(dayIn(instantOfDay(day, zone), zone)).toBe(day);
      }),
    );
  });
});

describe("the local time", () => {
  test.each([
    ["America/New_York", "2026-12-01T02:30:00.123Z", "2026-11-30T21:30:00-05:00"],
    ["Asia/Kathmandu", "2026-11-30T18:15:00Z", "2026-12-01T00:00:00+05:45"],
    ["UTC", "2026-12-01T02:30:00.123Z", "2026-12-01T02:30:00.123Z"],
  ])("in %s at %s is %s", (zone, instant, shown) => expect(inZone(instant, zone)).toBe(shown));

  test.each([
    ["America/New_York", "2026-11-30T21:30:00", "2026-11-30T21:30:00-05:00"],
    ["America/New_York", "2026-07-01T12:00:00", "2026-07-01T12:00:00-04:00"],
    ["America/New_York", "2026-11-01T01:30:00", "2026-11-01T01:30:00-04:00"], // comes twice: the first
    ["America/New_York", "2026-03-08T02:30:00", "2026-03-08T02:30:00-05:00"], // is left out
    ["Pacific/Kiritimati", "2026-12-01T00:00:00", "2026-12-01T00:00:00+14:00"],
    ["UTC", "2026-12-01T00:00:00", "2026-12-01T00:00:00+00:00"],
  ])("in %s, %s is at %s", (zone, local, instant) => expect(instantAt(local, zone)).toBe(instant));

  test("is inverted by the conversion back to an instant", () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 30 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const instant = new Date(Date.UTC(2010) + minute * 60_000).toISOString();
        const shown = inZone(instant, zone);
        expect(Date.parse(shown)).toBe(Date.parse(instant));
      }),
    );
  });
});

test("an invalid zone name is recognised", () => {
  expect(["Europe/Berlin", "Etc/GMT+12", "US/Eastern", "Nowhere/Land", ""].map(isTimeZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
