-- Copies of images' data: the rows say what must lie in a store, and what half-done work is due.
CREATE TABLE blob (
  key           uuid PRIMARY KEY,
  image_id      uuid NOT NULL,
  owner_project text,
  store         text NOT NULL,
  state         text NOT NULL CHECK (state IN ('WRITING', 'STORED', 'PURGING')),
  size          bigint,
  md5           text,
  sha512        text,
  actor         jsonb NOT NULL,
  causation_id  text,
  begun_at      timestamptz NOT NULL DEFAULT now(),
  -- WRITING: when the upload is dead unless heard of again. PURGING: when the removal is next tried.
  due_at        timestamptz NOT NULL
);

CREATE INDEX blob_image ON blob (image_id);
CREATE INDEX blob_due ON blob (state, due_at) WHERE state <> 'STORED';
