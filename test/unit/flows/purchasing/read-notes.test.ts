import { describe, expect, test } from "vitest";
import { readNotes } from "../../../../sidecar/flows/purchasing/read-notes.ts";

const line = (id: number, name: string, display_type: string | null = null, order_id = 12) => {
  return { id, order_id, name, display_type };
};

describe("the note of an order line", () => {
  test("is what follows the item's name, and the notes directly below the line", () => {
    const lines = [
      line(1, "Gloves\nTo the ramp\nBefore noon"),
      line(2, "Call first", "line_note"),
      line(3, "Masks"),
      line(4, "Gauze\n"),
      line(5, "In one parcel", "line_note"),
    ];
    expect([...readNotes(lines)]).toEqual([
      [1, "To the ramp\nBefore noon\nCall first"],
      [4, "In one parcel"],
    ]);
  });

  test("does not include notes below a section, or those of another order", () => {
    const lines = [
      line(1, "Gloves"),
      line(2, "Ward 3", "line_section"),
      line(3, "For the whole section", "line_note"),
      line(4, "Masks", null, 13),
      line(5, "At the top of the order", "line_note", 14),
    ];
    expect([...readNotes(lines)]).toEqual([]);
  });
});
