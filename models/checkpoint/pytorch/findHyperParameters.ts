import type { PickleValue } from "../pickle/values.ts";
import { toPlainValue } from "./toPlainValue.ts";

/** What Lightning keeps of the arguments that a model was made with. @throws Defect as `toPlainValue`. */
export function findHyperParameters(top: PickleValue): Readonly<Record<string, unknown>> {
  const found = top instanceof Map ? top.get("hyper_parameters") : undefined;
  return found instanceof Map ? (toPlainValue(found) as Record<string, unknown>) : {};
}
