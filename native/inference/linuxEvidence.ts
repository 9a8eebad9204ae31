import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A file without its content. */
export interface FileMark {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

/** PCI ids, as `0x10de`. */
export interface PciIds {
  readonly vendorId: string;
  readonly deviceId: string;
}

export interface LinuxEvidence {
  readonly gpus: readonly PciIds[];
  /** The loaded kernel driver; null without one. */
  readonly nvidia: { readonly driverVersion: string; readonly models: readonly string[] } | null;
  readonly hasCudaDriver: boolean;
  readonly hasVulkanLoader: boolean;
  /** File names of the installed Vulkan drivers. */
  readonly vulkanDrivers: readonly string[];
}

/** Reads it below a folder that stands for `/`. Sources: sysfs and procfs as the kernel and NVIDIA's driver lay them out. */
export async function readLinuxEvidence(root: string): Promise<LinuxEvidence> {
  return {
    gpus: await readGpus(root),
    nvidia: await readNvidia(root),
    hasCudaDriver: await hasLibrary(root, "libcuda.so.1"),
    hasVulkanLoader: await hasLibrary(root, "libvulkan.so.1"),
    vulkanDrivers: await readVulkanDrivers(root),
  };
}

/** Files of a folder in order of their names. */
export async function markFiles(
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<FileMark[]> {
  const names = (await listFolder(folder)).filter(isWanted);
  const marks = await Promise.all(
    names.map(async (name) => {
      const entry = await stat(join(folder, name)).catch(() => null);
      return entry?.isFile() ? [{ name, sizeBytes: entry.size, modifiedAt: entry.mtime.toISOString() }] : [];
    }),
  );
  return marks.flat();
}

/** PCI class 0x03 is display; containers often show the bus but no /sys/class/drm, small boards the other way round. */
async function readGpus(root: string): Promise<PciIds[]> {
  const bus = join(root, "sys/bus/pci/devices");
  const onBus = await Promise.all(
    (await listFolder(bus)).map(async (name) =>
      (await readText(join(bus, name, "class")))?.startsWith("0x03") ? readIds(join(bus, name)) : [],
    ),
  );
  if (onBus.flat().length > 0) return onBus.flat();
  const drm = join(root, "sys/class/drm");
  const cards = (await listFolder(drm)).filter((name) => /^card\d+$/.test(name));
  return (await Promise.all(cards.map((name) => readIds(join(drm, name, "device"))))).flat();
}

async function readIds(folder: string): Promise<PciIds[]> {
  const [vendorId, deviceId] = await Promise.all([
    readText(join(folder, "vendor")),
    readText(join(folder, "device")),
  ]);
  return vendorId === null || deviceId === null ? [] : [{ vendorId, deviceId }];
}

async function readNvidia(root: string): Promise<LinuxEvidence["nvidia"]> {
  const folder = join(root, "proc/driver/nvidia");
  const said = await readText(join(folder, "version"));
  const driverVersion = said && /NVRM version:.*?\s(\d+\.\d+(?:\.\d+)?)\s/.exec(said)?.[1];
  if (!driverVersion) return null;
  const informed = await Promise.all(
    (await listFolder(join(folder, "gpus"))).map((gpu) => readText(join(folder, "gpus", gpu, "information"))),
  );
  const models = informed.flatMap((text) => /^Model:\s*(.+?)\s*$/m.exec(text ?? "")?.[1] ?? []);
  return { driverVersion, models };
}

const libraryFolders = [
  "usr/lib/x86_64-linux-gnu",
  "usr/lib/aarch64-linux-gnu",
  "usr/lib64",
  "usr/lib",
  "usr/local/lib",
  // NixOS and WSL keep the GPU's libraries apart.
  "run/opengl-driver/lib",
  "usr/lib/wsl/lib",
];

async function hasLibrary(root: string, name: string): Promise<boolean> {
  for (const folder of libraryFolders)
    if ((await stat(join(root, folder, name)).catch(() => null)) !== null) return true;
  // The loader's list covers every other folder; names in it end with a zero byte.
  const cache = await readFile(join(root, "etc/ld.so.cache")).catch(() => Buffer.alloc(0));
  return cache.includes(`${name}\0`);
}

async function readVulkanDrivers(root: string): Promise<string[]> {
  const folders = ["usr/share/vulkan/icd.d", "usr/local/share/vulkan/icd.d", "etc/vulkan/icd.d"];
  return (await Promise.all(folders.map((folder) => listFolder(join(root, folder))))).flat();
}

async function listFolder(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function readText(file: string): Promise<string | null> {
  return (await readFile(file, "utf8").catch(() => null))?.trim() ?? null;
}
