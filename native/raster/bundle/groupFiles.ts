import type { Finding } from "../../../models/vocabulary/evidence.ts";
import { type FileWords, rasterPattern, readFileName } from "./fileNames.ts";
import type { Companion, SceneMember } from "./sceneSource.ts";

/** Files that belong together by their names; names only, without a folder. */
export interface FileGroup {
  readonly product: string;
  /** In the order of the bands' names; one without a name for a scene in one file. */
  readonly members: readonly SceneMember[];
  readonly companions: readonly Companion[];
  /** Files of the scene that are neither bands nor masks it can use. */
  readonly others: readonly string[];
  readonly findings: readonly Finding[];
}

interface Part extends FileWords {
  readonly fileName: string;
}

/**
 * Sorts the files of one folder into scenes by their names alone. `masks` are the files of its folder of masks, named
 * `masks/NAME`. Two bands make a scene of band files; one alone is a scene in one file. What would accompany a scene
 * that is not there is a scene in one file too: whoever opens it decides.
 */
export function groupFiles(fileNames: readonly string[], masks: readonly string[] = []): FileGroup[] {
  const parts: Part[] = [];
  const singles: string[] = [];
  const outside: Part[] = [];
  for (const fileName of fileNames) {
    const words = readFileName(fileName);
    // Beside its scene, a file that is called a mask is as often a label or a picture with a mask inside.
    const isVague = words?.role.kind === "companion" && words.role.companion === "mask";
    if (words !== null && !isVague) parts.push({ ...words, fileName });
    else if (rasterPattern.test(fileName)) singles.push(fileName);
  }
  for (const fileName of masks) {
    const words = readFileName(fileName.replace(/^.*\//, ""));
    if (words?.role.kind === "companion") outside.push({ ...words, fileName });
  }
  const byProduct = Map.groupBy(
    parts.filter(({ role }) => role.kind === "band"),
    ({ product }) => product.toLowerCase(),
  );
  const bandSets = [...byProduct.values()];
  const several = bandSets.filter((bands) => new Set(bands.map(bandOf)).size > 1);
  const alone = bandSets.filter((bands) => !several.includes(bands)).flat();
  const scenes: Draft[] = [
    ...several.map((bands) => ({ product: bands[0]!.product, bands })),
    ...[...singles, ...alone.map(({ fileName }) => fileName)].map((fileName) => ({
      product: fileName.replace(rasterPattern, "").replace(/_clip$/i, ""),
      fileName,
    })),
  ];
  const byName = new Map(scenes.toReversed().map((scene) => [scene.product.toLowerCase(), scene]));
  const claimed = Map.groupBy(
    [...parts, ...outside].filter(({ role }) => role.kind !== "band"),
    (part) => sceneOf(part, byName),
  );
  const orphans = (claimed.get(null) ?? []).filter((part) => parts.includes(part));
  return [
    ...scenes.map((scene) => groupOf(scene, claimed.get(scene) ?? [])),
    ...orphans.map(({ fileName }) => ({
      product: fileName.replace(rasterPattern, ""),
      members: [{ path: fileName, name: "" }],
      companions: [],
      others: [],
      findings: [],
    })),
  ];
}

type Draft =
  | { readonly product: string; readonly bands: readonly Part[] }
  | { readonly product: string; readonly fileName: string };

const bandOf = ({ role }: Part) => (role.kind === "band" ? role.band.toLowerCase() : "");

/** The scene of the same name. PlanetScope's masks leave out how the pixels were processed: `…_3B` for `…_3B_AnalyticMS_SR`. */
function sceneOf({ product, fileName }: Part, scenes: ReadonlyMap<string, Draft>): Draft | null {
  const said = product.toLowerCase();
  const exact = scenes.get(said);
  if (exact !== undefined || said === "" || !/udm2?/i.test(fileName)) return exact ?? null;
  const longer = [...scenes].filter(([name]) => /^[._-]/.test(restOf(name, said) ?? ""));
  return longer.length === 1 ? longer[0]![1] : null;
}

const restOf = (text: string, start: string) => (text.startsWith(start) ? text.slice(start.length) : null);

function groupOf(scene: Draft, parts: readonly Part[]): FileGroup {
  const companions = parts.flatMap(({ role, fileName, gsdMeters }) =>
    role.kind === "companion" ? [{ kind: role.companion, path: fileName, gsdMeters }] : [],
  );
  // Sen2Cor writes its classes at 20 m and at 60 m.
  companions.sort((one, other) => (one.gsdMeters ?? 0) - (other.gsdMeters ?? 0));
  const leftOut = parts.filter(({ role }) => role.kind === "left-out");
  const { members, coarser } =
    "bands" in scene
      ? finestOf(scene.bands)
      : { members: [{ path: scene.fileName, name: "" }], coarser: [] as string[] };
  return {
    product: scene.product,
    members,
    companions: companions
      .filter(({ kind }, index) => companions.findIndex((other) => other.kind === kind) === index)
      .map(({ kind, path }) => ({ kind, path })),
    others: [...leftOut.map(({ fileName }) => fileName), ...coarser],
    findings: leftOut.flatMap(({ role }) =>
      role.kind === "left-out" && role.why !== null
        ? [{ tone: "fact" as const, sentence: `${role.band} is left out: it ${role.why}.` }]
        : [],
    ),
  };
}

/** Each band once, from the file with the smallest pixels. */
function finestOf(bands: readonly Part[]): { members: SceneMember[]; coarser: string[] } {
  const sorted = bands.toSorted(
    (one, other) =>
      orderOf(one).localeCompare(orderOf(other)) || (one.gsdMeters ?? 0) - (other.gsdMeters ?? 0),
  );
  const members: SceneMember[] = [];
  const coarser: string[] = [];
  for (const [index, part] of sorted.entries()) {
    const previous = sorted[index - 1];
    if (previous !== undefined && bandOf(previous) === bandOf(part)) coarser.push(part.fileName);
    else members.push({ path: part.fileName, name: part.role.kind === "band" ? part.role.band : "" });
  }
  return { members, coarser };
}

/** B2 before B10, and B8A behind B8. */
function orderOf(part: Part): string {
  return bandOf(part).replace(/\d+/, (digits) => digits.padStart(3, "0"));
}
