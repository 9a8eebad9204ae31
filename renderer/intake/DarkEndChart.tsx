import type { DarkEnd } from "../../native/contract/intake.ts";
import { count } from "../ui/format.ts";
import { darkEndBars, darkEndMarkers, darkEndSize, isCrowded } from "./darkEndBars.ts";

/** The dark end of the pixels: where it lies, and where it would lie were the offset still in. */
export function DarkEndChart({ darkEnd }: { readonly darkEnd: DarkEnd }) {
  const { width, height } = darkEndSize;
  const markers = darkEndMarkers(darkEnd);
  const { darkest, stillIn } = markers;
  return (
    <svg
      className="dark-end"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Dark end of ${darkEnd.bandName}: ${darkest.label}`}
    >
      <g className="bars">
        {darkEndBars(darkEnd).map((bar) => (
          <rect key={bar.x} {...bar} />
        ))}
      </g>
      <path className="axis" d={`M2 54.5H${width - 2}`} />
      <path className="markers" d={`M${darkest.x} 6V60${stillIn ? `M${stillIn.x} 6V60` : ""}`} />
      <g className="labels">
        <text x={darkest.labelX} y={height - 2} textAnchor={darkest.anchor}>
          {darkest.label}
        </text>
        {stillIn && (
          <>
            <text x={stillIn.x + 4} y="16">
              dark end if the
            </text>
            <text x={stillIn.x + 4} y="29">
              offset were still in
            </text>
            {!isCrowded(markers) && (
              <text x={stillIn.labelX} y={height - 2} textAnchor={stillIn.anchor}>
                {stillIn.label}
              </text>
            )}
          </>
        )}
        {darkest.anchor === "start" && (
          <text x={width - 2} y={height - 2} textAnchor="end">
            {count(darkEnd.highDigitalNumber)}
          </text>
        )}
      </g>
    </svg>
  );
}
