-- Lists by name walk an index of their own too, in the order in which they are sorted.
CREATE INDEX image_name_order ON image ((COALESCE(name, '')) COLLATE "C", created_at, id);
CREATE INDEX image_owner_name_order ON image (owner, (COALESCE(name, '')) COLLATE "C", created_at, id);
CREATE INDEX image_public_name_order ON image ((COALESCE(name, '')) COLLATE "C", created_at, id)
  WHERE visibility = 'public';

-- What is filtered in the public images is looked up among these only.
CREATE INDEX image_public_properties ON image USING gin (properties jsonb_path_ops) WHERE visibility = 'public';
CREATE INDEX image_public_tags ON image USING gin (tags) WHERE visibility = 'public';
