/// <reference types="vite/client" />
import type { DesktopBridge } from "../native/contract/wire.ts";

declare global {
  interface Window {
    /** Present in the desktop app only. */
    readonly bridge?: DesktopBridge;
  }
}
