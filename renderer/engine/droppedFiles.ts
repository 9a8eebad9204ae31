/** A file with its place below the dropped or chosen folder, `name` alone where there is none. */
export interface NamedFile {
  readonly file: File;
  readonly name: string;
}

/** Files of a drop, folders walked. Must be called inside the drop event, which empties its items afterwards. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const loose = [...transfer.files];
  if (entries.every((entry) => entry === null)) return loose.map(named);
  const lists = await Promise.all(entries.filter((entry) => entry !== null).map(walk));
  return lists.flat();
}

/** A chosen file under the name the picker gives it. */
export function named(file: File): NamedFile {
  return { file, name: file.webkitRelativePath || file.name };
}

async function walk(entry: FileSystemEntry): Promise<readonly NamedFile[]> {
  const name = entry.fullPath.replace(/^\//, "");
  if (isFile(entry)) return [{ file: await fileOf(entry), name }];
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map(walk))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

// A reader answers at most a hundred entries a call and an empty list at the end.
async function childrenOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}
