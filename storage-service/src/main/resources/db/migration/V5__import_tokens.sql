-- The user's token that an import acts with, sealed; gone with the job.
ALTER TABLE import_job ADD COLUMN token text;
