import type { DeviceSummary } from "../../native/contract/engineApi.ts";
import { providerName, rate } from "./format.ts";

/** Why no faster device is used: the note first, each reason once. */
export function whyNotFaster({ note, passedOver }: DeviceSummary): readonly string[] {
  return [...new Set([...(note === null ? [] : [note]), ...passedOver.map(({ reason }) => reason)])];
}

/** `ok`, `warn` where a faster device was passed over, `noted` where there is something else to say. */
export function deviceTone({ note, passedOver }: DeviceSummary): "ok" | "warn" | "noted" {
  if (passedOver.length > 0) return "warn";
  return note === null ? "ok" : "noted";
}

/** `CPU works: Intel Xeon, fp16, 12.0 chips/s, self-test cosine 1.00000`. */
export function deviceWords(device: DeviceSummary): string {
  const parts = [
    device.device,
    device.precision === "fp32" ? "" : device.precision,
    device.chipsPerSecond === null ? "" : `${rate(device.chipsPerSecond)} chips/s`,
    device.selfTestCosine === null ? "" : `self-test cosine ${device.selfTestCosine.toFixed(5)}`,
  ];
  return `${providerName(device.provider)} works: ${parts.filter(Boolean).join(", ")}`;
}
