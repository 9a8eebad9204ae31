"""Writes the cases of this folder with GDAL's OpenJPEG driver, and what GDAL reads back from them.

Run by hand: /usr/bin/python3 make.py. Pinned: GDAL 3.6.2, numpy 1.24.2, seed 7.
"""

import json
import pathlib

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
here = pathlib.Path(__file__).parent


def pattern(width, height, bands, high, seed):
    """Land-like numbers from 1 to high, a little noise on top, different in each band."""
    rng = np.random.default_rng(seed)
    row, column = np.mgrid[0:height, 0:width]
    layers = []
    for band in range(bands):
        wave = np.sin((column + 5 * band) / 17.0) + np.cos((row - 3 * band) / 11.0) + 2
        noise = rng.integers(0, max(2, high // 50), (height, width))
        layers.append(np.clip(1 + wave / 4 * high * 0.9 + noise, 1, high))
    return np.stack(layers)


def write(case, values, dtype, options, gsd=10, file="input.jp2"):
    folder = here / case
    folder.mkdir(parents=True, exist_ok=True)
    bands, height, width = values.shape
    memory = gdal.GetDriverByName("MEM").Create("", width, height, bands, dtype)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32631)
    memory.SetProjection(srs.ExportToWkt())
    memory.SetGeoTransform([600000, gsd, 0, 5500020, 0, -gsd])
    for band in range(bands):
        memory.GetRasterBand(band + 1).WriteArray(values[band])
    path = folder / file
    gdal.GetDriverByName("JP2OpenJPEG").CreateCopy(str(path), memory, options=options)
    side = path.with_suffix(path.suffix + ".aux.xml")
    side.unlink(missing_ok=True)
    return path


def summary(array):
    """Enough to notice one wrong pixel, and two that were swapped."""
    flat = array.astype(np.int64).ravel()
    weights = np.arange(flat.size, dtype=np.int64) % 251 + 1
    return {
        "min": int(flat.min()),
        "max": int(flat.max()),
        "sum": int(flat.sum()),
        "weightedSum": int((flat * weights).sum()),
    }


def expect(path):
    dataset = gdal.Open(str(path))
    first = dataset.GetRasterBand(1)
    levels = []
    for level in range(first.GetOverviewCount() + 1):
        reader = [
            dataset.GetRasterBand(band + 1) if level == 0 else dataset.GetRasterBand(band + 1).GetOverview(level - 1)
            for band in range(dataset.RasterCount)
        ]
        levels.append(
            {
                "width": reader[0].XSize,
                "height": reader[0].YSize,
                "bands": [summary(band.ReadAsArray()) for band in reader],
            }
        )
    srs = dataset.GetSpatialRef()
    transform = dataset.GetGeoTransform()
    text = json.dumps(
        {
            "dataType": "uint8" if first.DataType == gdal.GDT_Byte else "uint16",
            "epsg": None if srs is None else int(srs.GetAuthorityCode(None)),
            "transform": [transform[1], transform[2], transform[0], transform[4], transform[5], transform[3]],
            "levels": levels,
        },
        indent=1,
    )
    path.with_name("expected.json").write_text(text + "\n")


lossless = ["REVERSIBLE=YES", "QUALITY=100"]
u16, u8 = gdal.GDT_UInt16, gdal.GDT_Byte


def tiles(width, height=None):
    return [f"BLOCKXSIZE={width}", f"BLOCKYSIZE={height or width}"]


cases = {
    "sixteen-bits-in-tiles": (pattern(200, 150, 1, 60000, 1), u16, [*lossless, *tiles(64), "RESOLUTIONS=3"]),
    "fifteen-bits": (pattern(160, 120, 1, 30000, 2), u16, [*lossless, *tiles(64), "NBITS=15", "RESOLUTIONS=2"]),
    "twelve-bits-one-tile": (pattern(180, 140, 1, 4000, 3), u16, [*lossless, "NBITS=12", "RESOLUTIONS=2"]),
    "tiles-of-odd-size": (pattern(187, 133, 1, 9000, 4), u16, [*lossless, *tiles(59, 47), "RESOLUTIONS=4"]),
    "precincts-by-resolution": (
        pattern(150, 150, 1, 9000, 5),
        u16,
        [*lossless, *tiles(75), "RESOLUTIONS=3", "PROGRESSION=RPCL", "PRECINCTS={64,64},{32,32}", "CODEBLOCK_WIDTH=32", "CODEBLOCK_HEIGHT=32", "SOP=YES", "EPH=YES"],
    ),
    "lossy": (pattern(200, 200, 1, 9000, 6), u16, ["QUALITY=20", *tiles(100), "RESOLUTIONS=3"]),
    "rgb-eight-bits": (pattern(120, 90, 3, 250, 7), u8, [*lossless, *tiles(64), "YCC=YES", "RESOLUTIONS=2"]),
    "place-in-gml": (pattern(70, 50, 1, 250, 9), u8, [*lossless, "GeoJP2=NO", "GMLJP2=YES", "RESOLUTIONS=1"]),
    "bare-codestream": (pattern(70, 50, 1, 250, 10), u8, [*lossless, *tiles(32), "CODEC=J2K", "RESOLUTIONS=1"]),
}

for name, (values, dtype, options) in cases.items():
    expect(write(name, values, dtype, options))

write("../jp2-refused", pattern(20, 15, 4, 250, 8), u8, [*lossless, "RESOLUTIONS=1"], 10, "four-components.jp2")

# Bands of a Sentinel-2 tile on three grids, for scenes of many files.
safe = here / ".." / "safe"
for band, side, gsd, base in [("B02", 60, 10, 1000), ("B04", 60, 10, 2000), ("B8A", 30, 20, 3000), ("B11", 30, 20, 4000), ("B01", 10, 60, 5000)]:
    row, column = np.mgrid[0:side, 0:side]
    values = (base + 7 * row + column)[np.newaxis]
    write("../safe", values, u16, [*lossless, "NBITS=15", *tiles(64), "RESOLUTIONS=2"], gsd, f"{band}_{gsd}m.jp2")
classes = np.full((1, 30, 30), 4)
classes[0, :3] = 9
write("../safe", classes, u8, [*lossless, "RESOLUTIONS=1"], 20, "SCL_20m.jp2")
