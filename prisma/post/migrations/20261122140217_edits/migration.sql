-- AlterEnum
ALTER TYPE "post_visibility" ADD VALUE 'FRIENDS';

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "alt_texts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "content_warning" TEXT,
ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "language" TEXT;

-- CreateTable
CREATE TABLE "post_revision" (
    "post_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "content_warning" TEXT,
    "language" TEXT,
    "media_ids" TEXT[],
    "alt_texts" TEXT[],
    "visibility" "post_visibility" NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_revision_pkey" PRIMARY KEY ("post_id","version")
);

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
