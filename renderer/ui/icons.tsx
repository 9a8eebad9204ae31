import type { ReactNode } from "react";

/** Own 16-pixel line icons; stroke and size come from `Icon`. */
export const icons = {
  layers: (
    <>
      <path d="M8 1.8 14.2 5 8 8.2 1.8 5z" />
      <path d="m1.8 8 6.2 3.2L14.2 8" />
      <path d="m1.8 11 6.2 3.2 6.2-3.2" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="m10.5 10.5 3.7 3.7" />
    </>
  ),
  activity: (
    <>
      <path d="M1.5 8h2.7l1.9-5 3.4 10 1.9-5h3.1" />
    </>
  ),
  sliders: (
    <>
      <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
      <circle cx="10" cy="4.5" r="1.9" />
      <circle cx="6" cy="11.5" r="1.9" />
    </>
  ),
  offline: (
    <>
      <path d="M2 2l12 12M5.2 9.6a4.3 4.3 0 0 1 2.2-1M10.4 9.3l.5.4M3 7a7.6 7.6 0 0 1 2.5-1.6M8 5a7.8 7.8 0 0 1 5 2M8 12.5h.01" />
    </>
  ),
  undo: (
    <>
      <path d="M5.5 2.5 2.3 5.7l3.2 3.2" />
      <path d="M2.5 5.7h6.8a4 4 0 0 1 0 8H6" />
    </>
  ),
  redo: (
    <>
      <path d="m10.5 2.5 3.2 3.2-3.2 3.2" />
      <path d="M13.5 5.7H6.7a4 4 0 0 0 0 8H10" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M6.2 6.3c.1-1 .8-1.6 1.9-1.6s1.8.7 1.8 1.5c0 1.2-1.8 1.3-1.8 2.6M8 11.2h.01" />
    </>
  ),
  chevron: (
    <>
      <path d="m4 6.2 4 4 4-4" />
    </>
  ),
  drop: (
    <>
      <path d="M8 1.8V10M4.8 7 8 10.2 11.2 7" />
      <path d="M2 9.5v3.2A1.5 1.5 0 0 0 3.5 14.2h9a1.5 1.5 0 0 0 1.5-1.5V9.5" />
    </>
  ),
  folder: (
    <>
      <path d="M1.8 4.2A1.4 1.4 0 0 1 3.2 2.8h2.9l1.6 1.8h5.1a1.4 1.4 0 0 1 1.4 1.4v6a1.4 1.4 0 0 1-1.4 1.4H3.2A1.4 1.4 0 0 1 1.8 12z" />
    </>
  ),
  file: (
    <>
      <path d="M4.2 1.8h4.6l3.4 3.4v7.6a1.4 1.4 0 0 1-1.4 1.4H4.2a1.4 1.4 0 0 1-1.4-1.4V3.2a1.4 1.4 0 0 1 1.4-1.4z" />
      <path d="M8.6 1.8v3.6h3.6" />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="m5.2 8.3 2 2 3.7-4.2" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" />
      <path d="M8 6.4v3.4M8 11.6h.01" />
    </>
  ),
  refused: (
    <>
      <path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z" />
      <path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 7.3V11M8 5h.01" />
    </>
  ),
  close: (
    <>
      <path d="m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4" />
    </>
  ),
  check: (
    <>
      <path d="m2.8 8.5 3.4 3.4 7-7.6" />
    </>
  ),
  pause: (
    <>
      <path d="M5.5 3v10M10.5 3v10" />
    </>
  ),
  play: (
    <>
      <path d="M5 3.2v9.6L12.6 8z" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.4" />
      <path d="M10.5 3.2A1.4 1.4 0 0 0 9.2 2H3.4A1.4 1.4 0 0 0 2 3.4v5.8a1.4 1.4 0 0 0 1.2 1.3" />
    </>
  ),
  grid: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="1" />
      <path d="M6 2v12M10 2v12M2 6h12M2 10h12" />
    </>
  ),
  fit: (
    <>
      <path d="M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5" />
      <rect x="5" y="5" width="6" height="6" rx=".6" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  minus: (
    <>
      <path d="M3 8h10" />
    </>
  ),
  area: (
    <>
      <rect x="2.5" y="3.5" width="11" height="9" strokeDasharray="2.4 2" />
    </>
  ),
  panel: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.4" />
      <path d="M10 2.5v11" />
    </>
  ),
  target: (
    <>
      <circle cx="8" cy="8" r="4.6" />
      <path d="M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3" />
    </>
  ),
  more: (
    <>
      <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.6 8 3.6 14.5 8 14.5 8 12 12.4 8 12.4 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  pin: (
    <>
      <path d="M8 14.2S3.5 9.8 3.5 6.3a4.5 4.5 0 0 1 9 0c0 3.5-4.5 7.9-4.5 7.9z" />
      <circle cx="8" cy="6.3" r="1.5" />
    </>
  ),
  processor: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.4" />
      <path d="M6.5 1.8V4M9.5 1.8V4M6.5 12v2.2M9.5 12v2.2M1.8 6.5H4M1.8 9.5H4M12 6.5h2.2M12 9.5h2.2" />
    </>
  ),
  where: (
    <>
      <path d="M2.4 2.4H8V8H2.4zM8 8h5.6v5.6H8z" fill="currentColor" stroke="none" />
      <rect x="2" y="2" width="12" height="12" rx="1" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof icons;
