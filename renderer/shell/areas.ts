const order = ["bar", "rail", "page", "filter", "map", "strip", "panel", "status"] as const;

/** A part of the window that F6 goes to. */
export type Area = (typeof order)[number];

/** The area after (or before) the present one among those on the screen, round and round. */
export function nextArea(present: readonly Area[], current: Area | null, step: 1 | -1): Area | null {
  const ring = order.filter((area) => present.includes(area));
  if (ring.length === 0) return null;
  const at = current === null ? (step === 1 ? -1 : 0) : ring.indexOf(current);
  return ring[(at + step + ring.length) % ring.length] ?? null;
}

/** Moves the focus to the next area on the screen. */
export function moveToArea(step: 1 | -1): void {
  const elements = new Map<Area, HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>("[data-area]")) {
    const area = order.find((name) => name === element.dataset.area);
    if (area && element.checkVisibility() && !element.closest("[inert]")) elements.set(area, element);
  }
  const inside = document.activeElement?.closest<HTMLElement>("[data-area]");
  const current = order.find((name) => name === inside?.dataset.area) ?? null;
  const next = nextArea([...elements.keys()], current, step);
  const element = next === null ? undefined : elements.get(next);
  const target = element?.tabIndex === 0 ? element : element?.querySelector<HTMLElement>(focusable);
  (target ?? element)?.focus();
}

const focusable = "button:not(:disabled), input, [tabindex='0']";
