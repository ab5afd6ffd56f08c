-- AlterTable
ALTER TABLE "post" ADD COLUMN     "last_comment_position" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "client_request_id" TEXT,
ADD COLUMN     "deleted_position" BIGINT,
ADD COLUMN     "position" BIGINT;

-- Comments that are there already stand in the order in which they were written.
UPDATE "comment" SET "position" = placed.position
FROM (SELECT id, row_number() OVER (PARTITION BY post_id ORDER BY created_at, id) AS position FROM "comment") AS placed
WHERE "comment".id = placed.id;

UPDATE "post" SET "last_comment_position" = latest.position
FROM (SELECT post_id, max(position) AS position FROM "comment" GROUP BY post_id) AS latest
WHERE "post".id = latest.post_id;

-- AlterTable
ALTER TABLE "comment" ALTER COLUMN "position" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "comment_post_id_position_key" ON "comment"("post_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "comment_post_id_deleted_position_key" ON "comment"("post_id", "deleted_position");
