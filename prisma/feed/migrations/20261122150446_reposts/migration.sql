-- AlterTable
ALTER TABLE "feed_entry" ADD COLUMN     "place" TEXT;
UPDATE "feed_entry" SET "place" = "post_id";
ALTER TABLE "feed_entry" ALTER COLUMN "place" SET NOT NULL;

-- CreateTable
CREATE TABLE "repost" (
    "post_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "place" TEXT NOT NULL,

    CONSTRAINT "repost_pkey" PRIMARY KEY ("post_id","actor_id")
);

-- CreateIndex
CREATE INDEX "repost_actor_id_active_place_idx" ON "repost"("actor_id", "active", "place");

-- CreateIndex
CREATE INDEX "feed_entry_reader_id_place_post_id_idx" ON "feed_entry"("reader_id", "place", "post_id");
