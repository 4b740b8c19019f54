-- Images that are held deactivated for an export; released when that is not open any more, or was never begun.
CREATE TABLE image_freeze (
  job      uuid PRIMARY KEY,
  image_id uuid NOT NULL,
  due_at   timestamptz NOT NULL
);
CREATE INDEX image_freeze_image ON image_freeze (image_id);
CREATE INDEX image_freeze_due ON image_freeze (due_at);
