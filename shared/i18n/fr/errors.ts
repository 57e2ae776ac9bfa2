/** One sentence per refusal code: what happened, then what to do. Keys are the codes of the protocol. */
export const errors = {
  "errors.OFFLINE": "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez; rien de ce qui est écrit n’est perdu.",
  "errors.BAD_INPUT": "Un renseignement est à corriger. Relisez les champs signalés.",
  "errors.NOT_SIGNED_IN": "Votre session est terminée. Entrez de nouveau par votre lien ou avec votre mot de passe.",
  "errors.FORBIDDEN": "Votre compte ne permet pas cette action. Écrivez-nous si vous devriez pouvoir la faire.",
  "errors.NOT_FOUND": "Cette page n’existe pas ou n’existe plus. Revenez à l’accueil.",
  "errors.TOO_MANY_REQUESTS": "Trop d’essais en peu de temps. Attendez quelques minutes, puis réessayez.",
  "errors.CROSS_SITE": "Cette demande vient d’un autre site. Revenez sur notre site, puis recommencez.",
  "errors.TOO_LARGE": "Ce fichier ou ce texte dépasse la taille permise. Réduisez-le, puis recommencez.",
  "errors.SURPRISE":
    "Une erreur imprévue est survenue. Réessayez; si elle revient, donnez le code de référence à une personne de notre équipe.",
  "errors.UNAVAILABLE": "Le service est momentanément indisponible. Réessayez dans une minute.",
  "errors.NOT_ALLOWED_NOW": "Cette action n’est pas possible à ce moment-ci. La page montre où vous en êtes.",
  "errors.STATE_CHANGED": "La situation a changé entre-temps. La page est maintenant à jour; recommencez au besoin.",
  "errors.WRONG_CREDENTIALS": "L’adresse courriel ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.",
  "errors.TOTP_REQUIRED": "Votre compte demande aussi un code à six chiffres. Lisez-le dans votre application.",
  "errors.WRONG_TOTP": "Ce code n’est pas le bon ou a déjà servi. Attendez le code suivant, puis réessayez.",
  "errors.WRONG_PASSWORD": "Ce mot de passe n’est pas le bon. Vérifiez-le, puis réessayez.",
  "errors.TOTP_NEEDED":
    "Votre rôle demande un code à six chiffres à la connexion. Activez-le dans « Votre compte », puis revenez.",
  "errors.LINK_UNKNOWN": "Ce lien n’est pas complet ou a été modifié. Copiez-le en entier ou demandez un nouveau lien.",
  "errors.LINK_EXPIRED": "Ce lien n’est plus valable. Demandez-en un nouveau : il arrive en une minute.",
  "errors.LINK_USED": "Ce lien a déjà servi. Demandez-en un nouveau : il arrive en une minute.",
  "errors.EMAIL_ALREADY_REFERRED": "Cette adresse courriel est déjà celle d’une personne orientée. Vérifiez l’adresse ou la liste.",
  "errors.EMAIL_NOT_USABLE":
    "Cette adresse ne peut pas servir à une personne candidate. Demandez à la personne son adresse personnelle.",
  "errors.FILE_NUMBER_TAKEN": "Ce numéro de dossier est déjà dans votre liste. Vérifiez le numéro.",
  "errors.BIRTH_DATE_UNLIKELY": "Cette date de naissance semble inexacte. Vérifiez l’année, puis recommencez.",
  "errors.CSV_ENCODING": "Ce fichier n’est pas en UTF-8. Enregistrez-le au format « CSV UTF-8 », puis déposez-le de nouveau.",
  "errors.CSV_HEADER":
    "La première ligne ne donne pas les colonnes attendues. Téléchargez le modèle et gardez sa première ligne.",
  "errors.CSV_EMPTY": "Ce fichier ne contient aucune personne. Ajoutez une ligne par personne sous l’en-tête.",
  "errors.CSV_TOO_MANY_ROWS": "Ce fichier dépasse 2 000 lignes. Séparez-le en plusieurs fichiers; rien n’a été enregistré.",
  "errors.CONSENT_MISSING": "Il manque un consentement nécessaire. Lisez l’avis, puis donnez votre réponse.",
  "errors.SESSION_FULL": "La dernière place vient d’être prise. Choisissez une autre séance.",
  "errors.SESSION_CLOSED": "Cette séance n’accepte plus de changement. Choisissez-en une autre ou parlez à une personne.",
  "errors.WRONG_MODE": "Cette séance ne correspond pas au mode choisi. Choisissez une séance du même mode.",
  "errors.FORM_SEEN": "Vous avez déjà vu le cas de cette séance. Choisissez-en une autre : son cas est différent.",
  "errors.WRONG_BODY": "Cette séance est celle d’un autre ordre. Choisissez une séance de votre ordre.",
  "errors.ALREADY_BOOKED": "Vous avez déjà une séance. Annulez-la d’abord si vous voulez en changer.",
  "errors.IDENTITY_NOT_CONFIRMED": "L’identité n’est pas encore confirmée. L’examen s’ouvre juste après.",
  "errors.BUSY": "Le service est très occupé. Votre travail est gardé sur cet appareil et part dès que possible; continuez.",
  "errors.SEAT_ELSEWHERE": "L’épreuve se passe sur un autre appareil. Pour poursuivre ici, une conseillère ou un conseiller doit vous réadmettre.",
  "errors.STATION_NEEDED": "En présence, l’épreuve se passe au poste que l’équipe vous a remis. Demandez un code de poste à une personne de l’équipe.",
  "errors.EXAM_BROWSER_NEEDED": "Cette épreuve se passe dans Safe Exam Browser. Ouvrez-la depuis la page de votre séance, ou parlez à une personne.",
  "errors.EXAM_BROWSER_PROOF": "La page doit être reconnue de nouveau par Safe Exam Browser. Rechargez-la; tout ce qui est écrit est gardé.",
  "errors.EXAM_BROWSER_LOCKED":
    "Votre temps est arrêté et votre travail est gardé. Une conseillère ou un conseiller est prévenu et vous permettra de poursuivre.",
  "errors.NOT_IN_CALL": "L’identité se confirme dans l’appel, en présence de la personne. Appelez-la, attendez qu’elle vous rejoigne, puis enregistrez; ce que vous avez inscrit est gardé.",
  "errors.RUN_NOT_OPEN": "Cette activité n’est pas ouverte. Attendez l’annonce de l’équipe.",
  "errors.LEASE_LOST": "Votre examen est ouvert ailleurs : cette page ne peut plus écrire. Continuez dans l’autre fenêtre.",
  "errors.SEQUENCE_GAP": "Des réponses manquent sur le serveur. L’envoi reprend tout seul; continuez.",
  "errors.SEQUENCE_CONFLICT":
    "Une même réponse est arrivée deux fois avec un contenu différent. Les deux sont gardées; prévenez une personne.",
  "errors.UNSENT_ANSWERS": "Tout n’est pas encore arrivé au serveur. Attendez quelques secondes, puis remettez de nouveau.",
  "errors.RESCUE_NOT_A_FILE":
    "Ce fichier n’est pas un fichier de secours de l’examen. Choisissez le fichier « epreuve-secours » de la personne.",
  "errors.RESCUE_OTHER_PERSON":
    "Ce fichier est celui d’une autre personne ou d’une autre séance; rien n’a été importé. Ouvrez la page de la bonne personne.",
  "errors.RESCUE_ALTERED":
    "Ce fichier a été modifié ou n’est pas complet; rien n’a été importé. Demandez de nouveau le fichier d’origine.",
  "errors.RESCUE_ALREADY_IMPORTED":
    "Ce fichier a déjà été importé. Il n’y a rien d’autre à faire.",
  "errors.RESCUE_NOT_TAKEN":
    "Ce fichier ne se raccorde pas à ce que le serveur a déjà; rien n’a été importé. Gardez-le et prévenez l’équipe technique.",
  "errors.ROOM_NOT_OPEN": "Cette salle n’est pas ouverte. Attendez que l’équipe vous y appelle.",
  "errors.ROOM_TICKET_INVALID": "Votre entrée dans la salle n’est plus valable. Entrez de nouveau.",
  "errors.STALE_EPOCH": "La salle a redémarré. La connexion se refait toute seule.",
  "errors.NEEDS_TWO_ADVISERS": "Il faut deux conseillères ou conseillers distincts. Attendez l’avis de l’autre personne.",
  "errors.NEEDS_TWO_PROMPTS": "Il faut au moins deux relances notées pour cette personne avant de l’arrêter.",
  "errors.IDENTITY_NOTE_NUMBER":
    "La note contient un numéro. Retirez-le : on n’écrit jamais le numéro d’une pièce d’identité.",
  "errors.IDENTITY_NEEDS_DOCUMENT":
    "L’identité ne peut pas être confirmée sans pièce. Choisissez la pièce que vous avez vue, ou reportez la vérification.",
  "errors.NO_BREAK_LEFT": "Toutes les pauses accordées ont été prises. Parlez à une personne si vous devez vous arrêter.",
  "errors.SESSION_HELD": "La séance est arrêtée pour tout le monde. Choisissez d’abord « Reprendre pour tout le monde ».",
  "errors.INCIDENT_TAXONOMY": "Cette gravité ou ce geste ne correspond pas au code choisi. Choisissez parmi ce que la liste propose.",
  "errors.INCIDENT_ENTRY": "Une décision et des faits reposent sur des lignes du journal que la personne peut lire. Choisissez au moins une ligne parmi celles qui sont proposées.",
  "errors.INCIDENT_EFFECT": "Cette suite n’est pas possible pour cet incident. Choisissez parmi les suites proposées.",
  "errors.INCIDENT_OPEN": "Un incident est ouvert pour cet examen; le résultat attend sa décision. Ouvrez le dossier de l’incident.",
  "errors.HAS_OBSERVED": "Vous avez observé cet incident ou conduit la séance : une autre personne doit en décider.",
  "errors.NEEDS_TWO_PEOPLE": "Il faut une autre personne : vous avez déjà agi ou signé ici.",
  "errors.ANSWER_TIME_RUNS": "La personne peut encore répondre. La décision devient possible dès sa réponse, ou à la fin de son délai.",
  "errors.ANSWER_TIME_OVER": "Le délai est écoulé. Pour demander plus de temps, choisissez « Parler à une personne ».",
  "errors.CALL_RECORDED": "Cet appel a déjà son enregistrement, qui ne se remplace pas.",
  "errors.SOUND_MISLABELLED": "Le contenu de ce fichier ne correspond pas à son type. Choisissez un autre fichier de son.",
  "errors.SITTINGS_NOT_ENDED":
    "Des personnes n’ont pas terminé. Terminez leurs activités ou notez leur absence, puis fermez la séance.",
  "errors.STATION_CODE_UNKNOWN": "Ce code n’existe pas. Vérifiez chaque caractère ou demandez un nouveau code.",
  "errors.STATION_CODE_EXPIRED": "Ce code n’est plus valable. Demandez un nouveau code.",
  "errors.SIDE_CAMERA_OVER": "Cette deuxième caméra est arrêtée.",
  "errors.STATION_CODE_USED": "Ce code a déjà servi. Demandez un nouveau code.",
  "errors.RUN_NOT_ENDED": "L’activité n’est pas encore terminée. Attendez la remise de la copie, puis recommencez.",
  "errors.UPLOAD_MISLABELLED": "Le contenu de ce fichier ne correspond pas à son type. Numérisez la page de nouveau.",
  "errors.UPLOAD_EMPTY": "Ce fichier est vide. Numérisez la page de nouveau.",
  "errors.NOT_HANDWRITTEN": "Cette personne écrit au clavier : il n’y a rien à numériser ni à saisir.",
  "errors.NO_SCAN": "Aucune page n’a été numérisée. Numérisez la copie avant de la transcrire.",
  "errors.BANDS_INCOMPLETE": "Il manque un échelon. Donnez un échelon de 0 à 5 à chaque critère.",
  "errors.DRAFT_CONFLICT":
    "Cette évaluation a aussi été modifiée dans un autre onglet. Les deux versions ont été réunies; vérifiez-les avant de remettre.",
  "errors.MORE_BLANKS": "Il manque plus de réponses que ce qui était affiché. Rouvrez la feuille, vérifiez-la, puis confirmez.",
  "errors.NOT_EVALUATOR": "Cette activité est évaluée par les personnes désignées qui y étaient. Si vous en faites partie, entrez dans la salle, puis évaluez.",
  "errors.OWN_MARK_DUE": "Vous avez encore à évaluer cette personne. Verrouillez d’abord votre évaluation; le résultat s’ouvre ensuite.",
  "errors.ALREADY_LOCKED": "C’est déjà remis et ne se change plus ici.",
  "errors.TASK_WITHDRAWN": "Ce travail vous a été retiré; il n’y a rien à y faire.",
  "errors.CORRECTION_CLOSED": "Cette évaluation ne se corrige plus ici. Si vous y voyez une erreur, dites-le à la direction, avec le code.",
  "errors.MARK_SAME": "Rien n’a changé. Modifiez d’abord ce qui est faux.",
  "errors.NO_ELIGIBLE_RATER":
    "Aucune évaluatrice ni aucun évaluateur n’est disponible pour ce texte. Ajoutez une personne qui n’a pas rencontré ce groupe.",
  "errors.MARKS_NEEDED": "Il manque des évaluations. Le résultat se confirme quand elles sont toutes données.",
  "errors.REVIEW_NOT_OFFERED": "Cette révision n’est pas offerte : le délai est passé, une révision a déjà été demandée, ou la compétence est atteinte. Rechargez la page pour voir où en est votre résultat.",
  "errors.SOMEBODY_LOWERED": "Une personne aurait moins que sans aucune question neutralisée. La question n’est pas neutralisée.",
  "errors.LATE_TO_DECIDE":
    "Des réponses sont arrivées après la fin d’une activité. Décidez d’abord si elles comptent, sous « Réponses arrivées après la fin ».",
  "errors.NOT_TYPED": "Ce texte n’a pas été tapé à l’écran, ou rien n’y a été écrit : il n’a pas d’historique.",
  "errors.TEXT_ON_HOLD":
    "Ce texte est retenu par la direction. Votre brouillon est gardé; remettez l’évaluation quand la direction aura décidé.",
  "errors.TEXT_ALREADY_MARKED":
    "Ce texte a déjà été évalué une seconde fois et ne change plus. Choisissez de ne pas compter ce qui est arrivé tard.",
  "errors.RESULT_ALREADY_SENT":
    "Le résultat est déjà transmis et ne change plus ainsi. Choisissez de ne pas compter ce qui est arrivé tard.",
  "errors.RECORDING_NOT_OPENED": "Ouvrez d’abord l’enregistrement : chaque ouverture est notée et vaut quatre heures.",
  "errors.REASON_REQUIRED": "Un motif est nécessaire. Écrivez-le en une phrase.",
  "errors.FORM_CODE_TAKEN": "Ce code de cahier est déjà pris, ou une version de ce cahier est déjà en cours de rédaction.",
  "errors.FORM_FAULTS": "Le cahier ne respecte pas encore toutes les règles. La liste des points à corriger se trouve sous « Vérification ».",
  "errors.QTI_NOT_A_ZIP":
    "Ce fichier n’est pas une archive ZIP complète. Exportez de nouveau le paquet depuis l’autre outil; rien n’a été ajouté au cahier.",
  "errors.QTI_TOO_BIG":
    "Ce paquet contient plus de 300 fichiers, ou plus de 20 Mo une fois ouvert. Exportez moins de questions à la fois; rien n’a été ajouté au cahier.",
  "errors.QTI_UNSAFE":
    "Ce paquet contient quelque chose qu’un paquet de questions ne contient jamais, et il a été refusé en entier. Demandez d’où il vient; rien n’a été ajouté au cahier.",
  "errors.QTI_NO_MANIFEST":
    "Ce fichier n’est pas un paquet QTI : son fichier « imsmanifest.xml » manque ou ne se lit pas. Exportez de nouveau en choisissant « QTI 3.0 »; rien n’a été ajouté au cahier.",
  "errors.OWN_WORK": "Vous avez participé à la rédaction ou à la proposition : une autre personne doit décider.",
  "errors.DAY_PAST": "La date d’effet est trop tôt. Choisissez une date plus tardive.",
  "errors.POLICY_SAME": "Ces règles sont déjà celles de la dernière version approuvée.",
  "errors.CODE_MISTYPED": "Ce code contient une faute de frappe. Comparez-le, caractère par caractère, avec l’attestation.",
} as const;
