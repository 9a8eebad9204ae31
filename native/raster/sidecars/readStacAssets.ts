import { openFileSource } from "../files/byteSource.ts";
import { readText } from "../files/readText.ts";
import { assetFileNames, parseStacItem } from "./stac.ts";

const mostBytes = 4 * 1024 * 1024;

/** File names that a STAC item lists; null where the file is none, or cannot be read. */
export async function readStacAssets(path: string): Promise<ReadonlySet<string> | null> {
  try {
    const source = await openFileSource(path);
    try {
      const item = parseStacItem(await readText(source, mostBytes));
      return item === null ? null : assetFileNames(item);
    } finally {
      await source.close();
    }
  } catch {
    return null;
  }
}
