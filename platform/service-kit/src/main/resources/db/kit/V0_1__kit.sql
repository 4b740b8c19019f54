-- Facts waiting for Kafka. The id's order is the order of commits within one key.
CREATE TABLE outbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic       text NOT NULL,
  key         text NOT NULL,
  headers     jsonb NOT NULL,
  value       bytea,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The last sequence given in a topic to an image; kept after its deletion.
CREATE TABLE outbox_sequence (
  topic    text NOT NULL,
  image_id uuid NOT NULL,
  last     bigint NOT NULL,
  PRIMARY KEY (topic, image_id)
);

CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY outbox;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

-- Events whose effect is in this database.
CREATE TABLE inbox (
  consumer   text NOT NULL,
  event_id   text NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

-- Events that could not be handled, and those of the same image that came after them.
CREATE TABLE parked_event (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer        text NOT NULL,
  image           text NOT NULL,
  topic           text NOT NULL,
  kafka_partition int NOT NULL,
  kafka_offset    bigint NOT NULL,
  headers         jsonb NOT NULL,
  value           bytea,
  reason          text NOT NULL,
  parked_at       timestamptz NOT NULL DEFAULT now(),
  UNIQUE (consumer, topic, kafka_partition, kafka_offset)
);
CREATE INDEX parked_event_image ON parked_event (consumer, image, id);
