/** A file that is no whole, plain, little-endian checkpoint; its message is "<file>: <what is wrong>". */
export class CheckpointError extends Error {
  readonly file: string;
  /** What is wrong, as a clause, without the file. */
  readonly detail: string;

  constructor(file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.name = "CheckpointError";
    this.file = file;
    this.detail = detail;
  }
}

/** What is wrong, thrown where the file's name is not known; never leaves this folder. */
export class Defect extends Error {}

const mostDetail = 600;

/** Runs `action`, naming the file in what it finds wrong. @throws CheckpointError */
export async function namingFile<Result>(file: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof Defect ? new CheckpointError(file, clip(error.message)) : error;
  }
}

/** Sentences quote names of the file, which may be of any length. */
function clip(detail: string): string {
  return detail.length <= mostDetail ? detail : `${detail.slice(0, mostDetail)}…`;
}
