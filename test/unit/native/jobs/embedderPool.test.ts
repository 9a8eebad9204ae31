import { expect, it } from "vitest";
import { EmbedderPool } from "../../../../native/jobs/embedderPool.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { chipsOf, fakeComputer, fakeEncoder, input } from "../inference/fakeDevices.ts";

const folder = tempFolder("embedder-pool");
const [one, other] = [fakeEncoder({}, "one"), fakeEncoder({}, "other")];

function openPool() {
  const { parts, seen } = fakeComputer(folder);
  const pool = new EmbedderPool(parts);
  const embedWith = (installed: typeof one, until: Promise<unknown> = Promise.resolve()) =>
    pool.use(installed, async (embedder) => {
      await embedder.embed(chipsOf(1), input);
      await until;
      return embedder;
    });
  return { pool, seen, embedWith };
}

it("keeps the encoder that was used last loaded", async () => {
  const { pool, seen, embedWith } = openPool();
  expect(pool.loaded(one)).toBeNull();
  const first = await embedWith(one);
  expect(await embedWith(one)).toBe(first);
  expect([pool.loaded(one), seen.started, seen.ended]).toEqual([first, 1, 0]);
});

it("ends the process of an idle one before another is loaded", async () => {
  const { pool, seen, embedWith } = openPool();
  await embedWith(one);
  await pool.use(other, async () => expect([seen.ended, pool.loaded(one)]).toEqual([1, null]));
});

it("leaves one that is in use alone until its work is done", async () => {
  const { pool, seen, embedWith } = openPool();
  const { promise, resolve } = Promise.withResolvers<void>();
  const busy = embedWith(one, promise);
  await embedWith(other);
  expect([seen.started, seen.ended]).toEqual([2, 0]);
  resolve();
  await busy;
  expect([seen.ended, pool.loaded(one), pool.loaded(other)]).toEqual([1, null, expect.anything()]);
});

it("tells precisions of one encoder apart", async () => {
  const { pool } = openPool();
  const inFolder = (precision: "fp32" | "int8") => ({
    ...one,
    ref: { kind: "folder" as const, folder: "/encoders/one", precision },
  });
  await pool.use(inFolder("int8"), async () => undefined);
  expect(pool.loaded(inFolder("fp32"))).toBeNull();
  expect(pool.loaded(inFolder("int8"))).not.toBeNull();
});

it("does not take one encoder for another that has its place since", async () => {
  const { pool, seen, embedWith } = openPool();
  await embedWith(one);
  const heir = { ...fakeEncoder({ spaceKey: () => "other weights" }), ref: one.ref };
  expect(pool.loaded(heir)).toBeNull();
  await embedWith(heir);
  expect([seen.started, seen.ended, pool.loaded(one)]).toEqual([2, 1, null]);
});

it("ends every process when it is closed, also after work that failed", async () => {
  const { pool, seen, embedWith } = openPool();
  const failing = pool.use(one, async (embedder) => {
    await embedder.embed(chipsOf(1), input);
    throw new Error("no disk");
  });
  await expect(failing).rejects.toThrow("no disk");
  await embedWith(other);
  await pool.close();
  expect([seen.started, seen.ended, pool.loaded(other)]).toEqual([2, 2, null]);
});
