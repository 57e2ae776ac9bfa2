/** Live rooms: waiting room, check-in, discussion, interview, and what becomes of one’s devices. */
export const rooms = {
  "rooms.waitingRoom": "Salle d’attente",
  "rooms.discussion": "Discussion de groupe",
  "rooms.interview": "Entrevue",
  "rooms.adviser": "Conseillère ou conseiller",
  "rooms.adviserBadge": "Évaluation",
  "rooms.adviserNamed": "{name}, évaluation",
  "rooms.raiseHand": "Lever la main",
  "rooms.lowerHand": "Baisser la main",
  "rooms.handRaised": "Main levée",
  "rooms.speaking": "A la parole",
  "rooms.microphoneOff": "Micro fermé",
  "rooms.noVideo": "Sans image",
  "rooms.heardWell": "On vous entend bien",
  "rooms.notHere": "Pas encore ici",
  "rooms.you": "Vous",
  "rooms.enter": "Entrer dans la salle",
  "rooms.doorTitle": "Avant d’entrer",
  "rooms.doorDevices":
    "Votre caméra et votre micro s’ouvrent quand vous entrez. Vous pouvez les fermer en tout temps. Rien n’est enregistré.",
  "rooms.soundBlocked": "Le navigateur attend un geste de votre part pour faire entendre les autres.",
  "rooms.playSound": "Activer le son",
  "rooms.ownControls": "Votre micro et votre caméra",
  "rooms.closeMicrophone": "Fermer le micro",
  "rooms.openMicrophone": "Ouvrir le micro",
  "rooms.closeCamera": "Fermer la caméra",
  "rooms.openCamera": "Ouvrir la caméra",
  "rooms.hearing.WELL": "On vous entend bien",
  "rooms.hearing.WEAK": "Votre son arrive par moments",
  "rooms.hearing.NOT": "Votre son n’arrive pas",
  "rooms.hearing.MUTED": "Votre micro est fermé",
  "rooms.hearing.NO_MICROPHONE": "Aucun micro ouvert",
  "rooms.hearing.UNKNOWN": "Connexion en cours",
  "rooms.reconnecting": "La connexion est coupée. Elle se refait toute seule.",
  "rooms.reconnectingHelp": "Restez sur cette page. Le temps perdu vous est rendu.",
  "rooms.superseded": "Vous êtes dans cette salle depuis une autre fenêtre.",
  "rooms.continueHere": "Continuer ici",
  "rooms.unsupported":
    "Ce navigateur ne permet pas les appels vidéo. Ouvrez cette page dans une version récente de Chrome, d’Edge, de Firefox ou de Safari.",
  "rooms.camera.REFUSED":
    "Le navigateur refuse la caméra. Cliquez sur le cadenas ou sur la caméra dans la barre d’adresse, choisissez « Autoriser », puis réessayez.",
  "rooms.camera.MISSING":
    "Aucune caméra n’est branchée. Branchez-en une ou ouvrez le cache de celle de l’ordinateur, puis réessayez.",
  "rooms.camera.BUSY":
    "Une autre application utilise la caméra. Fermez Teams, Zoom ou toute autre application vidéo, puis réessayez.",
  "rooms.camera.UNPLUGGED": "La caméra s’est débranchée. Rebranchez-la, puis réessayez.",
  "rooms.camera.FAILED":
    "La caméra ne répond pas. Débranchez-la et rebranchez-la, ou redémarrez le navigateur, puis réessayez.",
  "rooms.microphone.REFUSED":
    "Le navigateur refuse le micro. Cliquez sur le cadenas ou sur le micro dans la barre d’adresse, choisissez « Autoriser », puis réessayez.",
  "rooms.microphone.MISSING": "Aucun micro n’est branché. Branchez un casque ou un micro, puis réessayez.",
  "rooms.microphone.BUSY":
    "Une autre application utilise le micro. Fermez Teams, Zoom ou toute autre application audio, puis réessayez.",
  "rooms.microphone.UNPLUGGED": "Le micro s’est débranché. Rebranchez-le, puis réessayez.",
  "rooms.microphone.FAILED":
    "Le micro ne répond pas. Débranchez-le et rebranchez-le, ou redémarrez le navigateur, puis réessayez.",
  "rooms.queueSoon": "Une personne de l’équipe viendra vous chercher ici.",
  "rooms.queueNext": "C’est bientôt à vous : vous êtes la prochaine personne appelée.",
  "rooms.queuePlace":
    "{count, plural, one {# personne passe} other {# personnes passent}} avant vous. Comptez environ cinq minutes par personne.",
  "rooms.queueStay": "Gardez cette page ouverte. L’appel s’affiche ici, vous n’avez rien à faire.",
  "rooms.whoComes": "Qui viendra",
  "rooms.breatheTitle": "En attendant",
  "rooms.breathe":
    "Posez les pieds au sol, respirez lentement. Vous n’êtes pas en retard et rien ne commence sans vous.",
  "rooms.haveWater": "Un verre d’eau à portée de main",
  "rooms.haveIdentity": "Votre pièce d’identité avec photo, prête à montrer",
  "rooms.haveQuiet": "Une pièce calme, le téléphone en silence",
  "rooms.checkInLead":
    "Une personne de l’équipe vous accueille et regarde votre pièce d’identité. Cela prend environ trois minutes.",
  "rooms.checkInNow": "{name} regarde votre pièce d’identité.",
  "rooms.checkInSoon": "Une personne de l’équipe arrive dans un instant.",
  "rooms.checkInPromise": "Votre pièce n’est ni photographiée ni enregistrée. Vous n’avez rien à cliquer.",
  "rooms.discussionLead":
    "La discussion de groupe a lieu dans cette salle. Vous verrez et entendrez les autres participants et l’équipe d’évaluation.",
  "rooms.part.PREPARATION": "Préparation",
  "rooms.part.OPENING": "Ouverture",
  "rooms.part.FREE": "Discussion libre",
  "rooms.part.CLOSING": "Conclusion",
  "rooms.partHelp.PREPARATION":
    "Relisez la tâche, votre document et vos notes pendant environ {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.partHelp.OPENING":
    "L’équipe présente la discussion. Écoutez : cela dure environ {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.partHelp.FREE":
    "La parole est au groupe pendant environ {minutes, plural, one {# minute} other {# minutes}}. Il n’y a pas d’ordre de parole.",
  "rooms.partHelp.CLOSING": "L’équipe conclut. Cela dure environ {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.clockStopped": "Le temps est arrêté.",
  "rooms.discussionLeft": "Il reste {minutes, plural, one {# minute} other {# minutes}} en tout.",
  "rooms.atTable": "Autour de la table",
  "rooms.atTableLead":
    "La discussion a lieu sur place, avec les personnes que voici. Votre document et vos notes restent affichés.",
  "rooms.nameIsYou": "{name} (vous)",
  "rooms.papers": "Tâche, documents et notes",
  "rooms.task": "Tâche",
  "rooms.noNotes": "Vous n’avez pas pris de notes.",
  "rooms.interviewNow": "Répondez à voix haute. Vous pouvez demander de répéter ou de dire autrement.",
  "rooms.interviewLead": "L’entrevue a lieu dans cette salle, avec une ou deux personnes de l’équipe d’évaluation.",
} as const;
