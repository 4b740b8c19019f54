-- The trail: every fact once, in the order in which it became visible. Rows are added and never changed.
CREATE TABLE audit_event (
    -- 1, 2, 3 … without holes. Given out under a lock that is held until commit, so no lower position appears later.
    position      bigint      PRIMARY KEY,
    source        text        NOT NULL,
    event_id      text        NOT NULL,
    type          text        NOT NULL,
    topic         text        NOT NULL,
    partition_id  integer     NOT NULL,
    record_offset bigint      NOT NULL,
    image_id      uuid        NOT NULL,
    sequence      bigint      NOT NULL,
    event_time    timestamptz NOT NULL,
    owner_project text,
    actor_user    text,
    actor_project text,
    actor_roles   text        NOT NULL, -- comma-separated, as the event has them
    request_id    text,
    actor_address text,
    -- The event as received: [[name, value], …] and the JSON text. Not json or jsonb: not a character may change.
    headers       text        NOT NULL,
    data          text        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    -- by id first: what is already on record is looked up by the ids of a batch
    CONSTRAINT audit_event_once UNIQUE (event_id, source)
);

CREATE INDEX audit_event_series ON audit_event (image_id, topic, sequence);
CREATE INDEX audit_event_image ON audit_event (image_id, position);
CREATE INDEX audit_event_owner ON audit_event (owner_project, position);
CREATE INDEX audit_event_actor_project ON audit_event (actor_project, position);
CREATE INDEX audit_event_actor ON audit_event (actor_user, position);
CREATE INDEX audit_event_type ON audit_event (type, position);
CREATE INDEX audit_event_time ON audit_event (event_time);

CREATE FUNCTION audit_event_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only: % refused', tg_op;
END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only();

-- Sequences that did not come when they were due, and when the last of them came after all.
CREATE TABLE sequence_gap (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic         text        NOT NULL,
    image_id      uuid        NOT NULL,
    expected      bigint      NOT NULL,
    got           bigint      NOT NULL,
    noticed_at    timestamptz NOT NULL,
    healed_at     timestamptz
);

CREATE INDEX sequence_gap_open ON sequence_gap (image_id, topic) WHERE healed_at IS NULL;
