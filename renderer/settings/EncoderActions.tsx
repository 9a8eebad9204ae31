import { Menu } from "@mantine/core";
import { useState } from "react";
import type { EncoderSummary } from "../../native/contract/encoders.ts";
import {
  chooseEncoder,
  embedProjectWith,
  removeEncoder,
  useEncoders,
  verifyEncoder,
} from "../state/encoders.ts";
import { useProject } from "../state/project.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { chipsToEmbed, removalWords } from "./encoderWords.ts";

/** What can be done with an encoder: the next step and the proof as buttons, the rest in a menu. */
export function EncoderActions({ encoder }: { readonly encoder: EncoderSummary }) {
  const [isRemoving, setIsRemoving] = useState(false);
  const isVerifying = useEncoders((state) => state.verifications.get(encoder.id)?.kind === "running");
  const projectChips = useProject((state) => state.project?.chipCount ?? 0);
  const toEmbed = chipsToEmbed(encoder, projectChips);
  const { id, title, chosenPrecision, damage, isBuiltIn } = encoder;
  const canUse = chosenPrecision === null && damage === null;
  const canEmbed = toEmbed > 0 && damage === null;
  return (
    <span className="row encoder-actions">
      {canUse && (
        <Button size="small" onClick={() => void chooseEncoder(id, "fp32")}>
          Use
        </Button>
      )}
      {canEmbed && chosenPrecision !== null && (
        <Button size="small" onClick={() => void embedProjectWith(encoder)}>
          Embed {plural(toEmbed, "chip")}
        </Button>
      )}
      <Button look="quiet" size="small" disabled={isVerifying} onClick={() => void verifyEncoder(encoder)}>
        {isVerifying ? "Verifying" : "Verify"}
      </Button>
      {(!isBuiltIn || (canEmbed && canUse)) && (
        <Menu position="bottom-end" offset={4} classNames={{ dropdown: "menu", item: "menu-item" }}>
          <Menu.Target>
            <button type="button" className="ib tiny" aria-label={`More for ${title}`}>
              <Icon name="more" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {canEmbed && canUse && (
              <Menu.Item onClick={() => void embedProjectWith(encoder)}>Embed this project with it</Menu.Item>
            )}
            {!isBuiltIn && <Menu.Item onClick={() => setIsRemoving(true)}>Remove</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {isRemoving && (
        <ConfirmDialog
          title={`Remove ${title}?`}
          confirm="Delete the weights"
          keep="Keep it"
          onConfirm={() => void removeEncoder(id)}
          onClose={() => setIsRemoving(false)}
        >
          {removalWords(encoder)}
        </ConfirmDialog>
      )}
    </span>
  );
}
