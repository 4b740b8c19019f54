-- Most images have no value in these: they need no entry for that in every change.
ALTER TABLE image DROP CONSTRAINT image_blob_key;
CREATE UNIQUE INDEX image_filled_by ON image (filled_by) WHERE filled_by IS NOT NULL;
ALTER TABLE image DROP CONSTRAINT image_upload_lease_key;
CREATE UNIQUE INDEX image_upload_lease ON image (upload_lease) WHERE upload_lease IS NOT NULL;
ALTER TABLE image DROP CONSTRAINT image_staged_by_key;
CREATE UNIQUE INDEX image_staged_by ON image (staged_by) WHERE staged_by IS NOT NULL;
DROP INDEX image_checksum;
CREATE INDEX image_checksum ON image (checksum) WHERE checksum IS NOT NULL;
DROP INDEX image_os_hash_value;
CREATE INDEX image_os_hash_value ON image (os_hash_value) WHERE os_hash_value IS NOT NULL;

-- The order by name finds names, too.
DROP INDEX image_name;

-- The property that public images are most often looked for by: a page is found without reading all that have its value.
-- By the value's hash, since a value may be longer than what an index takes.
CREATE INDEX image_public_os_distro ON image (hashtextextended(properties ->> 'os_distro', 0), created_at DESC, id DESC)
  WHERE visibility = 'public';
