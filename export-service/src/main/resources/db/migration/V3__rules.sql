-- What is made of images without being asked for.
CREATE TABLE export_rule (
  id         uuid PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  condition  jsonb NOT NULL,
  recipes    jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Images that rules are to be held against: they became active, or others may see them now.
CREATE TABLE rule_check (
  image_id uuid PRIMARY KEY,
  due_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rule_check_due ON rule_check (due_at);
