-- Looked for each second, for everybody who sits: the few lines of a record that say what is missing, or found again.
CREATE INDEX "Observation_devices" ON "Observation" ("sittingId", "createdAt", id) WHERE kind IN (
  'SHARE_STOPPED', 'SHARE_MISSING', 'SHARE_RESUMED', 'CAMERA_LOST', 'CAMERA_MISSING', 'CAMERA_RESTORED',
  'MICROPHONE_LOST', 'MICROPHONE_MISSING', 'MICROPHONE_RESTORED', 'LIVE_LOST', 'LIVE_MISSING', 'LIVE_RESTORED'
);
