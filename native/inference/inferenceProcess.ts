import { Socket } from "node:net";
import { InferenceSession, listSupportedBackends, Tensor } from "onnxruntime-node";
import { encoders } from "../../models/encoders/index.ts";
import { ChipDecoder, chipPipe, type EmbedRequest } from "./chipPipe.ts";
import type { InferenceReply, InferenceRequest, Provider } from "./messages.ts";

// The entry of the inference process. `session.run` blocks its thread, which is why this is a process of its own.

const sessions = new Map<number, InferenceSession>();
let lastSession = 0;

async function answer(request: InferenceRequest): Promise<InferenceReply> {
  const { call } = request;
  switch (request.kind) {
    case "backends":
      return {
        call,
        kind: "backends",
        backends: listSupportedBackends(),
        runtimeVersion: process.versions.node,
      };
    case "load": {
      const session = await InferenceSession.create(
        request.model,
        sessionOptions(request.provider, request.threads),
      );
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
  const output = (await session.run(feeds, [request.output]))[request.output]!;
  const milliseconds = performance.now() - started;
  const tensor = { data: output.data as Float32Array, shape: [...output.dims] };
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  return { call: request.call, kind: "ran", output: tensor, milliseconds, peakMemoryBytes };
}

function embed({
  call,
  session,
  encoderId,
  bands,
  chipPixels,
  chips,
}: EmbedRequest): Promise<InferenceReply> {
  const encoder = encoders.find(({ card }) => card.id === encoderId);
  if (encoder === undefined) throw new Error(`no encoder ${encoderId}`);
  const feeds = encoder.prepare(chips, { bands, chipPixels });
  return run({ call, kind: "run", session, feeds, output: encoder.embeddingOutput });
}

function sessionOptions(provider: Provider, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: {
      session: {
        // Spinning threads would burn the cores that decode the next chips.
        intra_op: { allow_spinning: "0" },
        // A graph that quietly ran half on the CPU would make a lie of the device shown.
        ...(provider === "cpu" ? {} : { disable_cpu_ep_fallback: "1" }),
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
