import { describe, expect, it } from "vitest";
import { facts, table } from "../../../../native/cli/table.ts";

describe("table", () => {
  it("aligns words to the left and numbers to the right", () => {
    const rows = [
      ["north", 7, "a"],
      ["s", 1234, ""],
    ];
    expect(table(["scene", "chips", "note"], rows)).toBe(
      ["scene  chips  note", "north      7  a", "s       1234"].join("\n"),
    );
  });

  it("shows what is not there as a dash", () => {
    expect(table(["cloud"], [[null], [3]])).toBe("cloud\n    -\n    3");
  });

  it("is its headings alone without rows", () => {
    expect(table(["scene", "chips"], [])).toBe("scene  chips");
  });
});

describe("facts", () => {
  it("puts each name and value on a line of its own", () => {
    expect(
      facts([
        ["a", 1],
        ["long", "x"],
        ["b", null],
      ]),
    ).toBe("a     1\nlong  x\nb     -");
  });
});
