/** A key hint; screen readers get keys from `aria-keyshortcuts` or the shortcuts list instead. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}
