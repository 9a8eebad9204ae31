/** The one origin of the window: page, pictures and rasters. */
export const appOrigin = "argil://app";

/** As a response header on every page file; Mantine and React need inline styles, nothing needs eval. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; " +
  "base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'";

/** True for addresses of our own page. Not `URL.origin`: Node says "null" for schemes that it does not know. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === appOrigin;
}

/** Only a reload of the page itself; everything else stays where it is. */
export function mayNavigate(from: string, to: string): boolean {
  return isAppUrl(from) && isAppUrl(to) && URL.parse(from)?.pathname === URL.parse(to)?.pathname;
}

/** A message counts only from the main frame of our page; the frame itself is null after a navigation. */
export function isTrustedSender(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** All that a page may ask of Electron beyond being a page: putting text on the clipboard after a click. */
export function isPermitted(permission: string): boolean {
  return permission === "clipboard-sanitized-write";
}
