import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { useFilters } from "../state/filters.ts";
import { useScenes } from "../state/scenes.ts";
import { type DateTick, dateTicks, nearestTick, rangeWords, yearMarks } from "./dateTicks.ts";

const width = 226;

/** The range of dates to search: a tick a day with scenes, and a knob at each end. */
export function DateBrush() {
  const scenes = useScenes((state) => state.scenes);
  const ticks = useMemo(() => dateTicks(scenes), [scenes]);
  const { from, to } = useFilters();
  const [dragged, setDragged] = useState<"from" | "to">("from");
  const last = ticks.length - 1;
  if (last < 1) return <b className="dense n">{ticks[0]?.day ?? "No dates yet"}</b>;
  const low =
    from === null
      ? 0
      : Math.max(
          0,
          ticks.findIndex((tick) => tick.day >= from),
        );
  const high =
    to === null
      ? last
      : Math.max(
          low,
          ticks.findLastIndex((tick) => tick.day <= to),
        );
  const move = (side: "from" | "to", index: number) => {
    const clamped =
      side === "from" ? Math.min(high, Math.max(0, index)) : Math.max(low, Math.min(last, index));
    const isOpen = side === "from" ? clamped === 0 : clamped === last;
    useFilters.setState({ [side]: isOpen ? null : (ticks[clamped]?.day ?? null) });
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const position = (event.clientX - box.left) / box.width;
    const isStart = event.type === "pointerdown";
    const side = isStart ? nearerSide(ticks, low, high, position) : dragged;
    if (isStart) event.currentTarget.setPointerCapture(event.pointerId);
    if (isStart) setDragged(side);
    move(side, nearestTick(ticks, position));
  };
  const x = (i: number) => (ticks[i]?.position ?? 0) * width;
  return (
    <>
      <b className="dense n nw">{rangeWords(ticks[low]?.day ?? "", ticks[high]?.day ?? "")}</b>
      <svg
        className="date-brush"
        viewBox={`0 0 ${width} 30`}
        role="presentation"
        onPointerDown={point}
        onPointerMove={point}
      >
        <rect x={x(low)} y="3" width={x(high) - x(low)} height="15" rx="3" fill="var(--bg-selected)" />
        {ticks.map((tick, i) => (
          <path
            key={tick.day}
            d={`M${x(i)} ${Math.max(6, 13 - 3 * tick.sceneCount)}V17`}
            stroke={i >= low && i <= high ? "var(--accent-text)" : "var(--text-3)"}
            strokeWidth="1.6"
          />
        ))}
        <path d={`M0 18.5H${width}`} stroke="var(--line)" />
        <Knob side="from" ticks={ticks} index={low} x={x(low)} move={move} />
        <Knob side="to" ticks={ticks} index={high} x={x(high)} move={move} />
        <g fontSize="10" fill="var(--text-3)">
          {yearMarks(ticks).map(({ year, position }) => (
            <text key={year} x={position * width} y="29">
              {year}
            </text>
          ))}
        </g>
      </svg>
    </>
  );
}

interface KnobProps {
  readonly side: "from" | "to";
  readonly ticks: readonly DateTick[];
  readonly index: number;
  readonly x: number;
  readonly move: (side: "from" | "to", index: number) => void;
}

function Knob({ side, ticks, index, x, move }: KnobProps) {
  const step = (event: KeyboardEvent) => {
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: ticks.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(side, to);
  };
  return (
    <rect
      x={x - 2}
      y="2"
      width="4"
      height="17"
      rx="2"
      fill="var(--accent-text)"
      role="slider"
      tabIndex={0}
      aria-label={side === "from" ? "First date" : "Last date"}
      aria-valuemin={0}
      aria-valuemax={ticks.length - 1}
      aria-valuenow={index}
      aria-valuetext={ticks[index]?.day ?? ""}
      onKeyDown={step}
    />
  );
}

function nearerSide(ticks: readonly DateTick[], low: number, high: number, position: number): "from" | "to" {
  const gap = (i: number) => Math.abs((ticks[i]?.position ?? 0) - position);
  return gap(low) < gap(high) ? "from" : "to";
}
