import type { DarkEnd } from "../../native/contract/intake.ts";
import { count } from "../ui/format.ts";

export const darkEndSize = { width: 252, height: 74 } as const;

const [left, right, base, top] = [2, 250, 54, 7];
/** What the European Space Agency adds to every value from processing baseline 04.00 on. */
const addedOffset = 1000;

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A value marked on the axis. */
export interface Marker {
  readonly x: number;
  readonly label: string;
  readonly labelX: number;
  readonly anchor: "start" | "middle" | "end";
}

/** The dark end of the pixels as bars, the highest as high as the chart. */
export function darkEndBars({ counts }: DarkEnd): readonly Bar[] {
  const highest = Math.max(1, ...counts);
  const step = (right - left) / counts.length;
  return counts.map((value, bin) => {
    const height = (value / highest) * (base - top);
    return { x: left + bin * step, y: base - height, width: Math.max(0.5, step - 1), height };
  });
}

/** Where the darkest percent lies, and where it would lie had the offset not been taken out. */
export function darkEndMarkers(darkEnd: DarkEnd): {
  readonly darkest: Marker;
  readonly stillIn: Marker | null;
} {
  const { darkestPercentDigitalNumber: darkest, highDigitalNumber: high } = darkEnd;
  const at = (value: number) => left + (Math.min(Math.max(0, value), high) / high) * (right - left);
  const label = `DN ${count(darkest)}, darkest 1 %`;
  const isLeft = at(darkest) < 0.55 * right;
  return {
    darkest: {
      x: at(darkest),
      label,
      labelX: isLeft ? Math.max(left, at(darkest) - 8) : Math.min(right, at(darkest) + 8),
      anchor: isLeft ? "start" : "end",
    },
    stillIn:
      addedOffset < high
        ? { x: at(addedOffset), label: count(addedOffset), labelX: at(addedOffset), anchor: "middle" }
        : null,
  };
}

/** True where two labels under the axis would run into each other. */
export function isCrowded({ darkest, stillIn }: ReturnType<typeof darkEndMarkers>): boolean {
  if (stillIn === null) return false;
  const labelWidth = darkest.label.length * 5.4;
  const [from, to] =
    darkest.anchor === "start"
      ? [darkest.labelX, darkest.labelX + labelWidth]
      : [darkest.labelX - labelWidth, darkest.labelX];
  return stillIn.x > from - 18 && stillIn.x < to + 18;
}
