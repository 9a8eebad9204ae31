import { useState } from "react";
import type { EncoderSummary } from "../../native/contract/encoders.ts";
import { CopyText } from "../ui/CopyText.tsx";
import { count } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Note } from "../ui/Note.tsx";
import { EncoderActions } from "./EncoderActions.tsx";
import { EncoderCard } from "./EncoderCard.tsx";
import { chipsInArchive, encoderTag, shortHash, sizeOnDisk } from "./encoderWords.ts";
import { VerificationLine } from "./VerificationLine.tsx";

/** An encoder in one row, with its card below when it is opened. */
export function EncoderRow({ encoder }: { readonly encoder: EncoderSummary }) {
  const [isOpen, setIsOpen] = useState(false);
  const { id, title, damage } = encoder;
  const tag = encoderTag(encoder);
  return (
    <tbody aria-label={title} className={isOpen ? "open" : ""}>
      <tr className="n">
        <th scope="row">
          <button
            type="button"
            className="encoder-name"
            aria-expanded={isOpen}
            aria-controls={`encoder-${id}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name="chevron" size={12} />
            <b title={title}>{title}</b>
          </button>
        </th>
        <td>
          <span className={`tag ${tag.tone}`}>
            {tag.tone === "ok" && <Icon name="check" size={12} />}
            {tag.tone === "err" && <Icon name="refused" size={12} />}
            {tag.words}
          </span>
        </td>
        <td className="at-wide">{count(encoder.dimensions)}</td>
        <td className="at-wider nw">any, {encoder.defaultChipPixels} px</td>
        <td className="at-wide nw">
          <CopyText
            text={encoder.sha256}
            shown={shortHash(encoder.sha256)}
            what={`the SHA-256 of ${title}`}
          />
        </td>
        <td className="nw">{sizeOnDisk(encoder)}</td>
        <td className="nw">{chipsInArchive(encoder)}</td>
        <td className="at-wider licence ell" title={encoder.license}>
          {encoder.license}
        </td>
        <td>
          <EncoderActions encoder={encoder} />
        </td>
      </tr>
      {damage !== null && (
        <tr className="below">
          <td colSpan={9}>
            <Note tone="err">{damage}</Note>
          </td>
        </tr>
      )}
      <VerificationLine encoder={encoder} />
      {isOpen && (
        <tr className="below" id={`encoder-${id}`}>
          <td colSpan={9}>
            <EncoderCard encoder={encoder} />
          </td>
        </tr>
      )}
    </tbody>
  );
}
