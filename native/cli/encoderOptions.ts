import { type Command, Option } from "commander";
import type { Precision } from "../../models/encoders/encoder.ts";
import type { DeviceProvider } from "../contract/devices.ts";
import { parseInteger } from "./parse.ts";

/** Which encoder, how exact, and on what. */
export interface EncoderOptions {
  readonly encoder?: string;
  readonly precision?: Precision;
  readonly provider?: DeviceProvider;
  readonly threads?: number;
}

const precisionOption = () =>
  new Option("--precision <kind>", "fp32, or fp16 and int8 once measured (argil encoder measure)").choices([
    "fp32",
    "fp16",
    "int8",
  ]);

/** The options that say where a network runs. */
export function addDeviceOptions(command: Command): Command {
  return command
    .addOption(precisionOption())
    .addOption(
      new Option(
        "--provider <name>",
        "take this one, whatever its probe said (default: the fastest that passes)",
      ).choices(["cuda", "dml", "coreml", "webgpu", "cpu"]),
    )
    .option("--threads <count>", "processor threads (default: all)", parseInteger("--threads", 1, 1024));
}

export function addEncoderOptions(command: Command): Command {
  return addDeviceOptions(
    command.option("--encoder <id>", "encoder (default: the project's; see argil encoder list)"),
  );
}

/** What was asked of the encoder. */
export const askedOf = ({ encoder, precision }: EncoderOptions) => ({
  ...(encoder !== undefined && { encoderId: encoder }),
  ...(precision !== undefined && { precision }),
});

/** What was asked of the device. */
export const deviceOf = ({ provider, threads }: EncoderOptions) => ({
  ...(provider !== undefined && { provider }),
  ...(threads !== undefined && { threads }),
});
