-- CreateEnum
CREATE TYPE "reaction_kind" AS ENUM ('LIKE', 'LOVE', 'LAUGH', 'WOW', 'SAD', 'ANGRY');

-- AlterEnum
ALTER TYPE "notification_kind" RENAME VALUE 'LIKE' TO 'REACTION';

-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "reaction" "reaction_kind";

-- CreateIndex
CREATE INDEX "notification_comment_id_idx" ON "notification"("comment_id");

UPDATE "notification" SET "reaction" = 'LIKE' WHERE "kind" = 'REACTION';
