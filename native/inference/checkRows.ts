import type { EncoderTensor } from "../../models/encoders/encoder.ts";
import { EngineError } from "../engineError.ts";
import type { Provider } from "./messages.ts";

/**
 * Some providers only log that a run failed (lost device, no memory) and answer with whatever is in the buffer.
 * @throws EngineError `device-failed` on a chip without numbers, or with nothing but zeros.
 */
export function checkRows({ data, shape }: EncoderTensor, provider: Provider): void {
  const [count = 0] = shape;
  const length = data.length / count;
  for (let row = 0; row < count; row += 1) {
    let squares = 0;
    for (let index = row * length; index < (row + 1) * length; index += 1)
      squares += data[index]! * data[index]!;
    if (Number.isFinite(squares) && squares > 0) continue;
    throw new EngineError({
      kind: "device-failed",
      detail: `${provider} answered ${squares === 0 ? "zeros" : "no numbers"} for chip ${row + 1} of ${count}`,
    });
  }
}
