-- AlterTable
ALTER TABLE "media" ADD COLUMN     "byte_size" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "review_at" TIMESTAMPTZ(3);

-- What is there already is looked at once.
UPDATE "media" SET "review_at" = now() + interval '1 day';

-- CreateIndex
CREATE INDEX "media_review_at_idx" ON "media"("review_at");

-- CreateIndex
CREATE INDEX "media_owner_id_idx" ON "media"("owner_id");
