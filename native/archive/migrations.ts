/** "Argl" in the database header: tells an archive from any other SQLite file. */
export const applicationId = 0x4172676c;

/**
 * One entry a format version, applied in order inside one transaction. Never edit one that was released: add another.
 * Ids of chips and embeddings are never given twice: pictures and vectors in memory are kept under them.
 * Vectors are little-endian float32, the encoder's own output, and sqlite-vec's functions read them as they are.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE files (
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    sha256 TEXT NOT NULL
  ) STRICT;

  CREATE TABLE scenes (
    scene_id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    acquired_at TEXT NOT NULL,
    sensor_id TEXT NOT NULL,
    sensor_title TEXT NOT NULL,
    choices TEXT NOT NULL,
    crs_name TEXT NOT NULL,
    gsd_meters REAL NOT NULL,
    footprint TEXT NOT NULL,
    bounds TEXT NOT NULL,
    bands TEXT NOT NULL,
    scaling TEXT NOT NULL,
    evidence TEXT NOT NULL,
    rendering TEXT NOT NULL,
    software TEXT NOT NULL,
    UNIQUE (sha256, acquired_at, sensor_id)
  ) STRICT;
  CREATE INDEX scenes_by_date ON scenes (acquired_at);

  CREATE TABLE chips (
    chip_id INTEGER PRIMARY KEY AUTOINCREMENT,
    scene_id TEXT NOT NULL REFERENCES scenes ON DELETE CASCADE,
    ground_id TEXT NOT NULL,
    acquired_at TEXT NOT NULL,
    chip_pixels INTEGER NOT NULL,
    cell_i INTEGER NOT NULL,
    cell_j INTEGER NOT NULL,
    footprint TEXT NOT NULL,
    valid_fraction REAL NOT NULL CHECK (valid_fraction BETWEEN 0 AND 1),
    cloud_fraction REAL CHECK (cloud_fraction BETWEEN 0 AND 1),
    skip_reason TEXT CHECK (skip_reason IN ('nodata', 'cloud')),
    UNIQUE (ground_id, acquired_at, scene_id)
  ) STRICT;
  CREATE INDEX chips_by_scene ON chips (scene_id, chip_pixels);

  CREATE VIRTUAL TABLE chip_bounds USING rtree (chip_id, west, east, south, north);
  CREATE TRIGGER chip_bounds_follow AFTER DELETE ON chips
  BEGIN
    DELETE FROM chip_bounds WHERE chip_id = OLD.chip_id;
  END;

  CREATE TABLE spaces (
    space_id INTEGER PRIMARY KEY,
    space_key TEXT NOT NULL UNIQUE,
    encoder_id TEXT NOT NULL,
    encoder_sha256 TEXT NOT NULL,
    dimensions INTEGER NOT NULL CHECK (dimensions > 0)
  ) STRICT;

  CREATE TABLE embeddings (
    embedding_id INTEGER PRIMARY KEY AUTOINCREMENT,
    space_id INTEGER NOT NULL REFERENCES spaces,
    chip_id INTEGER NOT NULL REFERENCES chips ON DELETE CASCADE,
    provider TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (chip_id, space_id)
  ) STRICT;
  CREATE INDEX embeddings_by_space ON embeddings (space_id, embedding_id);

  CREATE TABLE ingests (
    scene_id TEXT NOT NULL REFERENCES scenes ON DELETE CASCADE,
    chip_pixels INTEGER NOT NULL,
    space_id INTEGER NOT NULL REFERENCES spaces,
    min_valid_fraction REAL NOT NULL,
    PRIMARY KEY (scene_id, chip_pixels, space_id)
  ) STRICT;

  CREATE TABLE jobs (
    job_id TEXT PRIMARY KEY,
    request TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE answers (
    product_type TEXT PRIMARY KEY,
    choices TEXT NOT NULL,
    answered_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE spaces ADD COLUMN precision TEXT NOT NULL DEFAULT 'fp32';

  CREATE TABLE project_encoder (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    encoder_id TEXT NOT NULL,
    precision TEXT NOT NULL
  ) STRICT;

  CREATE TABLE agreements (
    encoder_id TEXT NOT NULL,
    encoder_sha256 TEXT NOT NULL,
    precision TEXT NOT NULL,
    report TEXT NOT NULL,
    measured_at TEXT NOT NULL,
    PRIMARY KEY (encoder_id, encoder_sha256, precision)
  ) STRICT;
  `,
];
