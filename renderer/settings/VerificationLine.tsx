import type { ReactNode } from "react";
import type { EncoderSummary } from "../../native/contract/encoders.ts";
import { useEncoders } from "../state/encoders.ts";
import { Icon } from "../ui/Icon.tsx";
import { Note } from "../ui/Note.tsx";
import { useElapsed } from "../ui/useElapsed.ts";
import { verdictWords } from "./encoderWords.ts";

/** Below an encoder's row: what looking whether it is right came to. */
export function VerificationLine({ encoder }: { readonly encoder: EncoderSummary }) {
  const verification = useEncoders((state) => state.verifications.get(encoder.id));
  const seconds = useElapsed(verification?.kind === "running" ? verification.since : null);
  if (verification === undefined) return null;
  if (verification.kind === "running")
    return (
      seconds !== null && (
        <Line>
          <span className="row dense t2 n">
            <Icon name="activity" size={14} />
            Proving its files by their hashes and its numbers by a known chip, {seconds} s so far
          </span>
        </Line>
      )
    );
  if (verification.kind === "failed")
    return (
      <Line>
        <Note tone="err">{verification.sentence}</Note>
      </Line>
    );
  const { verdict } = verification;
  return (
    <Line>
      <Note tone={verdict.isRight ? "ok" : "err"}>{verdictWords(verdict)}</Note>
    </Line>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return (
    <tr className="below">
      <td colSpan={9}>{children}</td>
    </tr>
  );
}
