-- How many members an image has, so that a change of an image without any need not look for them. Who changes members has
-- locked the image.
ALTER TABLE image ADD COLUMN shares int NOT NULL DEFAULT 0;

UPDATE image SET shares = members.number
FROM (SELECT image_id, count(*) AS number FROM image_member GROUP BY image_id) members
WHERE id = members.image_id;

CREATE FUNCTION count_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE image SET shares = shares + 1 WHERE id = NEW.image_id;
  ELSE
    UPDATE image SET shares = shares - 1 WHERE id = OLD.image_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER count_shares AFTER INSERT OR DELETE ON image_member FOR EACH ROW EXECUTE FUNCTION count_shares();
