"""Writes candidates.json: every EPSG code with its PROJ string, the datum shifts that EPSG knows for it, and points that PROJ places.

Run by hand with Debian's python3-gdal (GDAL 3.6.2, PROJ 9.1.1, EPSG v10.076); PROJ_LIB must hold proj.db alone, so that no shift
grids are used, which the product does not have either. See README.md.
"""
import json
import sqlite3
import sys

from osgeo import osr

osr.UseExceptions()
database = sqlite3.connect(f"file:{sys.argv[1]}/proj.db?mode=ro", uri=True)
wgs84 = osr.SpatialReference()
wgs84.ImportFromEPSG(4326)
wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)


def rows(kind):
    geodetic = "c.geodetic_crs_code" if kind == "projected_crs" else "c.code"
    # GeoTIFF keys hold 16 bits; codes from 32768 on are ESRI's.
    esri = "or (c.auth_name = 'ESRI' and cast(c.code as integer) between 32768 and 65535)"
    only = f"and (c.auth_name = 'EPSG' {esri})" if kind == "projected_crs" else "and c.auth_name = 'EPSG' and c.type = 'geographic 2D'"
    return database.execute(
        f"""select c.auth_name, c.code, c.name, {geodetic}, e.west_lon, e.south_lat, e.east_lon, e.north_lat from {kind} c
        join usage u on u.object_table_name = '{kind}' and u.object_auth_name = c.auth_name and u.object_code = c.code
        join extent e on e.auth_name = u.extent_auth_name and e.code = u.extent_code
        where e.west_lon is not null {only}"""
    ).fetchall()


arc_seconds = {9104: 1.0, 9101: 180 * 3600 / 3.141592653589793, 9109: 180 * 3600 / 3.141592653589793 * 1e-6, 1031: 0.001, None: 1.0}
parts_per_million = {9202: 1.0, 1028: 0.001, 9201: 1e6, None: 1.0}


def shifts(geodetic):
    """Helmert parameters from a geographic CRS to WGS 84, or to a frame that EPSG takes for the same."""
    row = database.execute("select name from geodetic_crs where auth_name='EPSG' and code=?", (geodetic,)).fetchone()
    if row is None:
        return []
    name = row[0]
    codes = [geodetic] + [
        code for (code,) in database.execute(
            "select code from geodetic_crs where auth_name='EPSG' and type='geographic 2D' and name=?", (name.split(" (")[0],))
    ]
    found = []
    for code in codes:
        for method, tx, ty, tz, rx, ry, rz, rotation_unit, scale, scale_unit, target in database.execute(
            """select method_code, tx, ty, tz, rx, ry, rz, rotation_uom_code, scale_difference, scale_difference_uom_code,
            target_crs_code from helmert_transformation_table
            where auth_name='EPSG' and source_crs_auth_name='EPSG' and source_crs_code=? and epoch is null and px is null""", (code,)):
            if rx is None:
                found.append([tx, ty, tz])
                continue
            sign = {9606: 1, 9607: -1}.get(int(method))
            if sign is None or rotation_unit not in arc_seconds or scale_unit not in parts_per_million:
                continue
            turn = sign * arc_seconds[rotation_unit]
            found.append([tx, ty, tz, rx * turn, ry * turn, rz * turn, scale * parts_per_million[scale_unit]])
    return found


result = {}
for kind in ("projected_crs", "geodetic_crs"):
    for authority, code, name, geodetic, west, south, east, north in rows(kind):
        if str(code) in result:
            continue
        if east < west:
            east += 360
        if geodetic == 4267 and south < 45:
            north = min(north, 49)  # Images in NAD27 are of the United States far more often than of Canada.
        reference = osr.SpatialReference()
        points = []
        try:
            reference.SetFromUserInput(f"{authority}:{code}")
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            text = reference.ExportToProj4()
            forward = osr.CoordinateTransformation(wgs84, reference)
            inverse = osr.CoordinateTransformation(reference, wgs84)
        except RuntimeError:
            continue
        for across, down in ((0.5, 0.5), (0.25, 0.3), (0.75, 0.7), (0.3, 0.75), (0.7, 0.25)):
            lon = west + (east - west) * across
            try:
                x, y, _ = forward.TransformPoint(lon - 360 if lon > 180 else lon, south + (north - south) * down)
                lon, lat, _ = inverse.TransformPoint(x, y)
                points.append([x, y, lon, lat])
            except RuntimeError:
                continue
        axes = sorted(reference.GetAxisOrientation(None, axis) for axis in (0, 1))
        result[str(code)] = {"name": name, "proj4": text, "axes": axes, "shifts": shifts(geodetic), "points": points, "geodetic": geodetic,
                             "kind": kind}
datums = {}
for code, name, alias in database.execute(
    """select c.code, d.name, a.alt_name from geodetic_crs c
    join geodetic_datum d on d.auth_name = c.datum_auth_name and d.code = c.datum_code
    left join alias_name a on a.table_name = 'geodetic_datum' and a.auth_name = d.auth_name and a.code = d.code and a.source = 'ESRI'
    where c.auth_name = 'EPSG' and c.type = 'geographic 2D' and c.deprecated = 0"""):
    for one in (name, alias):
        if one:
            datums[one] = str(code)
json.dump({"codes": result, "datums": datums}, open("candidates.json", "w"))
print(len(result), "codes", len(datums), "datums")
