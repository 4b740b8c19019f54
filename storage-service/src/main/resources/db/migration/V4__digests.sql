-- What the second digest of a copy was computed with: the setting at the time, which may be another one now.
ALTER TABLE blob RENAME COLUMN sha512 TO hash_value;
ALTER TABLE blob ADD COLUMN hash_algo text;
UPDATE blob SET hash_algo = 'sha512' WHERE hash_value IS NOT NULL;
ALTER TABLE blob ADD CHECK ((hash_algo IS NULL) = (hash_value IS NULL));
