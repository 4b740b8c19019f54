-- Data may be staged and imported: who works on it holds a lease, also while an active image is copied to more stores.
ALTER TABLE image DROP CONSTRAINT image_status_check;
ALTER TABLE image ADD CONSTRAINT image_status_check
  CHECK (status IN ('queued', 'saving', 'uploading', 'importing', 'active', 'deactivated'));
ALTER TABLE image DROP CONSTRAINT image_check;
ALTER TABLE image ADD CONSTRAINT image_lease_check CHECK (CASE
  WHEN status IN ('saving', 'uploading', 'importing') THEN upload_lease IS NOT NULL
  WHEN status = 'queued' THEN upload_lease IS NULL
  ELSE true END);

-- The staged data: the lease under which it was brought, and what it is.
ALTER TABLE image ADD COLUMN staged_by uuid UNIQUE;
ALTER TABLE image ADD COLUMN staged jsonb;
ALTER TABLE image ADD CONSTRAINT image_staged_check CHECK (
  (staged_by IS NULL) = (staged IS NULL) AND (staged IS NULL OR status IN ('uploading', 'importing')));

-- What became of the imports, store by store; null before the first.
ALTER TABLE image ADD COLUMN importing_stores text[];
ALTER TABLE image ADD COLUMN failed_stores text[];

-- Imports as users read of them, also when they have ended; an import's lease has the same id.
CREATE TABLE import_task (
  id                      uuid PRIMARY KEY,
  image_id                uuid NOT NULL,
  method                  text NOT NULL,
  uri                     text,
  stores                  text[] NOT NULL,
  all_stores              boolean NOT NULL,
  all_stores_must_succeed boolean NOT NULL,
  actor                   jsonb NOT NULL,
  status                  text NOT NULL CHECK (status IN ('pending', 'processing', 'success', 'failure')),
  message                 text NOT NULL,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  expires_at              timestamptz,
  CHECK ((status IN ('success', 'failure')) = (expires_at IS NOT NULL))
);
CREATE INDEX import_task_image ON import_task (image_id, created_at);
CREATE INDEX import_task_expiry ON import_task (expires_at) WHERE expires_at IS NOT NULL;
