-- Which lease of the catalog a copy is written under: an upload's is the copy's key too, an import brings several copies.
ALTER TABLE blob ADD COLUMN lease uuid;
UPDATE blob SET lease = key;
ALTER TABLE blob ALTER COLUMN lease SET NOT NULL;
CREATE INDEX blob_lease ON blob (lease) WHERE state = 'WRITING';

ALTER TABLE blob DROP CONSTRAINT blob_state_check;
ALTER TABLE blob ADD CHECK (state IN ('WRITING', 'STAGED', 'STORED', 'PURGING'));
ALTER TABLE blob ADD COLUMN purge_reason text;
UPDATE blob SET purge_reason = 'image_deleted' WHERE state = 'PURGING';
ALTER TABLE blob ADD CHECK ((state = 'PURGING') = (purge_reason IS NOT NULL));

-- Imports that are still to be done. A job is its taker's until due_at, and anybody's after it.
CREATE TABLE import_job (
  lease    uuid PRIMARY KEY,
  image_id uuid NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  due_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX import_job_due ON import_job (due_at);
