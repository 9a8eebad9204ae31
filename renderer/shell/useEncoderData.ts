import { useEffect, useRef } from "react";
import { search, useAnswer } from "../state/answer.ts";
import { useConnection } from "../state/connection.ts";
import { chosenEncoder, loadEncoders, useEncoders } from "../state/encoders.ts";
import { encoderTask } from "../state/encoderTask.ts";
import { useJobs } from "../state/jobs.ts";
import { useNotice } from "../state/notice.ts";
import { useView } from "../state/view.ts";
import { failureWords } from "../ui/failureWords.ts";

/** Keeps the encoders in step with the engine, and the search with the encoder. */
export function useEncoderData(): void {
  const openings = useConnection((state) => state.openings);
  const states = useJobs(({ jobs }) => jobs.map(({ id, state }) => `${id}:${state.kind}`).join());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job that ended may have made an encoder or a measurement
  useEffect(() => {
    if (openings > 0) void loadEncoders();
  }, [openings, states]);
  useSearchAgain(states);
  useFailedImports();
}

/** Asks anew where the project has another encoder, and where what had no answer may have one now. */
function useSearchAgain(jobStates: string): void {
  const inUse = useEncoders(({ encoders }) => {
    const encoder = chosenEncoder(encoders);
    return encoder && `${encoder.id} ${encoder.chosenPrecision} ${encoder.chipCount > 0}`;
  });
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isOther = before.current !== null && before.current !== inUse;
    before.current = inUse;
    if (isOther) void search();
  }, [inUse]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job that ended is what asks for the search
  useEffect(() => {
    const { answer, isSearching } = useAnswer.getState();
    if (answer === null && !isSearching) void search();
  }, [jobStates]);
}

/** An import that failed says so where the user is, unless that is where it is listed. */
function useFailedImports(): void {
  const jobs = useJobs((state) => state.jobs);
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const { room } = useView.getState();
    const ended = jobs.filter(({ id }) => running.current.has(id));
    running.current = new Set(
      jobs.filter((job) => encoderTask(job) !== null && job.state.kind === "running").map(({ id }) => id),
    );
    for (const { state } of ended)
      if (state.kind === "failed" && room !== "settings" && room !== "jobs")
        useNotice.setState({ notice: { kind: "failure", sentence: failureWords(state) } });
  }, [jobs]);
}
