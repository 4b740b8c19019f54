-- Artefacts have one digest; those of before have an MD5 too.
ALTER TABLE artefact DROP CONSTRAINT artefact_check;
ALTER TABLE artefact ADD CONSTRAINT artefact_check
  CHECK (state <> 'STORED' OR (size IS NOT NULL AND hash_value IS NOT NULL));
