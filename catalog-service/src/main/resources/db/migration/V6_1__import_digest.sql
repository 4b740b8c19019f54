-- What a web-download has to bring, where its user says so.
ALTER TABLE import_task ADD COLUMN digest jsonb;
