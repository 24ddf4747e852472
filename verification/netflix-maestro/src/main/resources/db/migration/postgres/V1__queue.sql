CREATE TABLE maestro_queue (
  queue_id    INT8 NOT NULL,
  owned_until INT8 NOT NULL,
  msg_id      TEXT NOT NULL,
  payload     TEXT NOT NULL,
  create_time INT8 NOT NULL,
  PRIMARY KEY (msg_id)
);
CREATE INDEX maestro_queue_owned ON maestro_queue (queue_id, owned_until, create_time);
