CREATE EXTENSION IF NOT EXISTS unaccent;

-- Without case and accents. The dictionary is named, so that the same text always gives the same.
CREATE FUNCTION plain_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "mentioned_ids" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "mentioned_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "quote_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "quoted_author_id" TEXT,
ADD COLUMN     "quoted_post_id" TEXT,
ADD COLUMN     "repost_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "search" tsvector GENERATED ALWAYS AS (
  to_tsvector('simple'::regconfig, plain_text(COALESCE("content_warning", ''::text) || ' '::text || "text"))
) STORED;

-- CreateTable
CREATE TABLE "hashtag" (
    "name" TEXT NOT NULL,

    CONSTRAINT "hashtag_pkey" PRIMARY KEY ("name")
);

INSERT INTO "hashtag" ("name") SELECT DISTINCT "name" FROM "post_hashtag";

-- CreateTable
CREATE TABLE "repost" (
    "post_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "reposted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repost_pkey" PRIMARY KEY ("post_id","actor_id")
);

-- CreateTable
CREATE TABLE "bookmark" (
    "actor_id" TEXT NOT NULL,
    "post_id" TEXT NOT NULL,
    "bookmarked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bookmark_pkey" PRIMARY KEY ("actor_id","post_id")
);

-- CreateIndex
CREATE INDEX "repost_post_id_active_reposted_at_actor_id_idx" ON "repost"("post_id", "active", "reposted_at", "actor_id");

-- CreateIndex
CREATE INDEX "bookmark_actor_id_bookmarked_at_post_id_idx" ON "bookmark"("actor_id", "bookmarked_at", "post_id");

-- CreateIndex
CREATE INDEX "post_quoted_post_id_created_at_id_idx" ON "post"("quoted_post_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "post_created_at_id_idx" ON "post"("created_at", "id");

-- CreateIndex
CREATE INDEX "post_search_idx" ON "post" USING GIN ("search");
