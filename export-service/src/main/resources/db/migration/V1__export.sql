-- Results, as storage keeps them: being written by an attempt at a job, ready for all who may have them, or to be removed.
CREATE TABLE artefact (
  id           uuid PRIMARY KEY,
  cache_key    text NOT NULL,
  image_id     uuid NOT NULL,
  state        text NOT NULL CHECK (state IN ('WRITING', 'READY', 'REMOVING')),
  job          uuid NOT NULL,
  attempt      int NOT NULL,
  size         bigint,
  checksum     text,
  hash_algo    text,
  hash_value   text,
  virtual_size bigint,
  created_at   timestamptz NOT NULL DEFAULT now(),
  used_at      timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz NOT NULL DEFAULT now(),
  CHECK (state <> 'READY' OR (size IS NOT NULL AND hash_value IS NOT NULL))
);
CREATE UNIQUE INDEX artefact_ready ON artefact (cache_key) WHERE state = 'READY';
CREATE INDEX artefact_used ON artefact (used_at) WHERE state = 'READY';
CREATE INDEX artefact_due ON artefact (due_at) WHERE state <> 'READY';
CREATE INDEX artefact_image ON artefact (image_id);

-- Exports. One that runs is its taker's until due_at, and anybody's after it.
CREATE TABLE export_job (
  id              uuid PRIMARY KEY,
  place           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project         text NOT NULL,
  actor           jsonb NOT NULL,
  rule            uuid,
  idempotency_key text,
  image_id        uuid NOT NULL,
  source          jsonb NOT NULL,
  format          text NOT NULL,
  options         jsonb NOT NULL,
  bundle          text,
  cache_key       text NOT NULL,
  state           text NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED')),
  stage           text NOT NULL,
  bytes           bigint NOT NULL DEFAULT 0,
  total           bigint,
  percent         int NOT NULL DEFAULT 0,
  reason          text,
  attempts        int NOT NULL DEFAULT 0,
  artefact        uuid,
  cached          boolean NOT NULL DEFAULT false,
  due_at          timestamptz NOT NULL DEFAULT now(),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  ended_at        timestamptz,
  UNIQUE (project, idempotency_key),
  CHECK ((ended_at IS NULL) = (state IN ('QUEUED', 'RUNNING'))),
  CHECK ((artefact IS NOT NULL) = (state = 'COMPLETED'))
);
CREATE INDEX export_job_due ON export_job (due_at) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX export_job_project ON export_job (project, place);
CREATE INDEX export_job_image ON export_job (image_id);
CREATE INDEX export_job_artefact ON export_job (artefact);
CREATE INDEX export_job_ended ON export_job (ended_at);
