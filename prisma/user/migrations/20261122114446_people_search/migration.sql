CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Without case and accents. The dictionary is named, so that the same text always gives the same.
CREATE FUNCTION plain_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- What people are found by: the words of both names, each after a space.
CREATE FUNCTION people_search_text(display_name text, username text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT ' ' || public.plain_text(regexp_replace(display_name, '\s+', ' ', 'g') || ' ' || username) $$;

CREATE INDEX "user_search_text_trgm_idx" ON "user" USING gin (people_search_text(display_name, username) gin_trgm_ops);
-- For a single letter, which makes no trigram: names that begin with it.
CREATE INDEX "user_search_text_idx" ON "user" (people_search_text(display_name, username));
