import { create } from "zustand";
import type { DeviceVerdict } from "../../native/contract/devices.ts";
import type { EngineApi } from "../../native/contract/engineApi.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";
import { loadProject } from "./project.ts";

interface DevicesState {
  readonly verdicts: readonly DeviceVerdict[];
  /** When the probes under way were asked for, null while there are none. */
  readonly askedAt: number | null;
}

/** What every provider of this computer comes to. */
export const useDevices = create<DevicesState>()(() => ({ verdicts: [], askedAt: null }));

/** What is known; a provider of which nothing is known is probed. */
export async function loadDevices(): Promise<void> {
  await follow((api) => api.devices(undefined));
}

/** Forgets what is known and probes all again. */
export async function testDevices(): Promise<void> {
  await follow((api) => api.testDevices(undefined));
  await loadProject();
}

async function follow(call: (api: EngineApi) => Promise<readonly DeviceVerdict[]>): Promise<void> {
  if (useDevices.getState().askedAt !== null) return;
  useDevices.setState({ askedAt: Date.now() });
  try {
    useDevices.setState({ verdicts: await ask(call) });
  } catch (error) {
    reportTrouble(error);
  } finally {
    useDevices.setState({ askedAt: null });
  }
}
