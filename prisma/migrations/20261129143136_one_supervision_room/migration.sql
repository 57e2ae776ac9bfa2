-- One open supervision room for a session, however many advisers open an activity at once.
CREATE UNIQUE INDEX "Room_one_supervision" ON "Room" ("sessionId") WHERE kind = 'SUPERVISION' AND state <> 'CLOSED';
