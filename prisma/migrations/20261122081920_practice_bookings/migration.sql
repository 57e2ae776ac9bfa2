-- One live booking per registration that has not been released; a practice is begun as often as one likes.
DROP INDEX "Booking_one_active";
CREATE UNIQUE INDEX "Booking_one_active" ON "Booking" ("registrationId") WHERE "isActive" AND "releasedAt" IS NULL AND NOT "isPractice";
