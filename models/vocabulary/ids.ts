declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** One acquisition in the archive; readable, made from the file's name and its content hash. */
export type SceneId = Id<"scene">;
/** One chip of one scene in one archive. */
export type ChipId = Id<"chip">;
/** One cell of the ground grid: the same ground has the same id in every year. */
export type GroundId = Id<"ground">;
export type EncoderId = Id<"encoder">;
export type JobId = Id<"job">;
/** One scene that was looked at and is not in the archive yet; lives as long as the engine. */
export type IntakeId = Id<"intake">;
