import { describe, expect, it } from "vitest";
import { parseRange } from "../../../../native/serve/pictures.ts";

describe("parseRange", () => {
  it.each([
    ["bytes=0-99", { from: 0, to: 99 }],
    ["bytes=900-", { from: 900, to: 999 }],
    ["bytes=-100", { from: 900, to: 999 }],
    ["bytes=-5000", { from: 0, to: 999 }],
    ["bytes=990-5000", { from: 990, to: 999 }],
    ["bytes=999-999", { from: 999, to: 999 }],
    ["bytes=1000-", "unsatisfiable"],
    ["bytes=50-40", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
  ])("reads %s of 1000 bytes", (header, range) => {
    expect(parseRange(header, 1000)).toEqual(range);
  });

  it.each([null, "", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "bytes=-1-2"])(
    "leaves out %j, which it does not honour",
    (header) => {
      expect(parseRange(header, 1000)).toBeNull();
    },
  );

  it("finds nothing to give of an empty file", () => {
    expect(parseRange("bytes=0-0", 0)).toBe("unsatisfiable");
  });
});
