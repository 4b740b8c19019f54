-- What clients called their requests to create images, so that a repeated one creates none again.
CREATE TABLE create_key (
  project    text NOT NULL,
  user_id    text NOT NULL,
  key        text NOT NULL,
  request    text NOT NULL,
  image_id   uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (project, user_id, key)
);
CREATE INDEX create_key_age ON create_key (created_at);
