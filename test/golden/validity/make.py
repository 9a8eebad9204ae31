"""Writes the small rasters beside this file and, with GDAL's masks, expected.json. Run by hand:

    python3 make.py <folder of the odd files>

Made with GDAL 3.6.2 and rasterio 1.3.5 of Debian 12. The rasters are synthetic and free of rights.
"""

import json
import sys
from pathlib import Path

import numpy as np
import rasterio
from osgeo import gdal

gdal.UseExceptions()
here = Path(__file__).parent
odd = Path(sys.argv[1])
width, height = 40, 30


def write(name, flags):
    path = here / f"{name}.tif"
    path.unlink(missing_ok=True)
    Path(f"{path}.msk").unlink(missing_ok=True)
    rows, columns = np.mgrid[0:height, 0:width]
    planes = np.stack([10 + columns, 20 + rows, 30 + columns + rows]).astype("uint8")
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 3, gdal.GDT_Byte)
    dataset.SetProjection("EPSG:32631")
    dataset.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    for band in range(3):
        dataset.GetRasterBand(band + 1).WriteArray(planes[band])
    dataset = None
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    if flags == gdal.GMF_PER_DATASET:
        dataset.CreateMaskBand(flags)
        dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.where(columns < 12, 0, 255).astype("uint8"))
    else:
        for band in range(3):
            dataset.GetRasterBand(band + 1).CreateMaskBand(0)
            hidden = (columns < 5 * (band + 1)) & (rows > 7 * band)
            dataset.GetRasterBand(band + 1).GetMaskBand().WriteArray(np.where(hidden, 0, 255).astype("uint8"))
    dataset = None
    return path


def valid_count(path):
    """Pixels that GDAL calls valid in every band that is not alpha; NaN and infinity are not."""
    with rasterio.open(path) as raster:
        bands = [
            band
            for band in raster.indexes
            if raster.colorinterp[band - 1] != rasterio.enums.ColorInterp.alpha
        ]
        valid = (raster.read_masks(bands) > 0).all(0)
        pixels = raster.read(bands)
        if pixels.dtype.kind == "f":
            valid &= np.isfinite(pixels).all(0)
        # Where a file has both a mask and a no-data value GDAL looks at one of them; here either is believed.
        if raster.nodata is not None:
            valid &= (pixels != raster.nodata).all(0)
        return int(valid.sum())


own = [write("mask-for-all-bands", gdal.GMF_PER_DATASET), write("mask-for-each-band", 0)]
names = [
    "variants/external_mask.tif",
    "variants/internal_mask.tif",
    "variants/rgba_alpha.tif",
    "variants/uint16_alpha.tif",
    "variants/nodata_0_corner.tif",
    "variants/nodata_0_one_band.tif",
    "variants/nodata_tag_0.tif",
    "variants/float32_nan_nodata.tif",
    "variants/float32_nan_no_tag.tif",
    "variants/float32_inf.tif",
    "variants/all_nodata.tif",
    "real/rasterio_all-nodata.tif",
    "real/rasterio_float_raster_with_nodata.tif",
    "real/riotiler_cog_rgba.tif",
    "real/riotiler_cog_rgb_mask.tif",
    "real/riotiler_cog_uint8_rgb_mask.tif",
    "real/riotiler_cog_mask_nodata.tif",
    "real/rasterio_RGBA.uint16.tif",
]
expected = {
    "own": {path.name: valid_count(path) for path in own},
    "odd": {name: valid_count(odd / name) for name in names},
}
(here / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")
print(gdal.__version__, rasterio.__version__, expected)
