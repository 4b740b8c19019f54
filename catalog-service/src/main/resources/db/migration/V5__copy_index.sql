-- Which image, if any, has a copy: asked of objects in a store that nobody has a record of.
CREATE INDEX image_copies ON image USING gin (copies jsonb_path_ops) WHERE copies IS NOT NULL;
CREATE INDEX image_staged_copies ON image USING gin ((staged -> 'copies') jsonb_path_ops) WHERE staged IS NOT NULL;
