-- AlterTable
ALTER TABLE "ready_media" ADD COLUMN     "deleted" BOOLEAN NOT NULL DEFAULT false;
