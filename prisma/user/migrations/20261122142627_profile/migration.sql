-- AlterTable
ALTER TABLE "user" ADD COLUMN     "account_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "avatar_alt_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "banner_alt_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "banner_id" TEXT,
ADD COLUMN     "links" JSONB NOT NULL DEFAULT '[]';

-- AddForeignKey
ALTER TABLE "block" ADD CONSTRAINT "block_blocker_id_fkey" FOREIGN KEY ("blocker_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block" ADD CONSTRAINT "block_blocked_id_fkey" FOREIGN KEY ("blocked_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
