-- AlterTable
ALTER TABLE "account" ADD COLUMN     "default_post_visibility" "post_visibility" NOT NULL DEFAULT 'PUBLIC',
ADD COLUMN     "erased" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "comment_author_id_idx" ON "comment"("author_id");

-- CreateIndex
CREATE INDEX "reaction_actor_id_idx" ON "reaction"("actor_id");
