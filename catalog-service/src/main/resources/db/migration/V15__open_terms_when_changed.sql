-- The terms of open images: not even looked at where a statement changes nothing that they come from.
DROP TRIGGER image_open_terms_changed ON image;
CREATE TRIGGER image_open_terms_changed AFTER UPDATE OF visibility, tags, properties ON image FOR EACH ROW
  WHEN ((OLD.visibility IN ('public', 'community') OR NEW.visibility IN ('public', 'community'))
    AND (OLD.visibility, OLD.tags, OLD.properties) IS DISTINCT FROM (NEW.visibility, NEW.tags, NEW.properties))
  EXECUTE FUNCTION keep_open_terms();
