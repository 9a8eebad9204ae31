import { describe, expect, it } from "vitest";
import {
  contentSecurityPolicy,
  isAppUrl,
  isPermitted,
  isTrustedSender,
  mayNavigate,
} from "../../../electron/policy.ts";
import { securityHeaders } from "../../../native/serve/staticFiles.ts";

const page = "argil://app/index.html";

describe("isAppUrl", () => {
  it.each([page, "argil://app/thumb/1?size=96", "argil://app"])("knows %s as ours", (address) => {
    expect(isAppUrl(address)).toBe(true);
  });

  it.each([
    "argil://app.evil/index.html",
    "argil://app:80/index.html",
    "argil://other/index.html",
    "argil:app/index.html",
    "https://app/index.html",
    "file:///index.html",
    "about:blank",
    "",
  ])("takes %s for foreign", (address) => expect(isAppUrl(address)).toBe(false));
});

describe("mayNavigate", () => {
  it("lets the page reload itself", () => {
    expect(mayNavigate(page, `${page}?again=1#top`)).toBe(true);
  });

  it.each(["argil://app/raster/1", "https://example.org/", "file:///etc/passwd", "javascript:alert(1)"])(
    "keeps the page from going to %s",
    (address) => expect(mayNavigate(page, address)).toBe(false),
  );
});

describe("isTrustedSender", () => {
  it("trusts the main frame of our page", () => {
    expect(isTrustedSender({ url: page, parent: null })).toBe(true);
  });

  it.each([
    ["a frame that is gone", null],
    ["a frame inside of our page", { url: page, parent: {} }],
    ["a foreign page", { url: "https://example.org/", parent: null }],
  ])("does not trust %s", (_name, frame) => expect(isTrustedSender(frame)).toBe(false));
});

it("permits nothing but writing to the clipboard", () => {
  const asked = [
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "fileSystem",
    "usb",
  ];
  expect(asked.filter(isPermitted)).toEqual([]);
  expect(isPermitted("clipboard-sanitized-write")).toBe(true);
});

it("forbids evaluation and everything from elsewhere in the content security policy", () => {
  expect(contentSecurityPolicy).toMatch(/^default-src 'none';/);
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
  expect(contentSecurityPolicy).toContain("script-src 'self';");
});

it("asks the same of the window in the desktop app as in the browser host", () => {
  expect(contentSecurityPolicy).toBe(securityHeaders["content-security-policy"]);
});
