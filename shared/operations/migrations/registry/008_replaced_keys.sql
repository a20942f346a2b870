-- Up Migration
-- The keys that a key was made in place of: whoever holds it did what was done with those.
ALTER TABLE api_keys ADD COLUMN replaces uuid[] NOT NULL DEFAULT '{}';
UPDATE api_keys k SET replaces = ARRAY[e.target::uuid]
FROM _audit.entries e WHERE e.action = 'key.rotated' AND e.after->>'key_id' = k.key_id::text;

-- Down Migration
ALTER TABLE api_keys DROP COLUMN replaces;
