-- What images that every project may see are looked for by: those with a tag or a property are found in the list's usual
-- order, so that a page of them is read, and not all that have it. A term is a hash, since a value may be longer than what
-- an index takes; two may have the same, so the image itself is asked once more.
CREATE TABLE image_open_term (
  visibility text NOT NULL,
  term       bigint NOT NULL,
  created_at timestamptz NOT NULL,
  id         uuid NOT NULL REFERENCES image ON DELETE CASCADE
);

CREATE FUNCTION tag_term(tag text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(tag, 1);

CREATE FUNCTION property_term(key text, value text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(value, hashtextextended(key, 2));

CREATE FUNCTION image_terms(tags text[], properties jsonb) RETURNS SETOF bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT tag_term(tag) FROM unnest(tags) AS tag
  UNION
  SELECT property_term(key, value) FROM jsonb_each_text(properties);
END;

INSERT INTO image_open_term
SELECT visibility, term, created_at, id FROM image, image_terms(tags, properties) AS term
WHERE visibility IN ('public', 'community');
CREATE UNIQUE INDEX image_open_term_newest ON image_open_term (visibility, term, created_at DESC, id DESC);
CREATE INDEX image_open_term_id ON image_open_term (id);

CREATE FUNCTION keep_open_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM image_open_term WHERE id = NEW.id;
  INSERT INTO image_open_term
  SELECT NEW.visibility, term, NEW.created_at, NEW.id FROM image_terms(NEW.tags, NEW.properties) AS term
  WHERE NEW.visibility IN ('public', 'community');
  RETURN NULL;
END $$;
CREATE TRIGGER image_open_terms_added AFTER INSERT ON image FOR EACH ROW
  WHEN (NEW.visibility IN ('public', 'community'))
  EXECUTE FUNCTION keep_open_terms();
CREATE TRIGGER image_open_terms_changed AFTER UPDATE ON image FOR EACH ROW
  WHEN ((OLD.visibility IN ('public', 'community') OR NEW.visibility IN ('public', 'community'))
    AND (OLD.visibility, OLD.tags, OLD.properties) IS DISTINCT FROM (NEW.visibility, NEW.tags, NEW.properties))
  EXECUTE FUNCTION keep_open_terms();

DROP INDEX image_public_os_distro;
DROP INDEX image_public_properties;
DROP INDEX image_public_tags;
