-- Image records. Names and meanings are the Image API's; times are kept to the microsecond, as the list's order needs them.
CREATE TABLE image (
  id                uuid PRIMARY KEY,
  owner             text NOT NULL,
  status            text NOT NULL CHECK (status IN ('queued', 'saving', 'active', 'deactivated')),
  name              text,
  visibility        text NOT NULL CHECK (visibility IN ('private', 'shared', 'community', 'public')),
  protected         boolean NOT NULL,
  os_hidden         boolean NOT NULL,
  disk_format       text,
  container_format  text,
  min_disk          int NOT NULL,
  min_ram           int NOT NULL,
  tags              text[] NOT NULL,
  properties        jsonb NOT NULL,
  -- the data, once it is complete
  size              bigint,
  virtual_size      bigint,
  checksum          text,
  os_hash_algo      text,
  os_hash_value     text,
  store             text,
  blob              uuid UNIQUE,
  -- the upload under way
  upload_lease      uuid UNIQUE,
  upload_expires_at timestamptz,
  upload_actor      jsonb,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  CHECK ((status = 'saving') = (upload_lease IS NOT NULL)),
  CHECK ((status IN ('active', 'deactivated')) = (blob IS NOT NULL))
);

-- Each branch of a list walks its own index in the list's default order: no project's list reads another's images.
CREATE INDEX image_newest ON image (created_at DESC, id DESC);
CREATE INDEX image_owner_newest ON image (owner, created_at DESC, id DESC);
CREATE INDEX image_public_newest ON image (created_at DESC, id DESC) WHERE visibility = 'public';
CREATE INDEX image_community_newest ON image (created_at DESC, id DESC) WHERE visibility = 'community';
CREATE INDEX image_name ON image (name);
CREATE INDEX image_checksum ON image (checksum);
CREATE INDEX image_os_hash_value ON image (os_hash_value);
CREATE INDEX image_tags ON image USING gin (tags);
CREATE INDEX image_properties ON image USING gin (properties jsonb_path_ops);
CREATE INDEX image_upload_expiry ON image (upload_expires_at) WHERE upload_lease IS NOT NULL;

-- The projects an image is shared with.
CREATE TABLE image_member (
  image_id   uuid NOT NULL REFERENCES image ON DELETE CASCADE,
  project    text NOT NULL,
  status     text NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (image_id, project)
);
CREATE INDEX image_member_project ON image_member (project, status, image_id);

-- Ids of deleted images: none is ever used again.
CREATE TABLE image_tombstone (
  id         uuid PRIMARY KEY,
  deleted_at timestamptz NOT NULL
);
