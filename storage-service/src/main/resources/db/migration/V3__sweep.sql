-- When a copy was last known to be whole: as it was taken in, then by the sweep, which takes the one checked longest ago.
ALTER TABLE blob ADD COLUMN checked_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX blob_checked ON blob (checked_at) WHERE state = 'STORED';

-- CORRUPT: its bytes are missing or others than they were; due_at says when it is next checked and repaired.
ALTER TABLE blob DROP CONSTRAINT blob_state_check;
ALTER TABLE blob ADD CHECK (state IN ('WRITING', 'STAGED', 'STORED', 'CORRUPT', 'PURGING'));
