import { clayReleases } from "../../models/encoders/clay/releases.ts";
import type { EncoderRelease } from "../contract/encoders.ts";

/** Checkpoints that others publish; nothing is fetched for it. */
export function listReleases(): readonly EncoderRelease[] {
  return clayReleases.map(({ id, title, license, source, url }) => ({ id, title, license, source, url }));
}
