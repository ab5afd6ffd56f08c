-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('ACTIVE', 'DEACTIVATED', 'DELETED');

-- CreateTable
CREATE TABLE "block" (
    "blocker_id" TEXT NOT NULL,
    "blocked_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "block_pkey" PRIMARY KEY ("blocker_id","blocked_id")
);

-- CreateTable
CREATE TABLE "friendship" (
    "one_id" TEXT NOT NULL,
    "other_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "friendship_pkey" PRIMARY KEY ("one_id","other_id")
);

-- CreateTable
CREATE TABLE "account" (
    "user_id" TEXT NOT NULL,
    "status" "account_status" NOT NULL,
    "is_private" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("user_id")
);
