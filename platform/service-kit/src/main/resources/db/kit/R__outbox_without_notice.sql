-- The relay looks by itself: transactions that notify commit one after the other, and could not share a write to the disk.
DROP TRIGGER IF EXISTS outbox_notify ON outbox;
DROP FUNCTION IF EXISTS notify_outbox();
