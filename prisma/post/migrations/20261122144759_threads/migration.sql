-- DropIndex
DROP INDEX "comment_post_id_created_at_id_idx";

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "below_id" TEXT,
ADD COLUMN     "reply_count" INTEGER NOT NULL DEFAULT 0;

-- What was there stands below its post.
UPDATE "comment" SET "below_id" = "post_id";
ALTER TABLE "comment" ALTER COLUMN "below_id" SET NOT NULL;

-- CreateIndex
CREATE INDEX "comment_below_id_created_at_id_idx" ON "comment"("below_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "comment_below_id_reaction_count_id_idx" ON "comment"("below_id", "reaction_count", "id");
