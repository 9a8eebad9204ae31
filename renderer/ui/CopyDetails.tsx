import { Button } from "./Button.tsx";
import { copyText } from "./copyText.ts";

/** Puts all that is known of something on the clipboard, as JSON, for whoever is asked for help. */
export function CopyDetails({ of }: { readonly of: unknown }) {
  return (
    <Button look="quiet" size="small" icon="copy" onClick={() => copyText(JSON.stringify(of, null, 2))}>
      Copy details
    </Button>
  );
}
