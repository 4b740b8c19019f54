-- Who holds an image deactivated for the time of some work on it. The last one to let go reactivates it; whoever
-- deactivates or reactivates it by hand ends them all.
CREATE TABLE image_freeze (
  image_id  uuid NOT NULL REFERENCES image ON DELETE CASCADE,
  freeze_id uuid NOT NULL,
  PRIMARY KEY (image_id, freeze_id)
);
