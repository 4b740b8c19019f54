-- An image's data lies in one or more stores, each copy under a key of its own.
ALTER TABLE image ADD COLUMN copies jsonb;
UPDATE image SET copies = jsonb_build_object(store, blob) WHERE blob IS NOT NULL;
ALTER TABLE image DROP COLUMN store;
-- The lease under which the data was brought, by which a repeated completion is known.
ALTER TABLE image RENAME COLUMN blob TO filled_by;
ALTER TABLE image ADD CHECK ((filled_by IS NULL) = (copies IS NULL));
