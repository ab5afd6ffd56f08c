-- CreateEnum
CREATE TYPE "media_failure" AS ENUM ('IMAGE_UNREADABLE', 'DIMENSIONS_TOO_LARGE', 'PROCESSING_FAILED');

-- AlterEnum
ALTER TYPE "media_status" ADD VALUE 'PROCESSING' BEFORE 'READY';
ALTER TYPE "media_status" ADD VALUE 'FAILED';

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "failure" "media_failure";

-- CreateIndex
CREATE INDEX "media_due_at_idx" ON "media"("due_at");
