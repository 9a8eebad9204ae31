import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";

type Tone = "err" | "warn" | "ok" | "muted";

const icons: Record<Tone, IconName> = { err: "refused", warn: "warn", ok: "ok", muted: "info" };

/** A sentence that stays until it is answered; its shape tells the tone as well as its colour. */
export function Note({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <div className={`note ${tone}`}>
      <Icon name={icons[tone]} size={14} />
      <span className="sp">{children}</span>
    </div>
  );
}
