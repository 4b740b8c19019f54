-- Uploads and stagings that came to nothing are among the tasks too; they have no import's plan.
ALTER TABLE import_task ADD COLUMN type text NOT NULL DEFAULT 'api_image_import';
ALTER TABLE import_task ALTER COLUMN method DROP NOT NULL;
ALTER TABLE import_task ADD CHECK ((type = 'api_image_import') = (method IS NOT NULL));
