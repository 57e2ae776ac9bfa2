/** Live rooms: waiting room, discussion, interview, media. */
export const rooms = {
  "rooms.waitingRoom": "Salle d’attente",
  "rooms.discussion": "Discussion de groupe",
  "rooms.interview": "Entrevue",
  "rooms.adviser": "Conseillère ou conseiller",
  "rooms.raiseHand": "Lever la main",
  "rooms.lowerHand": "Baisser la main",
  "rooms.handRaised": "Main levée",
  "rooms.speaking": "A la parole",
  "rooms.microphoneOff": "Micro fermé",
  "rooms.noVideo": "Sans image",
  "rooms.heardWell": "On vous entend bien",
} as const;
