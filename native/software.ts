import packageJson from "../package.json" with { type: "json" };

/** Name and version, as kept with every result. */
export const version: string = packageJson.version;
export const software = `argil ${version}`;
