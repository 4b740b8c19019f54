-- Who may do what with which custom properties: a list, in the order in which it is gone through.
CREATE TABLE property_rules (
  id    integer PRIMARY KEY CHECK (id = 1),
  rules jsonb NOT NULL
);
INSERT INTO property_rules VALUES (1, '{"list": []}');
