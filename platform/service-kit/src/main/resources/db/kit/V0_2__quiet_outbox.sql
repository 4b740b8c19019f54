-- Transactions that notify commit one after the other, each with its own flush to disk; the relay looks by itself now.
DROP TRIGGER outbox_notify ON outbox;
DROP FUNCTION notify_outbox();
