import { useEffect, useState } from "react";
import { copyText } from "./copyText.ts";

const saidMilliseconds = 1500;

interface CopyTextProps {
  readonly text: string;
  /** What is seen of it; the whole where nothing is given. */
  readonly shown?: string;
  /** What it is, for the name of the button. */
  readonly what: string;
}

/** A text that a click copies: hashes and addresses, which are for other programs. */
export function CopyText({ text, shown = text, what }: CopyTextProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), saidMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      className="copy-text mono"
      title={text}
      aria-label={isCopied ? `${what} copied` : `Copy ${what}`}
      onClick={() => {
        copyText(text);
        setIsCopied(true);
      }}
    >
      {isCopied ? "copied" : shown}
    </button>
  );
}
