import type { KeyboardEvent } from "react";

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrows, Home and End walk from card to card while one of them, not a control inside it, has the focus. */
export function moveAmongCards(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = steps[event.key];
  const here = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
  if (!step || !list || !here || !isStop(event.target as HTMLElement, here)) return;
  const cards = [...list.querySelectorAll<HTMLElement>("[data-card]")];
  const next = cards[step(cards.indexOf(here), cards.length - 1)];
  event.preventDefault();
  if (next) stopOf(next)?.focus();
}

/** A card takes the focus itself, a row by its button. */
function stopOf(card: HTMLElement): HTMLElement | null {
  return card.tabIndex === 0 ? card : card.querySelector("button");
}

function isStop(target: HTMLElement, card: HTMLElement): boolean {
  return target === stopOf(card);
}
