-- CreateEnum
CREATE TYPE "reaction_kind" AS ENUM ('LIKE', 'LOVE', 'LAUGH', 'WOW', 'SAD', 'ANGRY');

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "angry_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "laugh_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "like_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "love_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reaction_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sad_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wow_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "angry_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "laugh_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "love_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reaction_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sad_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wow_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "reaction" (
    "subject_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "kind" "reaction_kind",
    "previous_kind" "reaction_kind",
    "version" INTEGER NOT NULL,
    "reacted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("subject_id","actor_id")
);

-- CreateIndex
CREATE INDEX "reaction_subject_id_reacted_at_actor_id_idx" ON "reaction"("subject_id", "reacted_at", "actor_id");

-- CreateIndex
CREATE INDEX "reaction_subject_id_kind_reacted_at_actor_id_idx" ON "reaction"("subject_id", "kind", "reacted_at", "actor_id");

-- What was a like is a reaction.
INSERT INTO "reaction" ("subject_id", "actor_id", "kind", "previous_kind", "version", "reacted_at")
SELECT "post_id", "actor_id", CASE WHEN "active" THEN 'LIKE'::"reaction_kind" END, CASE WHEN NOT "active" THEN 'LIKE'::"reaction_kind" END, "version", "liked_at"
FROM "post_like";
UPDATE "post" SET "reaction_count" = "like_count" WHERE "like_count" > 0;

-- DropTable
DROP TABLE "post_like";
