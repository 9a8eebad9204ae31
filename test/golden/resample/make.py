"""Writes the cases of this folder: what gdalwarp makes of small rasters. Run by hand: Debian's python3-gdal, GDAL 3.6.2, PROJ 9.1.1.

Each case holds a source (grid and values, row-major), a target grid of 32 x 32 pixels and the values that
`gdalwarp -et 0 -r METHOD` gives there; null where it gives no data.
"""
import json
import math
import os
import random

from osgeo import gdal, osr

gdal.UseExceptions()
here = os.path.dirname(os.path.abspath(__file__))
nodata = -9999.0
target = {"epsg": 32631, "transform": [10, 0, 670560, 0, -10, 5461440], "size": 32}


def surface(x, y):
    """Metres of UTM 31 to a value of the size of a reflectance x 10000: waves of 120 to 400 m and a ramp."""
    return 1500 + 400 * math.sin(x / 19.1) * math.cos(y / 27.3) + 300 * math.sin((x + y) / 63.7) + 0.4 * (x - 670560)


def case(name, epsg, transform, width, height, method, noise=0.0, hole=None):
    random.seed(name)
    reference, utm = osr.SpatialReference(), osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    utm.ImportFromEPSG(32631)
    for one in (reference, utm):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_utm = osr.CoordinateTransformation(reference, utm)
    a, b, c, d, e, f = transform
    values = []
    for row in range(height):
        for column in range(width):
            x, y, _ = to_utm.TransformPoint(a * (column + 0.5) + b * (row + 0.5) + c, d * (column + 0.5) + e * (row + 0.5) + f)
            value = surface(x, y) + random.uniform(-noise, noise)
            values.append(nodata if hole and hole(column, row) else round(value, 1))
    source = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Float32)
    source.SetGeoTransform([c, a, b, f, d, e])
    source.SetProjection(reference.ExportToWkt())
    band = source.GetRasterBand(1)
    band.SetNoDataValue(nodata)
    import numpy

    band.WriteArray(numpy.array(values, dtype=numpy.float32).reshape(height, width))
    size, (ta, _, tc, _, te, tf) = target["size"], target["transform"]
    # Else GDAL takes the turn between two zones for a change of scale and smooths.
    options = ["XSCALE=1", "YSCALE=1"] if method == "bilinear" else []
    warped = gdal.Warp("", source, format="MEM", warpOptions=options, dstSRS="EPSG:32631", resampleAlg=method, errorThreshold=0, dstNodata=nodata,
                       outputBounds=[tc, tf + te * size, tc + ta * size, tf], width=size, height=size)
    expected = warped.GetRasterBand(1).ReadAsArray().flatten().tolist()
    text = json.dumps({
        "method": method,
        "source": {"epsg": epsg, "transform": transform, "width": width, "height": height, "values": [None if v == nodata else v for v in values]},
        "target": target,
        "expected": [None if v == nodata else round(v, 3) for v in expected],
    }, separators=(",", ":"))
    with open(os.path.join(here, f"{name}.json"), "w") as file:
        file.write(text + "\n")


case("shifted-bilinear", 32631, [10, 0, 670534, 0, -10, 5461466], 40, 40, "bilinear", noise=60)
case("hole-bilinear", 32631, [10, 0, 670534, 0, -10, 5461466], 40, 40, "bilinear", noise=60,
     hole=lambda column, row: math.hypot(column - 20, row - 17) < 7 or (column + 3 * row) % 17 == 0)
case("degrees-bilinear", 4326, [0.000137, 0, 5.34478, 0, -0.00009, 49.28188], 44, 44, "bilinear", noise=60)
case("neighbour-zone-bilinear", 32632, [10, 0, 234173, 0, -10, 5465252], 40, 42, "bilinear", noise=60)
case("turned-bilinear", 32631, [9, 4, 670420, 4, -9, 5461400], 52, 60, "bilinear", noise=60)
case("fine-average", 32631, [4, 0, 670549, 0, -4, 5461451], 86, 86, "average", noise=60)
case("fine-across-only-average", 32631, [4, 0, 670549, 0, -10, 5461460], 86, 36, "average", noise=60)
