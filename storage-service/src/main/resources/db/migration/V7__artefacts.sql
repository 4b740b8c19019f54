-- Data that other services made of images and keep in a store. WRITING: dead at due_at unless heard of again. REMOVING:
-- when the removal is next tried.
CREATE TABLE artefact (
  id         uuid PRIMARY KEY,
  store      text NOT NULL,
  state      text NOT NULL DEFAULT 'WRITING' CHECK (state IN ('WRITING', 'STORED', 'REMOVING')),
  size       bigint,
  md5        text,
  hash_algo  text,
  hash_value text,
  begun_at   timestamptz NOT NULL DEFAULT now(),
  due_at     timestamptz NOT NULL,
  CHECK (state <> 'STORED' OR (size IS NOT NULL AND md5 IS NOT NULL AND hash_value IS NOT NULL))
);
CREATE INDEX artefact_due ON artefact (due_at) WHERE state <> 'STORED';
