/** The check of one’s own equipment, with what to do about each thing that stands in the way. */
export const techCheck = {
  "tech.title": "Vérifier votre matériel",
  "tech.lead":
    "Environ huit minutes. Les mêmes vérifications que le jour de l’examen : si tout passe ici, tout devrait passer ce jour-là. Ni image ni son ne sont gardés; le résultat l’est, signé.",
  "tech.browser": "Navigateur et écran",
  "tech.camera": "Caméra",
  "tech.microphone": "Micro",
  "tech.loudspeaker": "Haut-parleur",
  "tech.screen": "Partage d’écran",
  "tech.network": "Réseau",
  "tech.todo": "À faire",
  "tech.ok": "Réussi",
  "tech.failed": "À corriger",
  "tech.running": "En cours",
  "tech.browserFound": "{name} {version}, fenêtre de {width} pixels de large.",
  "tech.openCamera": "Ouvrir la caméra",
  "tech.cameraSee": "Voyez-vous votre image?",
  "tech.cameraYes": "Oui, je me vois",
  "tech.namedTitle": "{device, select, camera {Cette caméra porte} other {Ce micro porte}} le nom d’un logiciel : {program}",
  "tech.namedText": "Vous pouvez le garder. Le jour de l’examen, ce nom sera noté une fois dans votre journal, que vous lisez aussi; rien d’autre n’en découle. La personne qui vous accueille pourra vous demander pourquoi.",
  "tech.preview": "Aperçu de votre caméra",
  "tech.openMicrophone": "Ouvrir le micro",
  "tech.level": "Niveau du micro",
  "tech.levelText": "{level} %",
  "tech.microphoneSay": "Dites votre nom à voix normale, puis enregistrez trois secondes et écoutez-vous.",
  "tech.record": "Enregistrer 3 secondes",
  "tech.recording": "Parlez maintenant…",
  "tech.replay": "Réécouter",
  "tech.microphoneHeard": "Avez-vous entendu clairement votre voix?",
  "tech.heardYes": "Oui, clairement",
  "tech.heardNo": "Non",
  "tech.playTone": "Faire entendre un son",
  "tech.playing": "Écoutez…",
  "tech.playAgain": "Faire entendre de nouveau",
  "tech.toneHeard": "Avez-vous entendu trois notes?",
  "tech.toneYes": "Oui, je les ai entendues",
  "tech.toneNo": "Non",
  "tech.screenHelp":
    "Le navigateur demande ce que vous voulez partager. Choisissez l’écran entier, pas une fenêtre ni un onglet. L’image reste sur votre ordinateur.",
  "tech.shareScreen": "Partager mon écran",
  "tech.screenShared": "Partagé : {surface}",
  "tech.surface.monitor": "écran entier",
  "tech.surface.window": "une fenêtre",
  "tech.surface.browser": "un onglet",
  "tech.surface.other": "autre chose",
  "tech.lockHelp":
    "Facultatif : si vous le permettez, le navigateur peut dire que votre écran s’est verrouillé. Votre journal dira alors que l’écran s’est verrouillé, et non seulement que la page n’était plus à l’écran. Le navigateur appelle cela « savoir quand vous utilisez l’appareil »; rien d’autre n’en est lu.",
  "tech.lockAllow": "Permettre de distinguer l’écran verrouillé",
  "tech.lockAllowed": "C’est permis : un écran verrouillé sera noté comme tel.",
  "tech.lockDenied": "Ce n’est pas permis. Rien de l’examen n’en dépend.",
  "tech.networkHelp": "Trois mesures, par le chemin même de l’examen : la vitesse, votre image et votre voix envoyées à la salle et revenues, une réponse enregistrée. Comptez une demi-minute.",
  "tech.testNetwork": "Mesurer le réseau",
  "tech.networkFound": "Réponse en {rtt} ms · envoi {up, number} kbit/s · réception {down, number} kbit/s",
  "tech.mediaFound": "Votre image et votre voix sont allées à la salle et en sont revenues ({ms} ms).",
  "tech.savingFound": "Une réponse d’essai est enregistrée sur cet appareil et sur le serveur ({ms} ms).",
  "tech.finish": "Voir le résultat",
  "tech.finishHint": "Il reste à faire : {parts}.",
  "tech.passedTitle": "Votre matériel est prêt.",
  "tech.passedText": "Refaites cette vérification si vous changez d’ordinateur, de casque ou de réseau.",
  "tech.failedTitle": "Il reste quelque chose à corriger.",
  "tech.inPersonOffer":
    "Si cela ne s’arrange pas, une place en présence vous est offerte, sans frais et sans conséquence.",
  "tech.inPersonSeat": "Choisir une place en présence",
  "tech.contact": "Votre personne-ressource : {name}.",
  "tech.again": "Recommencer",
  "tech.backToJourney": "Revenir à mon parcours",
  "tech.lastPassed": "Votre dernière vérification, le {date}, était réussie.",
  "tech.lastFailed": "Votre dernière vérification, le {date}, demandait une correction.",
  "tech.notKept": "Sans dossier d’examen, ce résultat n’est pas gardé.",
  "tech.fix.BROWSER_OLD":
    "Ce navigateur ne permet pas les appels vidéo. Installez une version récente de Chrome, d’Edge ou d’un autre navigateur Chromium.",
  "tech.fix.WINDOW_SMALL":
    "La fenêtre est trop étroite pour l’examen. Utilisez un ordinateur et agrandissez la fenêtre (au moins 1 024 pixels).",
  "tech.fix.STORAGE_MISSING":
    "Ce navigateur ne garde rien sur l’appareil. Quittez la navigation privée ou mettez le navigateur à jour : vos réponses doivent survivre à une coupure.",
  "tech.fix.CAMERA_REFUSED":
    "La caméra est refusée. Cliquez sur le cadenas dans la barre d’adresse, autorisez la caméra, puis recommencez.",
  "tech.fix.CAMERA_MISSING":
    "Aucune caméra n’est trouvée. Branchez-en une ou ouvrez le cache de celle de l’ordinateur.",
  "tech.fix.CAMERA_BUSY": "Une autre application utilise la caméra. Fermez-la, puis recommencez.",
  "tech.fix.CAMERA_FAILED": "La caméra ne donne pas d’image. Débranchez-la et rebranchez-la, ou essayez-en une autre.",
  "tech.fix.MICROPHONE_REFUSED":
    "Le micro est refusé. Cliquez sur le cadenas dans la barre d’adresse, autorisez le micro, puis recommencez.",
  "tech.fix.MICROPHONE_MISSING": "Aucun micro n’est trouvé. Branchez un casque ou un micro.",
  "tech.fix.MICROPHONE_BUSY": "Une autre application utilise le micro. Fermez-la, puis recommencez.",
  "tech.fix.MICROPHONE_FAILED": "Le micro ne répond pas. Débranchez-le et rebranchez-le, ou essayez-en un autre.",
  "tech.fix.MICROPHONE_SILENT":
    "Le micro est trop faible. Approchez-le, montez son volume dans les réglages de l’ordinateur, ou essayez un casque.",
  "tech.fix.LOUDSPEAKER_NOT_HEARD":
    "Aucun son entendu. Montez le volume, vérifiez la sortie choisie dans les réglages de l’ordinateur, ou branchez un casque.",
  "tech.fix.SCREEN_REFUSED":
    "Le partage d’écran a été refusé. Recommencez et choisissez l’écran entier; sur Mac, autorisez d’abord le navigateur dans Réglages, Confidentialité, Enregistrement de l’écran.",
  "tech.fix.SCREEN_NOT_MONITOR":
    "Vous avez partagé une fenêtre ou un onglet. Recommencez et choisissez l’écran entier.",
  "tech.fix.SCREEN_SURFACE_UNKNOWN":
    "Ce navigateur ne dit pas ce qui est partagé : personne ne peut vérifier que c’est l’écran entier. Pour l’examen, utilisez Chrome, Edge ou un autre navigateur Chromium sur un ordinateur, ou parlez à une personne.",
  "tech.fix.SCREEN_STOPPED": "Le partage s’est arrêté. Recommencez et laissez-le ouvert.",
  "tech.fix.SCREEN_UNSUPPORTED":
    "Ce navigateur ne permet pas de partager l’écran. Pour l’examen, utilisez Chrome, Edge ou un autre navigateur Chromium sur un ordinateur.",
  "tech.fix.NETWORK_NOT_REACHED": "Le serveur ne répond pas. Vérifiez votre connexion, puis recommencez.",
  "tech.fix.NETWORK_SLOW_ANSWER": "La connexion répond lentement. Rapprochez-vous du routeur ou branchez un câble.",
  "tech.fix.NETWORK_SLOW_UP":
    "L’envoi est trop lent pour la vidéo. Branchez un câble et fermez ce qui utilise le réseau.",
  "tech.fix.NETWORK_SLOW_DOWN":
    "La réception est trop lente pour la vidéo. Branchez un câble et fermez ce qui utilise le réseau.",
  "tech.fix.MEDIA_NOT_REACHED":
    "Votre image ou votre voix n’arrive pas à la salle. Essayez un autre réseau, sans réseau privé virtuel ni pare-feu d’entreprise.",
  "tech.fix.SAVING_FAILED":
    "La réponse d’essai n’a pas pu être enregistrée. Vérifiez la connexion et quittez la navigation privée, puis recommencez.",
} as const;
