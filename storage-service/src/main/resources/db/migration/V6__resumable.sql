-- Uploads in pieces, by the protocol tus. Who works on one, a request or the completion, holds it until held_until, and
-- learns by its turn whether it still does.
CREATE TABLE resumable_upload (
  id         uuid PRIMARY KEY,
  lease_id   uuid NOT NULL UNIQUE,
  image_id   uuid NOT NULL,
  lease      jsonb NOT NULL,
  store      text NOT NULL,
  actor      jsonb NOT NULL,
  metadata   text,
  announced  jsonb NOT NULL,
  length     bigint,
  received   bigint NOT NULL DEFAULT 0,
  state      text NOT NULL DEFAULT 'RECEIVING' CHECK (state IN ('RECEIVING', 'COMPLETING', 'DONE', 'FAILED')),
  status     int,
  reason     text,
  turn       int NOT NULL DEFAULT 0,
  held_until timestamptz NOT NULL DEFAULT '-infinity',
  -- Open: when it is given up. Ended: when it is forgotten.
  expires_at timestamptz NOT NULL,
  CHECK ((state = 'FAILED') = (reason IS NOT NULL))
);
CREATE INDEX resumable_upload_image ON resumable_upload (image_id);
CREATE INDEX resumable_upload_expiry ON resumable_upload (expires_at);

-- A piece counts once it lies before its upload's received bytes; the others are removed, and all when the upload ends.
CREATE TABLE upload_piece (
  key    uuid PRIMARY KEY,
  upload uuid NOT NULL REFERENCES resumable_upload,
  store  text NOT NULL,
  start  bigint NOT NULL,
  size   bigint,
  due_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX upload_piece_upload ON upload_piece (upload, start);
