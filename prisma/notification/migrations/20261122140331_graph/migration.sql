-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('ACTIVE', 'DEACTIVATED', 'DELETED');

-- AlterEnum
ALTER TYPE "notification_kind" ADD VALUE 'FOLLOW_REQUEST';
ALTER TYPE "notification_kind" ADD VALUE 'FOLLOW_REQUEST_ACCEPTED';
ALTER TYPE "notification_kind" ADD VALUE 'FRIEND_REQUEST';
ALTER TYPE "notification_kind" ADD VALUE 'FRIEND_REQUEST_ACCEPTED';

-- CreateTable
CREATE TABLE "block" (
    "blocker_id" TEXT NOT NULL,
    "blocked_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "block_pkey" PRIMARY KEY ("blocker_id","blocked_id")
);

-- CreateTable
CREATE TABLE "mute" (
    "muter_id" TEXT NOT NULL,
    "muted_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "until" TIMESTAMPTZ(3),
    "notifications" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "mute_pkey" PRIMARY KEY ("muter_id","muted_id")
);

-- CreateTable
CREATE TABLE "account" (
    "user_id" TEXT NOT NULL,
    "status" "account_status" NOT NULL,
    "is_private" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "notification_actor_id_recipient_id_idx" ON "notification"("actor_id", "recipient_id");
