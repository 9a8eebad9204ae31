import { type KeyboardEvent, type PointerEvent, useMemo } from "react";
import type { SearchAnswer } from "../../native/contract/search.ts";
import { setThreshold } from "../state/answer.ts";
import { cosine } from "../ui/format.ts";
import { histogramBars, scoreAxis, scoreToX, xToScore } from "./histogramBars.ts";

const width = 296;
const height = 84;
const keySteps: Record<string, number> = {
  ArrowLeft: -0.002,
  ArrowDown: -0.002,
  ArrowRight: 0.002,
  ArrowUp: 0.002,
  PageDown: -0.02,
  PageUp: 0.02,
};

/** All scores of a search, and the knob that says where hits begin. */
export function Histogram(props: { readonly answer: SearchAnswer; readonly threshold: number }) {
  const { answer, threshold } = props;
  const axis = scoreAxis(answer.histogram);
  const bars = useMemo(
    () => histogramBars(answer.histogram, threshold, { width, height }),
    [answer, threshold],
  );
  const knob = scoreToX(threshold, axis, width);
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    setThreshold(xToScore(((event.clientX - box.left) / box.width) * width, axis, width));
  };
  const step = (event: KeyboardEvent) => {
    const change = keySteps[event.key];
    if (change === undefined) return;
    event.preventDefault();
    setThreshold(Math.min(axis.high, Math.max(axis.low, threshold + change)));
  };
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${width} 118`}
      onPointerDown={drag}
      onPointerMove={drag}
      role="presentation"
    >
      {bars.map((bar) => (
        <rect
          key={bar.x}
          x={bar.x}
          width={bar.width}
          y={height + 8 - bar.height}
          height={bar.height}
          rx="1"
          className={bar.isKept ? "kept" : ""}
        />
      ))}
      <path d={`M0 ${height + 8.5}H${width}`} stroke="var(--line)" />
      <rect x={knob} y="8" width={width - knob} height={height} className="kept-area" />
      <path d={`M${knob} 6V96`} stroke="var(--text)" strokeWidth="1.5" />
      <circle
        cx={knob}
        cy="96"
        r="7"
        fill="#fff"
        stroke="var(--line-control)"
        role="slider"
        tabIndex={0}
        aria-label="Threshold"
        aria-valuemin={axis.low}
        aria-valuemax={axis.high}
        aria-valuenow={threshold}
        aria-valuetext={`cosine ${cosine(threshold)}`}
        onKeyDown={step}
      />
      <g fontSize="11" fill="var(--text-3)" className="n">
        <text x="0" y="116">
          {axis.low.toFixed(2)}
        </text>
        <text x={width / 2} y="116" textAnchor="middle">
          cosine
        </text>
        <text x={width} y="116" textAnchor="end">
          {axis.high.toFixed(2)}
        </text>
      </g>
    </svg>
  );
}
