/** Where the desk leads: pages of other features, by their addresses. */
export const addresses = {
  sessions: "/bureau",
  session: (sessionId: string) => `/bureau/${sessionId}`,
  /** The desk of a session, with one of its people shown. */
  person: (sessionId: string, sittingId: string) => `/bureau/${sessionId}?personne=${sittingId}`,
  wall: "/surveillance",
  captioning: "/sous-titres",
  checkIn: (sessionId: string, sittingId: string) => `/bureau/${sessionId}/accueil/${sittingId}`,
  discussion: (sessionId: string) => `/bureau/${sessionId}/discussion`,
  interview: (sessionId: string, sittingId: string) => `/bureau/${sessionId}/entrevue/${sittingId}`,
  rescue: (sittingId: string) => `/secours/${sittingId}`,
  examBrowser: (sessionId: string) => `/bureau/${sessionId}/navigateur`,
  newDate: (sittingId: string) => `/nouvelle-date/${sittingId}`,
  rules: (sessionId: string) => `/regles/${sessionId}`,
  report: (sessionId: string) => `/bureau/${sessionId}/rapport`,
  paper: "/accueil",
} as const;
