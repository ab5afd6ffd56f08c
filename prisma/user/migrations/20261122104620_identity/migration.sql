-- CreateEnum
CREATE TYPE "mailed_token_purpose" AS ENUM ('VERIFY_EMAIL', 'RESET_PASSWORD');

-- DropIndex
DROP INDEX "session_user_id_idx";

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3);

-- What the sessions there are have been: seen at their latest exchange, good as long as their latest token.
UPDATE "session" SET
  "last_seen_at" = GREATEST("created_at", (SELECT max("exchanged_at") FROM "refresh_token" WHERE "session_id" = "session"."id")),
  "expires_at" = COALESCE((SELECT max("expires_at") FROM "refresh_token" WHERE "session_id" = "session"."id"), "created_at");

-- AlterTable
ALTER TABLE "session" ALTER COLUMN "expires_at" SET NOT NULL,
ALTER COLUMN "last_seen_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "mailed_token" (
    "hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "purpose" "mailed_token_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailed_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "authenticator" (
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_period" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "authenticator_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","hash")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mailed_token_user_id_purpose_idx" ON "mailed_token"("user_id", "purpose");

-- CreateIndex
CREATE INDEX "mail_next_attempt_at_idx" ON "mail"("next_attempt_at");

-- CreateIndex
CREATE INDEX "session_user_id_last_seen_at_id_idx" ON "session"("user_id", "last_seen_at", "id");

-- AddForeignKey
ALTER TABLE "mailed_token" ADD CONSTRAINT "mailed_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authenticator" ADD CONSTRAINT "authenticator_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
