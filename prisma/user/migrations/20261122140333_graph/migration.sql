-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('ACTIVE', 'DEACTIVATED', 'DELETED');

-- CreateEnum
CREATE TYPE "post_visibility" AS ENUM ('PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME');

-- CreateEnum
CREATE TYPE "follow_list_audience" AS ENUM ('EVERYONE', 'FOLLOWERS', 'NOBODY');

-- CreateEnum
CREATE TYPE "follow_request_status" AS ENUM ('PENDING', 'APPROVED', 'DECLINED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "friendship_status" AS ENUM ('REQUESTED', 'FRIENDS', 'ENDED');

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "default_post_visibility" "post_visibility" NOT NULL DEFAULT 'PUBLIC',
ADD COLUMN     "delete_at" TIMESTAMPTZ(3),
ADD COLUMN     "follow_list_audience" "follow_list_audience" NOT NULL DEFAULT 'EVERYONE',
ADD COLUMN     "is_discoverable" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "is_private" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "status" "account_status" NOT NULL DEFAULT 'ACTIVE';

-- CreateTable
CREATE TABLE "follow_request" (
    "follower_id" TEXT NOT NULL,
    "followee_id" TEXT NOT NULL,
    "status" "follow_request_status" NOT NULL,
    "version" INTEGER NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_request_pkey" PRIMARY KEY ("follower_id","followee_id")
);

-- CreateTable
CREATE TABLE "friendship" (
    "one_id" TEXT NOT NULL,
    "other_id" TEXT NOT NULL,
    "requester_id" TEXT NOT NULL,
    "status" "friendship_status" NOT NULL,
    "version" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "friendship_pkey" PRIMARY KEY ("one_id","other_id")
);

-- CreateTable
CREATE TABLE "block" (
    "blocker_id" TEXT NOT NULL,
    "blocked_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "blocked_at" TIMESTAMPTZ(3) NOT NULL,

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
    "muted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mute_pkey" PRIMARY KEY ("muter_id","muted_id")
);

-- CreateTable
CREATE TABLE "dismissed_suggestion" (
    "user_id" TEXT NOT NULL,
    "suggested_id" TEXT NOT NULL,

    CONSTRAINT "dismissed_suggestion_pkey" PRIMARY KEY ("user_id","suggested_id")
);

-- CreateTable
CREATE TABLE "retired_handle" (
    "handle" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retired_handle_pkey" PRIMARY KEY ("handle")
);

-- CreateIndex
CREATE INDEX "follow_request_follower_id_status_requested_at_followee_id_idx" ON "follow_request"("follower_id", "status", "requested_at", "followee_id");

-- CreateIndex
CREATE INDEX "follow_request_followee_id_status_requested_at_follower_id_idx" ON "follow_request"("followee_id", "status", "requested_at", "follower_id");

-- CreateIndex
CREATE INDEX "friendship_one_id_status_since_idx" ON "friendship"("one_id", "status", "since");

-- CreateIndex
CREATE INDEX "friendship_other_id_status_since_idx" ON "friendship"("other_id", "status", "since");

-- CreateIndex
CREATE INDEX "block_blocker_id_active_blocked_at_blocked_id_idx" ON "block"("blocker_id", "active", "blocked_at", "blocked_id");

-- CreateIndex
CREATE INDEX "block_blocked_id_active_idx" ON "block"("blocked_id", "active");

-- CreateIndex
CREATE INDEX "mute_muter_id_active_muted_at_muted_id_idx" ON "mute"("muter_id", "active", "muted_at", "muted_id");

-- CreateIndex
CREATE INDEX "user_delete_at_idx" ON "user"("delete_at");
