-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "group_id" TEXT;

-- CreateTable
CREATE TABLE "notification_group" (
    "id" TEXT NOT NULL,
    "recipient_id" TEXT NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "about_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_position" BIGINT NOT NULL,

    CONSTRAINT "notification_group_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_group_recipient_id_last_position_idx" ON "notification_group"("recipient_id", "last_position");

-- CreateIndex
CREATE INDEX "notification_group_recipient_id_kind_about_id_started_at_idx" ON "notification_group"("recipient_id", "kind", "about_id", "started_at");

-- CreateIndex
CREATE INDEX "notification_group_id_position_idx" ON "notification"("group_id", "position");

-- What was told before: together what happened on one day. A group is named after its first.
WITH "told" AS (
  SELECT "recipient_id", "kind", CASE "kind" WHEN 'COMMENT' THEN "post_id" ELSE "subject_id" END AS "about_id", "occurred_at", "position",
         date_trunc('day', "occurred_at", 'UTC') AS "day", "id"
  FROM "notification" WHERE "position" IS NOT NULL
), "grouped" AS (
  INSERT INTO "notification_group" ("id", "recipient_id", "kind", "about_id", "started_at", "last_position")
  SELECT 'ngr' || substr(min("id"), 4), "recipient_id", "kind", "about_id", min("occurred_at"), max("position")
  FROM "told" GROUP BY "recipient_id", "kind", "about_id", "day"
  RETURNING *
)
UPDATE "notification" SET "group_id" = "grouped"."id" FROM "told" JOIN "grouped" USING ("recipient_id", "kind", "about_id")
WHERE "told"."id" = "notification"."id" AND date_trunc('day', "grouped"."started_at", 'UTC') = "told"."day";
