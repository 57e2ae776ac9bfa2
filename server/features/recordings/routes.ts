import * as contract from "#shared/protocol/recordings.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { destructionCertificate, holdRecordings, recordingsDesk, releaseRecordings } from "./desk.ts";
import { clipFilm } from "./clip-film.ts";
import { openPlayback, playbackFilm, playbackVoice } from "./playback.ts";

export const recordingRoutes: readonly BoundRoute[] = [
  serve(contract.recordingsDesk, recordingsDesk),
  serve(contract.holdRecordings, holdRecordings),
  serve(contract.releaseRecordings, releaseRecordings),
  serve(contract.destructionCertificate, destructionCertificate),
  serve(contract.openPlayback, openPlayback),
  serve(contract.clipFilm, clipFilm),
  serve(contract.playbackVoice, playbackVoice),
  serve(contract.playbackFilm, playbackFilm),
];
