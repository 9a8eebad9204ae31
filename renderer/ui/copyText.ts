/** Puts text on the clipboard; where the host forbids that, nothing happens and nothing breaks. */
export function copyText(text: string): void {
  void navigator.clipboard?.writeText(text).catch(() => undefined);
}
