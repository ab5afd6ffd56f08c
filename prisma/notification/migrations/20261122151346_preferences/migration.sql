-- CreateEnum
CREATE TYPE "notification_senders" AS ENUM ('EVERYONE', 'FOLLOWED', 'NOBODY');

-- CreateTable
CREATE TABLE "preference" (
    "user_id" TEXT NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "in_app" "notification_senders" NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "follow" (
    "follower_id" TEXT NOT NULL,
    "followee_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "follow_pkey" PRIMARY KEY ("follower_id","followee_id")
);

-- Follows that stand, as far as somebody was told of them.
INSERT INTO "follow" ("follower_id", "followee_id", "active", "version")
SELECT "actor_id", "recipient_id", true, "version" FROM "notification" WHERE "kind" = 'FOLLOW' AND "withdrawn_at" IS NULL;
