/** Tags that are read, by name; TIFF 6.0, its supplements, GeoTIFF 1.1 and GDAL's own. */
export const tags = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  Photometric: 262,
  FillOrder: 266,
  ImageDescription: 270,
  StripOffsets: 273,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  PlanarConfiguration: 284,
  T4Options: 292,
  Software: 305,
  DateTime: 306,
  Predictor: 317,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  ExtraSamples: 338,
  SampleFormat: 339,
  JPEGTables: 347,
  YCbCrSubSampling: 530,
  ModelPixelScale: 33550,
  ModelTiepoint: 33922,
  ModelTransformation: 34264,
  GeoKeyDirectory: 34735,
  GeoDoubleParams: 34736,
  GeoAsciiParams: 34737,
  GdalMetadata: 42112,
  GdalNodata: 42113,
  LercParameters: 50674,
} as const;

export type TagName = keyof typeof tags;

type Kind = "integers" | "reals" | "text";

const kinds: Partial<Record<TagName, Kind>> = {
  ImageDescription: "text",
  Software: "text",
  DateTime: "text",
  ModelPixelScale: "reals",
  ModelTiepoint: "reals",
  ModelTransformation: "reals",
  GeoDoubleParams: "reals",
  GeoAsciiParams: "text",
  GdalMetadata: "text",
  GdalNodata: "text",
};

export const kindOf = (tag: TagName): Kind => kinds[tag] ?? "integers";

/** Tables with a value for each block, which can be long; read only for images that are used. */
export const blockTables: readonly TagName[] = [
  "StripOffsets",
  "StripByteCounts",
  "TileOffsets",
  "TileByteCounts",
];

/** Field types of TIFF and BigTIFF: bytes of one value, how it is read, and what it may stand for. */
export const fieldTypes: Readonly<
  Record<number, { readonly name: string; readonly bytes: number; readonly kinds: readonly Kind[] }>
> = {
  1: { name: "BYTE", bytes: 1, kinds: ["integers", "text"] },
  2: { name: "ASCII", bytes: 1, kinds: ["text"] },
  3: { name: "SHORT", bytes: 2, kinds: ["integers"] },
  4: { name: "LONG", bytes: 4, kinds: ["integers"] },
  5: { name: "RATIONAL", bytes: 8, kinds: [] },
  6: { name: "SBYTE", bytes: 1, kinds: [] },
  7: { name: "UNDEFINED", bytes: 1, kinds: ["integers", "text"] },
  8: { name: "SSHORT", bytes: 2, kinds: [] },
  9: { name: "SLONG", bytes: 4, kinds: [] },
  10: { name: "SRATIONAL", bytes: 8, kinds: [] },
  11: { name: "FLOAT", bytes: 4, kinds: ["reals"] },
  12: { name: "DOUBLE", bytes: 8, kinds: ["reals"] },
  13: { name: "IFD", bytes: 4, kinds: ["integers"] },
  16: { name: "LONG8", bytes: 8, kinds: ["integers"] },
  17: { name: "SLONG8", bytes: 8, kinds: [] },
  18: { name: "IFD8", bytes: 8, kinds: ["integers"] },
};
