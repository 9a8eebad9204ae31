import { useIntake } from "../state/intake.ts";
import { bytes } from "../ui/format.ts";

/** How far the copying of files to the browser host is. */
export function UploadProgress() {
  const progress = useIntake((state) => state.upload);
  if (!progress) return null;
  const { fileName, filesDone, filesTotal, bytesDone, bytesTotal } = progress;
  return (
    <div className="uploading float" role="status" aria-label="Copying files">
      <div className="row dense">
        <b className="ell sp">{fileName}</b>
        <span className="t3 n nw">
          {filesDone + 1} of {filesTotal}, {bytes(bytesDone)} of {bytes(bytesTotal)}
        </span>
      </div>
      <progress className="progress" max={Math.max(1, bytesTotal)} value={bytesDone} aria-label="Copied" />
    </div>
  );
}
