-- CreateTable
CREATE TABLE "tagged_post" (
    "post_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "hashtags" TEXT[],
    "language" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "tagged_post_pkey" PRIMARY KEY ("post_id")
);

-- CreateIndex
CREATE INDEX "tagged_post_created_at_idx" ON "tagged_post"("created_at");
