/** Inside the exam room: the editor, what to do when saving stops, coming back, the screen without a server. */
export const room = {
  "room.notSavedWhat": "Non enregistré — que faire",
  "room.whatToDoNow": "Que faire maintenant",
  "room.stayHere": "Laissez cette page ouverte : ce qui est à l’écran y reste.",
  "room.tryLater": "Nous réessayons toutes les quelques secondes; vous n’avez rien à relancer.",
  "room.askPerson": "Si cela dure plus d’une minute, parlez à une personne. Le temps perdu vous est rendu.",
  "room.busyTitle": "Le serveur est plus lent que d’habitude",
  "room.busyText": "Votre travail est gardé sur cet appareil et part un peu plus tard. Continuez; vous n’avez rien à faire.",
  "room.frozenTitle": "Votre activité est en pause jusqu’à ce que vous appuyiez sur « Continuer »",
  "room.frozenWhat":
    "Nous n’avons plus entendu votre page à partir de {time}. Votre temps s’est arrêté à ce moment; rien n’a été remis.",
  "room.frozenGiven": "Temps rendu : tout ce qui a passé depuis {time}.",
  "room.frozenLeft": "Il vous reste {count, plural, one {# minute} other {# minutes}}.",
  "room.frozenKept":
    "{count, plural, =0 {Tout ce que vous avez écrit est au serveur.} one {# modification est gardée sur cet appareil; elle part dès que vous continuez.} other {# modifications sont gardées sur cet appareil; elles partent dès que vous continuez.}}",
  "room.frozenElsewhere":
    "Tout ce que le serveur a reçu est ici. Si des mots manquent, ils sont gardés sur l’autre appareil : laissez-le tel quel et, avant de continuer ici, parlez à une personne, qui peut les reprendre.",
  "room.frozenReady": "Prenez le temps qu’il vous faut. Le temps repart quand vous appuyez sur le bouton.",
  "room.continue": "Continuer",
  "room.undo": "Annuler",
  "room.redo": "Rétablir",
  "room.edits": "Modifications",
  "room.capitals": "Majuscules",
  "room.insertWith":
    "Insérer {character} : {key}, puis {presses, plural, one {F2 une fois} other {F2 # fois}}",
  "room.space": "espace",
  "room.accentHint": "Accents : la lettre, puis F2.",
  "room.inserted": "{character} inséré",
  "room.keyboard": "Clavier",
  "room.keyboardTitle": "Votre clavier et les accents",
  "room.keyboardLead":
    "Sur n’importe quel clavier : tapez la lettre, puis F2 (ou Ctrl et la virgule). Chaque nouvel appui donne la forme suivante.",
  "room.keyColumn": "Tapez",
  "room.formsColumn": "Puis F2, une fois, deux fois…",
  "room.shortcutUndo": "Annuler : Ctrl+Z. Rétablir : Ctrl+Y.",
  "room.layoutStart": "Reconnaître mon clavier",
  "room.layoutAsk": "Tapez la lettre demandée : {letter}",
  "room.layoutNowhere": "Je ne la trouve pas",
  "room.layoutOther": "Ce n’était pas la lettre {letter}. Réessayez.",
  "room.layoutKnown": "Votre clavier : {layout}",
  "room.layoutUnknown": "Nous ne reconnaissons pas ce clavier. La touche F2 donne tous les accents.",
  "room.layout.CANADIAN": "français du Canada",
  "room.layout.FRENCH": "français de France",
  "room.layout.SWISS": "français de Suisse",
  "room.layout.US": "anglais",
  "room.tip.CANADIAN": "« É » est à droite, près de la touche Majuscule. « À », « è » et « ç » ont leur touche ou l’accent d’abord, puis la lettre.",
  "room.tip.FRENCH": "« É », « è », « ç », « à » et « ù » sont sur la rangée du haut. Pour les majuscules, tapez la lettre puis F2.",
  "room.tip.SWISS": "« É », « è » et « à » sont à droite. Pour les autres, l’accent d’abord, puis la lettre.",
  "room.tip.US": "Ce clavier n’a pas d’accents. Tapez la lettre, puis F2.",
  "room.layoutAgain": "Recommencer",
  "room.noWordCount": "Pas de compteur de mots, volontairement : la longueur est un repère.",
  "room.noSignature": "Ne signez pas et ne vous nommez pas : les personnes qui évaluent ne savent pas qui écrit.",
  "room.wordCount": "{count, plural, one {# mot} other {# mots}}",
  "room.refusedInput":
    "Ce texte n’a pas été tapé ici; il n’a pas été inséré. Vous pouvez déplacer vos propres phrases avec couper et coller.",
  "room.offlineTitle": "Le serveur ne répond pas",
  "room.offlineLead":
    "Cette page est la nôtre et elle reste ouverte. Nous réessayons toutes les cinq secondes; votre salle d’examen revient toute seule.",
  "room.offlineTime": "Votre temps s’arrête tout seul et ce qui est perdu vous est rendu.",
  "room.offlineKept":
    "{count, plural, =0 {Rien n’attend sur cet appareil : tout ce que vous avez écrit était au serveur.} one {# modification est gardée sur cet appareil et partira au retour du serveur.} other {# modifications sont gardées sur cet appareil et partiront au retour du serveur.}}",
  "room.offlineNothing": "Cet appareil n’a rien à garder pour cette séance.",
  "room.offlineUnreadable": "Nous ne pouvons pas lire ce que cet appareil garde. Ne fermez pas le navigateur.",
  "room.offlineText": "Votre texte, tel qu’il est gardé sur cet appareil",
  "room.unreadableTitle": "Nous ne pouvons pas lire ce que cet appareil garde",
  "room.unreadableText":
    "Des mots que le serveur n’a pas encore reçus s’y trouvent peut-être. Nous réessayons toutes les deux secondes; la salle s’ouvre d’elle-même. Si cela dure, parlez à une personne, qui peut vous rendre ce temps.",
  "room.unreadableOtherwise":
    "Vous pouvez aussi ouvrir sans attendre : votre travail sera celui que le serveur a reçu, et ce qui n’est que sur cet appareil n’y reviendra pas.",
  "room.unreadableOpen": "Ouvrir sans attendre",
  "room.notesElsewhereTitle": "Vos notes s’enregistrent dans une autre fenêtre",
  "room.notesElsewhereText":
    "Ici, elles ne peuvent plus changer. Écrivez dans l’autre fenêtre ou reprenez ici : vous y retrouverez tout ce qui a été enregistré.",
  "room.tryNow": "Réessayer maintenant",
  "room.rescueTitle": "Fichier de secours",
  "room.rescueText":
    "Le serveur ne répond pas. Par prudence, vous pouvez garder une copie de votre travail. Elle est chiffrée : seule notre équipe peut la lire. Remettez-la à la personne qui vous accompagne; continuez ensuite d’attendre ici.",
  "room.rescueElsewhere":
    "Des mots écrits ici n’étaient pas enregistrés au moment du changement d’appareil. Gardez-en une copie chiffrée : seule notre équipe peut la lire. Remettez-la à une personne de la séance avant de continuer sur l’autre appareil; ensuite, seul ce qui s’écrit là compte.",
  "room.rescueFailedSave":
    "Ce que vous avez écrit n’a pas pu être enregistré. Gardez-en une copie : elle est chiffrée, seule notre équipe peut la lire. Remettez-la à la personne qui vous accompagne.",
  "room.rescueDownload": "Télécharger le fichier de secours",
  "room.rescueDone": "Le fichier de secours est dans vos téléchargements.",
  "room.rescueNothing":
    "Aucun fichier n’a été préparé : nous ne trouvons rien sur cet appareil qui attende le serveur. Si des mots manquent à l’écran, parlez à une personne.",
  "room.rescueFailed": "Le fichier n’a pas pu être préparé. Laissez cette page ouverte et parlez à une personne.",
} as const;
