import { create } from "zustand";
import { type ConnectionState, keepConnected } from "../engine/engine.ts";

interface Line {
  readonly state: ConnectionState;
  /** Counts how often the line came up, so that what was loaded over a former one is loaded again. */
  readonly openings: number;
}

export const useConnection = create<Line>()(() => ({ state: "connecting", openings: 0 }));

/** Starts the line to the engine; called once by the shell. */
export function connect(): void {
  void keepConnected((state) =>
    useConnection.setState((before) => ({
      state,
      openings: before.openings + (state === "open" ? 1 : 0),
    })),
  );
}
