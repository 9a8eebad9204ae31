import type { CSSProperties, KeyboardEvent, PointerEvent } from "react";
import { resetSize, resize, type Sizes, useSizes } from "../state/sizes.ts";

const keyStepPixels = 16;

/** The edge of the panel or the strip: dragged, moved by arrows, reset by a double click. */
export function Splitter({ which }: { readonly which: keyof Sizes }) {
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) resize(which, which === "panel" ? box.right - event.clientX : box.bottom - event.clientY);
  };
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const change = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    resize(which, presentSize(event.currentTarget, which) + change * keyStepPixels);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr takes no keyboard
    <div
      className={`splitter for-${which}`}
      role="separator"
      tabIndex={0}
      aria-label={`Size of the ${which}`}
      aria-orientation={which === "panel" ? "vertical" : "horizontal"}
      aria-valuenow={useSizes((sizes) => sizes[which]) ?? 0}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={step}
      onDoubleClick={() => resetSize(which)}
    />
  );
}

/** The dragged sizes as the variables that the style sheet lays out by. */
export function sizeVariables({ panel, strip }: Sizes): CSSProperties {
  return {
    ...(panel === null ? {} : { "--panel": `${panel}px` }),
    ...(strip === null ? {} : { "--strip": `${strip}px` }),
  } as CSSProperties;
}

function presentSize(splitter: HTMLElement, which: keyof Sizes): number {
  const element = splitter.parentElement?.querySelector(`.${which}`);
  const box = element?.getBoundingClientRect();
  return (which === "panel" ? box?.width : box?.height) ?? 0;
}
