import { existsSync } from "node:fs";
import { getConfig, validateConfiguration } from "app-builder-lib/out/util/config/config.js";
import { DebugLogger } from "builder-util";
import { expect, it } from "vitest";

const root = new URL("../../..", import.meta.url).pathname;
const config = await getConfig(root, "electron-builder.yml", null);

it("passes the builder's own schema, which knows every key", async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
  const misspelt = { ...config, asarUnpak: [] };
  await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow("asarUnpak");
});

it("publishes nowhere and rebuilds nothing", () => {
  expect([config.publish, config.npmRebuild, config.nodeGypRebuild]).toEqual([null, false, false]);
});

it("closes the ways to run the program as something else", () => {
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

it("unpacks every native package whole", () => {
  expect(config.asarUnpack).toEqual(
    ["@img/**", "sharp/**", "onnxruntime-node/**", "better-sqlite3/**", "sqlite-vec-*/**"].map(
      (pattern) => `node_modules/${pattern}`,
    ),
  );
});

it("leaves the whole Node of the optional dependencies out", () => {
  expect(config.files).toMatchObject([
    { filter: expect.arrayContaining(["!node_modules/node-{linux,win}-*/**"]) },
  ]);
});

it("gives every associated extension an entry of its own", () => {
  const associations = [config.fileAssociations ?? []].flat();
  expect(associations.map(({ ext, mimeType }) => [ext, mimeType])).toEqual([
    ["tif", "image/tiff"],
    ["tiff", "image/tiff"],
  ]);
});

it("names an icon that exists", () => {
  expect(existsSync(`${root}/${config.icon}`)).toBe(true);
});
