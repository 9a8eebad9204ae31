import type { EngineApi } from "../../native/contract/engineApi.ts";
import { type Connection, openConnection } from "./connect.ts";

/** Whether the engine can be asked right now. */
export type ConnectionState = "connecting" | "open" | "lost";

const longestPauseMilliseconds = 8_000;

let line = Promise.withResolvers<Connection>();
let state: ConnectionState = "connecting";

/** Waits for the line and asks; rejects with what the engine rejects with. */
export async function ask<Answer>(call: (api: EngineApi) => Promise<Answer>): Promise<Answer> {
  const { api } = await line.promise;
  return call(api);
}

export function isEngineThere(): boolean {
  return state === "open";
}

/** Milliseconds to wait before the next try: doubling from a quarter second, at most eight. */
export function pauseBeforeRetry(attempt: number): number {
  return Math.min(longestPauseMilliseconds, 250 * 2 ** attempt);
}

/** Keeps the line open for as long as the window lives. */
export async function keepConnected(onChange: (state: ConnectionState) => void): Promise<never> {
  for (let attempt = 0; ; attempt++) {
    try {
      const connection = await openConnection();
      attempt = 0;
      line.resolve(connection);
      change("open", onChange);
      await connection.closed;
      line = Promise.withResolvers();
    } catch {
      // A refused connection reads like a lost one; the banner says so either way.
    }
    change("lost", onChange);
    await new Promise((resolve) => setTimeout(resolve, pauseBeforeRetry(attempt)));
  }
}

function change(next: ConnectionState, onChange: (state: ConnectionState) => void): void {
  state = next;
  onChange(next);
}
