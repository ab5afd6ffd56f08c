-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "trace" TEXT;
