import { type IconName, icons } from "./icons.tsx";

/** A line icon; decoration only, the words stand beside it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {icons[name]}
    </svg>
  );
}
