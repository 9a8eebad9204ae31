import { ORPCError, os, type } from "@orpc/server";
import { z } from "zod";
import type { ChipId, IntakeId, JobId, SceneId } from "../../models/vocabulary/ids.ts";
import type { EngineApi } from "../contract/engineApi.ts";
import type { FailureCode, FailureData } from "../contract/wire.ts";
import { EngineError } from "../engineError.ts";

const code: FailureCode = "ENGINE_FAILURE";

/** Ids are branded strings: whether they name anything is found out where they are looked up. */
const id = <Name extends string>() => z.custom<Name>((value) => typeof value === "string");
const lonLat = z.tuple([z.number().min(-540).max(540), z.number().min(-90).max(90)]);
const bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const example = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("chip"), chipId: id<ChipId>() }),
  z.object({ kind: z.literal("place"), at: lonLat, sceneId: id<SceneId>().exactOptional() }),
]);
const searchRequest = z.object({
  like: z.array(example).min(1).max(200),
  unlike: z.array(example).max(200),
  filters: z.object({
    area: z.union([bounds, z.array(lonLat).min(4)]).exactOptional(),
    from: z.string().exactOptional(),
    to: z.string().exactOptional(),
    sensorId: z.string().exactOptional(),
  }),
  limit: z.int().min(1).max(10_000),
  minSimilarity: z.number().min(-1).max(1).exactOptional(),
  encoderId: z.string().exactOptional(),
});

const sceneChoices = z.object({
  sensorId: z.string().exactOptional(),
  acquiredAt: z.string().exactOptional(),
  offset: z.enum(["removed", "still-in"]).exactOptional(),
  scaling: z.object({ scale: z.number(), offset: z.number() }).exactOptional(),
  bandRoles: z.array(z.string()).exactOptional(),
  wavelengthsMicrometers: z.array(z.number().positive()).exactOptional(),
});
const paths = z.array(z.string()).min(1);
const encoderChoice = z.object({ encoderId: z.string(), precision: z.enum(["fp32", "fp16", "int8"]) });

/** The contract as an oRPC router: input is checked here, at the edge, and failures get their code and sentence. */
export function createRouter(api: EngineApi) {
  const procedure = os.use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const data: FailureData = { failure: error.failure, sentence: error.message };
      throw new ORPCError(code, { message: error.message, data, status: 422 });
    }
  });
  const nothing = procedure.input(type<undefined>());
  return {
    project: nothing.handler(({ input, signal }) => api.project(input, { ...(signal && { signal }) })),
    device: nothing.handler(({ input }) => api.device(input)),
    scenes: nothing.handler(({ input }) => api.scenes(input)),
    inspect: procedure.input(z.object({ path: z.string() })).handler(({ input }) => api.inspect(input)),
    chips: procedure
      .input(z.object({ sceneId: id<SceneId>(), bounds: bounds.exactOptional() }))
      .handler(({ input }) => api.chips(input)),
    chip: procedure.input(z.object({ chipId: id<ChipId>() })).handler(({ input }) => api.chip(input)),
    chipAt: procedure
      .input(z.object({ at: lonLat, sceneId: id<SceneId>().exactOptional() }))
      .handler(({ input }) => api.chipAt(input)),
    search: procedure.input(searchRequest).handler(({ input }) => api.search(input)),
    examine: procedure
      .input(z.object({ paths, choices: sceneChoices.exactOptional() }))
      .handler(async function* ({ input, signal }) {
        yield* await api.examine(input, { ...(signal && { signal }) });
      }),
    answerQuestion: procedure
      .input(z.object({ ids: z.array(id<IntakeId>()).min(1), choices: sceneChoices }))
      .handler(async function* ({ input, signal }) {
        yield* await api.answerQuestion(input, { ...(signal && { signal }) });
      }),
    rememberedAnswers: nothing.handler(({ input }) => api.rememberedAnswers(input)),
    forgetAnswer: procedure
      .input(z.object({ productType: z.string() }))
      .handler(({ input }) => api.forgetAnswer(input)),
    startIngest: procedure
      .input(
        z.object({
          paths,
          choices: z.record(z.string(), sceneChoices).exactOptional(),
          chipPixels: z.int().min(8).max(2048).exactOptional(),
        }),
      )
      .handler(({ input }) => api.startIngest(input)),
    devices: nothing.handler(({ input }) => api.devices(input)),
    testDevices: nothing.handler(({ input }) => api.testDevices(input)),
    encoders: nothing.handler(({ input }) => api.encoders(input)),
    releases: nothing.handler(({ input }) => api.releases(input)),
    chooseEncoder: procedure.input(encoderChoice).handler(({ input }) => api.chooseEncoder(input)),
    removeEncoder: procedure
      .input(z.object({ encoderId: z.string() }))
      .handler(({ input }) => api.removeEncoder(input)),
    verifyEncoder: procedure.input(encoderChoice).handler(({ input }) => api.verifyEncoder(input)),
    whereInChips: procedure
      .input(
        z.object({
          chipIds: z.array(id<ChipId>()).min(1).max(64),
          query: searchRequest.omit({ limit: true }),
        }),
      )
      .handler(({ input }) => api.whereInChips(input)),
    startImport: procedure
      .input(
        z.object({
          path: z.string(),
          id: z.string().exactOptional(),
          heads: z.int().min(1).max(1024).exactOptional(),
          options: z
            .object({
              placeOrder: z.enum(["lat-first", "lon-first"]).exactOptional(),
              hour: z.enum(["as-acquired", "noon"]).exactOptional(),
              placeAndTime: z.enum(["known", "unknown"]).exactOptional(),
            })
            .exactOptional(),
        }),
      )
      .handler(({ input }) => api.startImport(input)),
    startDownload: procedure
      .input(z.object({ releaseId: z.string() }))
      .handler(({ input }) => api.startDownload(input)),
    startReembed: nothing.handler(({ input }) => api.startReembed(input)),
    startComparison: procedure.input(encoderChoice).handler(({ input }) => api.startComparison(input)),
    startDemo: nothing.handler(({ input }) => api.startDemo(input)),
    cancelJob: procedure.input(z.object({ jobId: id<JobId>() })).handler(({ input }) => api.cancelJob(input)),
    resumeJob: procedure.input(z.object({ jobId: id<JobId>() })).handler(({ input }) => api.resumeJob(input)),
    dismissJob: procedure
      .input(z.object({ jobId: id<JobId>() }))
      .handler(({ input }) => api.dismissJob(input)),
    watchJobs: nothing.handler(async function* ({ input, signal }) {
      yield* await api.watchJobs(input, { ...(signal && { signal }) });
    }),
  };
}
