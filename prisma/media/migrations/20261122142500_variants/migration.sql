-- AlterTable: the size of every variant follows from that of the full one.
ALTER TABLE "media" DROP COLUMN "thumbnail_height",
DROP COLUMN "thumbnail_width",
ADD COLUMN     "animated" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "blurhash" TEXT,
ADD COLUMN     "focal_x" DOUBLE PRECISION,
ADD COLUMN     "focal_y" DOUBLE PRECISION;
