import { Socket } from "node:net";
import { env, InferenceSession, listSupportedBackends, Tensor } from "onnxruntime-node";
import type { Encoder } from "../../models/encoders/encoder.ts";
import { type EncoderRef, openEncoder } from "../encoders/installed.ts";
import { ChipDecoder, chipPipe, type EmbedRequest } from "./chipPipe.ts";
import type { InferenceReply, InferenceRequest } from "./messages.ts";

// The entry of the inference process. `session.run` blocks its thread, which is why this is a process of its own.

const sessions = new Map<number, InferenceSession>();
let lastSession = 0;
let lastEncoder: { key: string; encoder: Encoder } | null = null;

async function answer(request: InferenceRequest): Promise<InferenceReply> {
  const { call } = request;
  switch (request.kind) {
    case "backends":
      if (request.isVerbose) env.logLevel = "verbose";
      return {
        call,
        kind: "backends",
        backends: listSupportedBackends(),
        runtimeVersion: process.versions.node,
      };
    case "load": {
      const options = sessionOptions(request);
      const { model } = request;
      // The library's types take a path and bytes apart.
      const session = await (typeof model === "string"
        ? InferenceSession.create(model, options)
        : InferenceSession.create(model, options));
      sessions.set(++lastSession, session);
      return { call, kind: "loaded", session: lastSession };
    }
    case "run":
      return run(request);
    case "embed":
      return embed(request);
    case "unload":
      await sessions.get(request.session)?.release();
      sessions.delete(request.session);
      return { call, kind: "unloaded" };
    default:
      return request satisfies never;
  }
}

async function run(request: InferenceRequest & { kind: "run" }): Promise<InferenceReply> {
  const session = sessions.get(request.session);
  if (session === undefined) throw new Error(`no session ${request.session}`);
  const feeds = Object.fromEntries(
    Object.entries(request.feeds).map(([name, { data, shape }]) => [
      name,
      new Tensor("float32", data, [...shape]),
    ]),
  );
  const started = performance.now();
  const results = await session.run(feeds, [...request.outputs]);
  const milliseconds = performance.now() - started;
  const outputs = Object.fromEntries(
    request.outputs.map((name) => {
      const { data, dims } = results[name]!;
      return [name, { data: data as Float32Array, shape: [...dims] }];
    }),
  );
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  return { call: request.call, kind: "ran", outputs, milliseconds, peakMemoryBytes };
}

function embed({ call, session, encoder, input, output, chips }: EmbedRequest): Promise<InferenceReply> {
  const feeds = encoderOf(encoder).prepare(chips, input);
  return run({ call, kind: "run", session, feeds, outputs: [output] });
}

/** The last one is kept: making the patch kernel of a band set takes longer than a small chip. */
function encoderOf(ref: EncoderRef): Encoder {
  const key = JSON.stringify(ref);
  if (lastEncoder?.key !== key) lastEncoder = { key, encoder: openEncoder(ref).encoder };
  return lastEncoder.encoder;
}

function sessionOptions({
  provider,
  threads,
  isForOneRun,
}: InferenceRequest & { kind: "load" }): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: env.logLevel === "verbose" ? 0 : 3,
    extra: {
      session: {
        // Spinning threads would burn the cores that decode the next chips.
        intra_op: { allow_spinning: "0" },
        // A graph that quietly ran half on the CPU would make a lie of the device shown.
        ...(provider === "cpu" ? {} : { disable_cpu_ep_fallback: "1" }),
        ...(isForOneRun ? { disable_prepacking: "1" } : {}),
      },
    },
  };
}

async function serve(request: InferenceRequest, reply: (message: InferenceReply) => void): Promise<void> {
  try {
    reply(await answer(request));
  } catch (error) {
    reply({ call: request.call, kind: "failed", message: String((error as Error | null)?.message ?? error) });
  }
}

/** Electron's side of a port, as far as it is used here. */
interface UtilityPort {
  on(event: "message", listener: (event: { data: InferenceRequest }) => void): void;
  postMessage(message: InferenceReply): void;
  start(): void;
}

interface ParentPort {
  on(event: "message", listener: (event: { ports: UtilityPort[] }) => void): void;
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (parentPort !== undefined) {
  parentPort.on("message", ({ ports: [port] }) => {
    port?.on("message", ({ data }) => void serve(data, (message) => port.postMessage(message)));
    port?.start();
  });
} else {
  const reply = (message: InferenceReply) => void process.send?.(message);
  process.on("message", (request: InferenceRequest) => void serve(request, reply));
  const decoder = new ChipDecoder((request) => void serve(request, reply));
  new Socket({ fd: chipPipe, readable: true, writable: false }).on("data", (piece) =>
    decoder.push(piece as Buffer),
  );
  process.on("disconnect", () => process.exit(0));
}
