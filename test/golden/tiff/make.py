"""Writes the cases of this folder with GDAL: small rasters in every encoding that the TIFF reader knows, and what GDAL
reads from them. Run by hand: python3 make.py. Made with GDAL 3.6.2, libtiff 4.5.0, numpy 1.24.2."""
import hashlib
import json
import os

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
here = os.path.dirname(os.path.abspath(__file__))
width, height = 53, 37
rng = np.random.default_rng(20240603)
rows, columns = np.mgrid[0:height, 0:width]


def smooth(bands, low, high):
    waves = [np.sin(columns / (5 + band)) + np.cos(rows / (7 + band)) for band in range(bands)]
    noise = rng.normal(0, 0.15, (bands, height, width))
    field = np.clip((np.array(waves) + noise + 2) / 4, 0, 1)
    return low + field * (high - low)


types = {
    "uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "int16": gdal.GDT_Int16, "uint32": gdal.GDT_UInt32,
    "int32": gdal.GDT_Int32, "float32": gdal.GDT_Float32, "float64": gdal.GDT_Float64,
    "int64": gdal.GDT_Int64, "uint64": gdal.GDT_UInt64,
}
tiled = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=32"]
big_endian = ["ENDIANNESS=BIG"]
cases = {
    "none-strips": ("uint16", 3, []),
    "none-tiles-big-endian": ("int16", 4, tiled + big_endian),
    "none-planar-bigtiff": ("float32", 2, ["INTERLEAVE=BAND", "BIGTIFF=YES"]),
    "deflate-tiles": ("uint16", 4, tiled + ["COMPRESS=DEFLATE"]),
    "deflate-predictor2-uint32": ("uint32", 2, tiled + ["COMPRESS=DEFLATE", "PREDICTOR=2"]),
    "deflate-predictor2-uint64": ("uint64", 1, ["COMPRESS=DEFLATE", "PREDICTOR=2"]),
    "deflate-predictor3-float64-big-endian": ("float64", 2, tiled + big_endian + ["COMPRESS=DEFLATE", "PREDICTOR=3"]),
    "lzw-predictor2-big-endian": ("uint16", 4, tiled + big_endian + ["COMPRESS=LZW", "PREDICTOR=2"]),
    "lzw-noise": ("uint8", 3, ["COMPRESS=LZW", "BLOCKYSIZE=37"]),
    "lzw-int64": ("int64", 1, ["COMPRESS=LZW"]),
    "zstd-predictor3-float32": ("float32", 3, tiled + ["COMPRESS=ZSTD", "PREDICTOR=3"]),
    "zstd-half-floats": ("float32", 2, ["COMPRESS=ZSTD", "NBITS=16"]),
    "packbits-planar": ("uint8", 3, ["COMPRESS=PACKBITS", "INTERLEAVE=BAND"]),
    "lzma-tiles": ("uint16", 2, tiled + ["COMPRESS=LZMA"]),
    "lerc-zstd": ("float32", 1, tiled + ["COMPRESS=LERC_ZSTD"]),
    "jpeg-ycbcr-subsampled": ("uint8", 3, ["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"]),
    "jpeg-rgb": ("uint8", 3, ["COMPRESS=JPEG", "PHOTOMETRIC=RGB", "BLOCKYSIZE=16"]),
    "jpeg-gray": ("uint8", 1, ["COMPRESS=JPEG", "JPEG_QUALITY=60"]),
    "jpeg-4-bands": ("uint8", 4, ["COMPRESS=JPEG", "BLOCKYSIZE=16"]),
    "webp-lossless-rgba": ("uint8", 4, ["COMPRESS=WEBP", "WEBP_LOSSLESS=YES", "PHOTOMETRIC=RGB", "ALPHA=YES"]),
    "webp-lossy": ("uint8", 3, ["COMPRESS=WEBP", "WEBP_LEVEL=70", "PHOTOMETRIC=RGB"]),
    "bits-1-group3": ("uint8", 1, ["NBITS=1", "COMPRESS=CCITTFAX3"]),
    "bits-1-group4": ("uint8", 1, ["NBITS=1", "COMPRESS=CCITTFAX4"]),
    "bits-1-rle": ("uint8", 1, ["NBITS=1", "COMPRESS=CCITTRLE"]),
    "bits-2-lzw": ("uint8", 3, ["NBITS=2", "COMPRESS=LZW"]),
    "bits-4-planar": ("uint8", 3, ["NBITS=4", "INTERLEAVE=BAND"]),
    "bits-10-deflate": ("uint16", 3, ["NBITS=10", "COMPRESS=DEFLATE"]),
    "bits-12-tiles": ("uint16", 4, tiled + ["NBITS=12"]),
    "bits-24-none": ("uint32", 2, ["NBITS=24"]),
    "mask-and-overviews": ("uint8", 3, tiled + ["COMPRESS=DEFLATE"]),
    "cmyk-none": ("uint8", 4, ["PHOTOMETRIC=CMYK"]),
    "cmyk-jpeg": ("uint8", 4, ["PHOTOMETRIC=CMYK", "COMPRESS=JPEG", "BLOCKYSIZE=37"]),
}
highest = {"uint8": 255, "uint16": 65535, "int16": 32767, "uint32": 2**32 - 1, "int32": 2**31 - 1, "int64": 2**52, "uint64": 2**52}

for name, (kind, bands, options) in cases.items():
    folder = os.path.join(here, name)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "input.tif")
    bits = next((int(o[6:]) for o in options if o.startswith("NBITS=")), None)
    if kind.startswith("float"):
        values = smooth(bands, -2.5, 3.5)
    else:
        high = highest[kind] if bits is None else 2**bits - 1
        low = -high if kind.startswith("int") else 0
        values = np.round(smooth(bands, low, high))
        if name == "lzw-noise":
            values = rng.integers(0, 256, (bands, height, width))
    values = values.astype(kind)
    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(path, width, height, bands, types[kind], options + ["INTERLEAVE=PIXEL"] * (not any("INTERLEAVE" in o for o in options)))
    dataset.WriteArray(values if bands > 1 else values[0])
    if name == "mask-and-overviews":
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        mask = np.full((height, width), 255, np.uint8)
        mask[20:, 31:] = 0
        dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
        dataset = None
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.BuildOverviews("NEAREST", [2, 4])
    dataset = None
    read = gdal.Open(path).ReadAsArray().reshape(bands, height, width)
    little = np.ascontiguousarray(read.astype(np.float64)).astype("<f8").tobytes()
    expected = {
        "width": width, "height": height, "bandCount": bands, "dataType": str(read.dtype),
        "firstPixels": [[float(v) for v in band[0, :4]] for band in read],
        "sha256OfFloat64": hashlib.sha256(little).hexdigest(),
    }
    if name == "mask-and-overviews":
        dataset = gdal.Open(path)
        band = dataset.GetRasterBand(1)
        masked = band.GetMaskBand().ReadAsArray() == 0
        overviews = [band.GetOverview(index).ReadAsArray() for index in range(band.GetOverviewCount())]
        expected["maskedCount"] = int(masked.sum())
        expected["firstMasked"] = [int(v) for v in np.argwhere(masked)[0]]
        expected["overviews"] = [
            {"width": one.shape[1], "height": one.shape[0], "sum": int(one.sum())} for one in overviews]
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")
    for extra in (path + ".aux.xml",):
        if os.path.exists(extra):
            os.remove(extra)
    print(name, os.path.getsize(path))
