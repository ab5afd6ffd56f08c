-- CreateIndex
CREATE INDEX "repost_actor_id_idx" ON "repost"("actor_id");
