"""What GDAL takes for the same work. Makes the files of the decode bench, or reads them as asked on standard input."""
import sys
import time

from osgeo import gdal

gdal.UseExceptions()

ENCODINGS = {
    "none": ["COMPRESS=NONE"],
    "deflate": ["COMPRESS=DEFLATE"],
    "deflate, predictor 2": ["COMPRESS=DEFLATE", "PREDICTOR=2"],
    "LZW": ["COMPRESS=LZW"],
    "LZW, predictor 2": ["COMPRESS=LZW", "PREDICTOR=2"],
    "zstd": ["COMPRESS=ZSTD"],
    "zstd, predictor 2": ["COMPRESS=ZSTD", "PREDICTOR=2"],
}


def make(source, folder, band_count, side):
    """Copies of a real scene side by side, in every encoding, 256-pixel tiles."""
    scene = gdal.Open(source)
    bands = [1, 2, 3, 7] if band_count == 4 else list(range(1, band_count + 1))
    tile = gdal.GetDriverByName("MEM").CreateCopy("", gdal.Translate("", scene, format="MEM", bandList=bands))
    mosaic = gdal.GetDriverByName("MEM").Create("", side, side, band_count, gdal.GDT_UInt16)
    pixels = tile.ReadAsArray()
    for row in range(0, side, tile.RasterYSize):
        for column in range(0, side, tile.RasterXSize):
            height = min(tile.RasterYSize, side - row)
            width = min(tile.RasterXSize, side - column)
            mosaic.WriteArray(pixels[:, :height, :width], column, row)
    for index, options in enumerate(ENCODINGS.values()):
        path = f"{folder}/{band_count}-{index}.tif"
        gdal.GetDriverByName("GTiff").CreateCopy(
            path, mosaic, options=options + ["TILED=YES", "INTERLEAVE=PIXEL", "NUM_THREADS=ALL_CPUS"])


def read(path, rows):
    """Seconds for all pixels, in bands of so many rows; 0 for all at once."""
    started = time.perf_counter()
    dataset = gdal.Open(path)
    width, height = dataset.RasterXSize, dataset.RasterYSize
    for row in range(0, height, rows or height):
        dataset.ReadAsArray(0, row, width, min(rows or height, height - row))
    return time.perf_counter() - started


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    print("\n".join(ENCODINGS))
else:
    gdal.SetConfigOption("GDAL_NUM_THREADS", sys.argv[2])
    gdal.SetCacheMax(96 * 1024 * 1024)
    for line in sys.stdin:
        rows, path = line.rstrip("\n").split(" ", 1)
        print(read(path, int(rows)), flush=True)
