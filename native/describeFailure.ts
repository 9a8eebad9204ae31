import type { EngineFailure } from "./contract/failures.ts";

/** One sentence: names the file or value, says what is wrong and what to do. */
export function describeFailure(failure: EngineFailure): string {
  switch (failure.kind) {
    case "file-missing":
      return `${failure.path} does not exist; check the path.`;
    case "no-rasters":
      return `${failure.path} holds no imagery (GeoTIFF, JPEG 2000 or a Sentinel-2 product); choose a folder that does.`;
    case "not-a-tiff":
      return `${failure.path} is not a TIFF although its name says so; export it again as a GeoTIFF.`;
    case "file-damaged":
      return `${failure.path} is damaged (${failure.detail}); copy or export it again.`;
    case "file-unreadable":
      return `${failure.path} could not be read (${failure.detail}); check the disk and the file's permissions.`;
    case "encoding-unsupported":
      return `${failure.path} is stored in a way that Argil cannot read (${failure.detail}); export it again with deflate compression.`;
    case "scene-incomplete":
      return `${failure.path} is not a whole scene (${failure.detail}); download or unpack it again.`;
    case "bands-disagree":
      return `The band files of ${failure.path} do not fit together (${failure.detail}); keep the files of one product in a folder of their own.`;
    case "zip-refused":
      return `${failure.path} is not opened as it is (${failure.detail}); unpack it if you trust it, and choose the folder.`;
    case "no-crs":
      return `${failure.path} does not say which CRS its coordinates belong to, so it cannot be placed on the map; put its .prj in the same folder or export it again as a GeoTIFF with its CRS.`;
    case "crs-unknown":
      return `${failure.path} uses a CRS that Argil does not know (${failure.crs}); warp it to its UTM zone first.`;
    case "not-on-earth":
      return `${failure.path} lies on another body (${failure.crs}) and cannot be placed on an Earth map; choose imagery of the Earth.`;
    case "no-place":
      return `${failure.path} does not say where it lies${failure.detail === undefined ? "" : ` (${failure.detail})`}, so it cannot be placed on the map; put its .tfw and .prj in the same folder or export it again as a GeoTIFF with a geotransform.`;
    case "no-date":
      return `${failure.path} does not say when it was taken; put the day into the file name as YYYYMMDD, or give it with --date.`;
    case "offset-unclear":
      return `${failure.path} may or may not have Sentinel-2's offset of 1000 in its numbers (darkest 1 % at ${failure.darkestDigitalNumber ?? "unknown"}); say which with --offset removed or --offset still-in.`;
    case "scale-unclear":
      return `${failure.path} does not say for sure what its numbers stand for (${failure.detail}); name its sensor with --sensor, or export it again with its scale.`;
    case "sensor-unclear":
      return `${failure.path} fits several sensors or band orders (${failure.candidates.join(", ")}); say which with --sensor, or name its bands with --bands.`;
    case "bands-unknown":
      return `${failure.path} has ${failure.bandCount} ${failure.bandCount === 1 ? "band" : "bands"} and nothing says what they measure; name the sensor with --sensor, or take them as they are with --sensor generic.`;
    case "sensor-unknown":
      return `Sensor ${failure.sensorId} is not known; use one of ${failure.known.join(", ")}.`;
    case "sensor-mismatch":
      return `${failure.path} does not fit sensor ${failure.sensorId} (${failure.detail}); choose another with --sensor.`;
    case "not-imagery":
      return `${failure.path} is not taken for imagery (${failure.detail}); if it is, name its sensor with --sensor.`;
    case "too-small":
      return `${failure.path} is ${failure.width} x ${failure.height} pixels and holds no whole cell of ${failure.chipPixels} pixels on the ground grid; choose a smaller chip size.`;
    case "all-nodata":
      return `${failure.path} holds no valid pixel, so there is nothing to embed; check its no-data value.`;
    case "archive-newer":
      return `The archive in ${failure.folder} was written by a newer Argil (format ${failure.version}, this one knows ${failure.known}); update Argil to open it.`;
    case "archive-foreign":
      return `${failure.folder} holds an argil.sqlite that is not an Argil archive; choose another folder.`;
    case "archive-busy":
      return `The archive in ${failure.folder} is being written by another Argil; wait for it to finish or stop it.`;
    case "folder-read-only":
      return `${failure.folder} cannot be written to; choose another folder with --archive or change its permissions.`;
    case "not-a-folder":
      return `${failure.folder} is a file, so no project folder can be made there; choose another folder with --archive.`;
    case "disk-full":
      return `The disk that holds ${failure.folder} is full; all chips saved so far are kept, free some space and run it again.`;
    case "archive-empty":
      return `The archive in ${failure.folder} holds no chips yet; ingest a scene first.`;
    case "chip-unknown":
      return `Chip ${failure.chipId} is not in this archive; list them with argil chips.`;
    case "chip-not-embedded":
      return `Chip ${failure.chipId} was skipped and has no embedding; choose another chip.`;
    case "scene-unknown":
      return `Scene ${failure.sceneId} is not in this archive; list them with argil scenes.`;
    case "no-chip-there":
      return `No embedded chip covers ${failure.lon}, ${failure.lat}; choose a place inside a scene.`;
    case "not-comparable":
      return `These examples cannot be compared (${failure.detail}); choose examples of one sensor and encoder.`;
    case "encoder-unknown":
      return `Encoder ${failure.encoderId} is not known; use one of ${failure.known.join(", ")}.`;
    case "encoder-id":
      return `${failure.encoderId} cannot be an encoder's name; use letters, digits, dots and hyphens, up to 64.`;
    case "encoder-exists":
      return `Encoder ${failure.encoderId} is there already with other weights or settings; give this one another name with --id, or remove the old one first.`;
    case "encoder-damaged":
      return `The encoder in ${failure.folder} is damaged (${failure.detail}); import its checkpoint again.`;
    case "encoder-refuses":
      return `${failure.path} does not suit this encoder: ${failure.detail}`;
    case "no-patches":
      return `Encoder ${failure.encoderId} makes one embedding a chip and none of its parts; choose a Clay encoder.`;
    case "precision-missing":
      return `Encoder ${failure.encoderId} has no ${failure.precision} weights yet; make and measure them with argil encoder measure ${failure.encoderId} --precision ${failure.precision}.`;
    case "precision-unmeasured":
      return `How far ${failure.precision} agrees with fp32 was not measured on this project's chips; do so with argil encoder measure ${failure.encoderId} --precision ${failure.precision}.`;
    case "checkpoint-refused":
      return `${failure.path} cannot be imported: ${failure.detail}.`;
    case "disk-small":
      return `The disk that holds ${failure.folder} has ${failure.free} free and ${failure.needed} are needed; free some space and try again.`;
    case "download-failed":
      return `${failure.url} could not be downloaded (${failure.detail}); try again, or import the file from a disk.`;
    case "device-failed":
      return `The inference process failed (${failure.detail.trim().replaceAll(/\s+/g, " ")}); run argil doctor to see what works here.`;
    case "out-of-memory":
      return `The device ran out of memory with ${failure.chipCount} chips at once; choose a smaller chip size or run on the CPU.`;
    case "bad-argument":
      return `${failure.name} ${failure.value} is not understood; it takes ${failure.expected}.`;
    default:
      return failure satisfies never;
  }
}
