"""Writes cases.json: CRSs as PROJ writes them in three dialects, without their codes, and a point that PROJ places.

Run by hand with Debian's python3-gdal (GDAL 3.6.2, PROJ 9.1.1); PROJ_LIB must hold proj.db alone (see ../epsg/make.py).
"""
import json
import os
import re
import subprocess

from osgeo import osr

osr.UseExceptions()
codes = [
    *(4326, 4267, 4258, 32631, 32755, 25832, 26917, 26711, 3857, 3395, 3031, 3413, 3035, 5070, 2154, 27700),
    *(28992, 31370, 31467, 27572, 2225, 3577, 6933, 6931, 2193, 2180, 32661, 23030, 2056, 5514, 4807, 2046),
]
lonlat = {
    32755: (147, -35), 3031: (20, -75), 3577: (134, -25), 2193: (173, -41), 26917: (-80, 40), 26711: (-116, 35), 5070: (-100, 40),
    2225: (-123, 40.5), 27700: (-2, 52), 4267: (-100, 40), 3413: (-40, 75), 32661: (20, 86), 6931: (30, 70), 2180: (19, 52),
    31370: (4.5, 50.6), 28992: (5.4, 52.2), 23030: (-3, 42), 2056: (8, 47), 5514: (15, 50), 2046: (17, -29), 31467: (9.2, 50),
    3035: (10, 50), 27572: (2.5, 46.5),
}
wgs84 = osr.SpatialReference()
wgs84.ImportFromEPSG(4326)
wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
cases = {}
for code in codes:
    try:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(code)
    except RuntimeError:
        continue
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    lon, lat = lonlat.get(code, (4, 49))
    x, y, _ = osr.CoordinateTransformation(wgs84, reference).TransformPoint(lon, lat)
    lon, lat, _ = osr.CoordinateTransformation(reference, wgs84).TransformPoint(x, y)
    dialects = {}
    for name, dialect in (("wkt1", "WKT1_GDAL"), ("esri", "WKT1_ESRI"), ("wkt2", "WKT2_2019")):
        text = subprocess.run(["projinfo", f"EPSG:{code}", "-o", dialect, "--single-line", "-q"], capture_output=True, text=True).stdout.strip()
        if not text:
            continue
        text = re.sub(r",(AUTHORITY|ID)\[\"EPSG\",\"?\d+\"?\]", "", text)
        text = re.sub(r",USAGE\[(?:[^\[\]]|\[[^\[\]]*\])*\]", "", text)
        text = re.sub(r",MEMBER\[\"[^\"]*\"\]", "", text)
        text = re.sub(r",EXTENSION\[\"PROJ4\",\"[^\"]*\"\]", "", text)
        dialects[name] = text
    cases[f"EPSG:{code}"] = {"texts": dialects, "place": [x, y, lon, lat]}
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "cases.json"), "w") as file:
    json.dump(cases, file, indent=0)
    file.write("\n")
