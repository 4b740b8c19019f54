-- Metadata definitions: namespaces, and what each defines.
CREATE TABLE metadef_namespace (
  id           uuid PRIMARY KEY,
  namespace    text NOT NULL UNIQUE,
  display_name text,
  description  text,
  visibility   text NOT NULL CHECK (visibility IN ('public', 'private')),
  protected    boolean NOT NULL,
  owner        text NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);

CREATE TABLE metadef_definition (
  namespace_id uuid NOT NULL REFERENCES metadef_namespace ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('object', 'property', 'tag', 'resource_type')),
  name         text NOT NULL,
  body         jsonb NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (namespace_id, kind, name)
);
CREATE INDEX metadef_definition_name ON metadef_definition (kind, name);

-- Types of resources that definitions are or were for. None is forgotten, so that users find it again.
CREATE TABLE metadef_resource_type (
  name       text PRIMARY KEY,
  created_at timestamptz NOT NULL
);
