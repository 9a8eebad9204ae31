const images = /\.(tiff?|jp2|j2k|zip)$/i;
/** Metadata of products and STAC items, and what GDAL and ESRI put beside a raster. */
const besideImages = /\.(xml|json|geojson|txt|msk|ovr|prj|wld|tfw|tifw|tiffw|j2w|jp2w)$/i;

/** A file that may hold a scene, or a part of one, by its name. */
export function isImageName(name: string): boolean {
  return images.test(name);
}

/** A file that a scene may consist of; the host takes no others. */
export function isSceneFileName(name: string): boolean {
  return images.test(name) || besideImages.test(name);
}
