-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "facets" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "facets" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "post_revision" ADD COLUMN     "facets" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "post_hashtag" (
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "post_id" TEXT NOT NULL,

    CONSTRAINT "post_hashtag_pkey" PRIMARY KEY ("name","created_at","post_id")
);

-- CreateTable
CREATE TABLE "handle" (
    "digest" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "handle_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "post_hashtag_post_id_idx" ON "post_hashtag"("post_id");

-- AddForeignKey
ALTER TABLE "post_hashtag" ADD CONSTRAINT "post_hashtag_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
