import { cosine } from "../ui/format.ts";

const rows = ["upper", "middle", "lower"] as const;
const columns = ["left", "middle", "right"] as const;

/** The heat map for those who cannot see it: where the most and the least alike patches lie, with their cosines. */
export function whereWords(cosines: readonly number[], grid: number): string {
  const most = cosines.indexOf(Math.max(...cosines));
  const least = cosines.indexOf(Math.min(...cosines));
  return `Most like the query ${partOf(most, grid)}, cosine ${cosine(cosines[most] ?? 0)}; least ${partOf(least, grid)}, ${cosine(cosines[least] ?? 0)}.`;
}

/** Which ninth of the chip a patch lies in. */
function partOf(patch: number, grid: number): string {
  const row = rows[Math.floor((3 * Math.floor(patch / grid)) / grid)] ?? "middle";
  const column = columns[Math.floor((3 * (patch % grid)) / grid)] ?? "middle";
  return row === "middle" && column === "middle" ? "in the middle" : `at the ${row} ${column}`;
}
