import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { DeviceVerdict } from "../contract/devices.ts";

/** Verdicts and the evidence that they hold for. */
export interface DeviceFile {
  readonly key: string;
  readonly verdicts: readonly DeviceVerdict[];
}

const verdict: z.ZodType<DeviceVerdict> = z.object({
  provider: z.enum(["cuda", "dml", "coreml", "webgpu", "cpu"]),
  title: z.string(),
  works: z.boolean(),
  reason: z.string(),
  isHardwareThere: z.boolean(),
  device: z.string().nullable(),
  isSoftware: z.boolean(),
  precisions: z.array(z.enum(["fp32", "fp16"])),
  attention: z.enum(["plain", "fused"]),
  findings: z.array(
    z.object({ tone: z.enum(["fact", "supports", "doubts", "rules-out"]), sentence: z.string() }),
  ),
  stage: z.enum(["start", "backends", "created", "ran", "agrees", "released"]),
  cosineSimilarity: z.number().nullable(),
  largestDifference: z.number().nullable(),
  milliseconds: z.number(),
  probedAt: z.iso.datetime(),
});
const deviceFile = z.object({ key: z.string(), verdicts: z.array(verdict) });

/** Null where the file is missing, cannot be read or is not one of ours. */
export async function readDeviceFile(file: string): Promise<DeviceFile | null> {
  try {
    return deviceFile.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/** Writes it whole or not at all. A disk that refuses it costs a probe at the next start and nothing else. */
export async function writeDeviceFile(file: string, content: DeviceFile): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`);
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
