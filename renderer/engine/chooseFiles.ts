import { checkpointEndings } from "./checkpointFiles.ts";
import { type NamedFile, named } from "./droppedFiles.ts";

/** The picker offers images first; metadata beside them may be chosen too. */
const accepted = {
  files: ".tif,.tiff,.jp2,.j2k,.zip,.xml,.json,.geojson,.txt,.prj,.tfw,.wld,.msk,.ovr,image/tiff",
  weights: checkpointEndings,
};

/** Opens the browser's own picker; an empty list where the user backs out. */
export function chooseInBrowser(what: keyof typeof accepted | "folder"): Promise<readonly NamedFile[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.hidden = true;
  if (what === "folder") input.webkitdirectory = true;
  else input.accept = accepted[what];
  const choice = Promise.withResolvers<readonly NamedFile[]>();
  input.addEventListener("change", () => choice.resolve([...(input.files ?? [])].map(named)));
  input.addEventListener("cancel", () => choice.resolve([]));
  document.body.append(input);
  input.click();
  return choice.promise.finally(() => input.remove());
}
