-- The image of another region that an import takes its data from, with the key to the user's token while it is needed.
ALTER TABLE import_task ADD COLUMN remote jsonb;
