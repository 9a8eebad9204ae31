import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { listChips } from "../../native/archive/chips.ts";
import { listScenes } from "../../native/archive/scenes.ts";
import { createEngine, type Engine } from "../../native/engine.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { type BrowserHost, serveBrowser } from "../../native/serve/serveBrowser.ts";
import { type Answer, askHost } from "./askHost.ts";
import { ingestPaths, testEmbedder } from "./ingestParts.ts";
import { tempFolder } from "./tempFolder.ts";
import { writeTinyScene } from "./tinyScene.ts";

/** A browser host over a project with one small scene, and a window that has been let in. Call at the top of a file. */
export function startHost() {
  const folder = tempFolder("serve");
  const project = join(folder, "project");
  const windowFolder = join(folder, "window");
  const scenePath = join(folder, "s2_20200601.tif");
  const embedder = testEmbedder();
  let engine: Engine;
  let served: BrowserHost;
  let firstAnswer: Answer;
  let cookie = "";

  const host = {
    folder,
    project,
    scenePath,
    engine: () => engine,
    origin: () => served.origin,
    /** The address with the one-time token, without the origin. */
    tokenPath: () => served.url.slice(served.origin.length),
    /** What the host answered to the token the first time. */
    firstAnswer: () => firstAnswer,
    cookie: () => cookie,
    localHeaders: () => ({ host: new URL(served.origin).host }),
    /** A request of the window that was let in. */
    ask: (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
      askHost(served.origin, path, { headers: { ...host.localHeaders(), cookie, ...headers } }),
    sceneId: () => listScenes(engine.archive)[0]!.id,
    chipId: () => listChips(engine.archive, {})[0]!.id,
  };

  beforeAll(async () => {
    await writeTinyScene(scenePath);
    mkdirSync(windowFolder);
    writeFileSync(join(windowFolder, "index.html"), "<!doctype html><title>Argil</title>");
    writeFileSync(join(folder, "secret.json"), '{"secret":true}');
    engine = createEngine(project, () => forkInference({}));
    await ingestPaths([scenePath], { archive: engine.archive, embedder });
    served = await serveBrowser(engine, { port: 0, windowFolder });
    firstAnswer = await askHost(served.origin, host.tokenPath(), { headers: host.localHeaders() });
    cookie = String(firstAnswer.headers["set-cookie"]?.[0]).split(";")[0]!;
  });
  afterAll(async () => {
    await served.close();
    await engine.close();
  });
  return host;
}
