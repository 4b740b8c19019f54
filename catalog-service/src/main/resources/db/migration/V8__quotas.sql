-- What projects may use, where it is not the default; null for the default, -1 for any number.
CREATE TABLE quota (
  project               text PRIMARY KEY,
  image_size_total      bigint CHECK (image_size_total >= -1),
  image_stage_total     bigint CHECK (image_stage_total >= -1),
  image_count_total     bigint CHECK (image_count_total >= -1),
  image_count_uploading bigint CHECK (image_count_uploading >= -1)
);

-- Bytes that the work under a lease was promised room for.
ALTER TABLE image ADD COLUMN upload_reserved bigint;
ALTER TABLE image ADD CONSTRAINT image_reserved_check CHECK (upload_reserved IS NULL OR upload_lease IS NOT NULL);
