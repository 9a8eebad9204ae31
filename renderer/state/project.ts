import { create } from "zustand";
import type { DeviceSummary, ProjectSummary } from "../../native/contract/engineApi.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";

interface ProjectState {
  readonly project: ProjectSummary | null;
  readonly device: DeviceSummary | null;
}

/** The open project and the device that works on it, as the engine last told. */
export const useProject = create<ProjectState>()(() => ({ project: null, device: null }));

export async function loadProject(): Promise<void> {
  try {
    useProject.setState({ project: await ask((api) => api.project(undefined)) });
    useProject.setState({ device: await ask((api) => api.device(undefined)) });
  } catch (error) {
    reportTrouble(error);
  }
}
