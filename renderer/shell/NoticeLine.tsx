import { useEffect } from "react";
import { clearNotice, useNotice } from "../state/notice.ts";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/copyText.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Note } from "../ui/Note.tsx";

const hintMilliseconds = 5000;

/** What could not be done, above the map, until it is closed; hints go by themselves. */
export function NoticeLine() {
  const notice = useNotice((state) => state.notice);
  useEffect(() => {
    if (notice.kind !== "hint") return;
    const timer = setTimeout(clearNotice, hintMilliseconds);
    return () => clearTimeout(timer);
  }, [notice]);
  if (notice.kind === "none") return null;
  return (
    <div className="banner float row" role="alert">
      <Note tone={notice.kind === "hint" ? "muted" : "err"}>
        {notice.kind === "bug" ? `This is a fault in Argil. ${firstLine(notice.text)}` : notice.sentence}
      </Note>
      {notice.kind === "bug" && (
        <Button look="quiet" size="small" icon="copy" onClick={() => copyText(notice.text)}>
          Copy details
        </Button>
      )}
      <IconButton icon="close" tiny label="Close" onClick={clearNotice} />
    </div>
  );
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
