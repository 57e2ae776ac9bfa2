import type { Rubric } from "./exam-rules.ts";

/**
 * The grid that every installation begins with. Versions that were approved before the grid was part of the rules have
 * it: it never changes here, another one is approved.
 */
export const firstRubric: Rubric = {
  nothing: { fr: "rien d’évaluable", en: "nothing to judge" },
  criteria: {
    E1: {
      name: { fr: "Réalisation de la tâche", en: "Task achievement" },
      bands: [
        { fr: "hors sujet ou presque", en: "off topic or nearly" },
        { fr: "réponse partielle, information du cas peu utilisée", en: "partial answer, little use of the case" },
        { fr: "répond à la demande; recommandation compréhensible appuyée sur le cas", en: "answers the request; understandable recommendation based on the case" },
        { fr: "réponse complète et justifiée", en: "complete and justified answer" },
        { fr: "réponse nuancée, priorités claires", en: "nuanced answer, clear priorities" },
      ],
    },
    E2: {
      name: { fr: "Organisation", en: "Organisation" },
      bands: [
        { fr: "idées isolées", en: "isolated ideas" },
        { fr: "liens souvent à deviner", en: "links often to be guessed" },
        { fr: "suite d’idées que l’on suit sans relire", en: "a sequence of ideas followed without rereading" },
        { fr: "enchaînement net, paragraphes utiles", en: "clear progression, useful paragraphs" },
        { fr: "progression maîtrisée", en: "mastered progression" },
      ],
    },
    E3: {
      name: { fr: "Vocabulaire", en: "Vocabulary" },
      bands: [
        { fr: "très limité", en: "very limited" },
        { fr: "suffisant pour le simple, imprécis pour le métier", en: "enough for simple matters, imprecise for the profession" },
        { fr: "termes courants de la profession, imprécisions sans effet", en: "common terms of the profession, harmless imprecision" },
        { fr: "varié et précis", en: "varied and precise" },
        { fr: "précis, adapté au destinataire", en: "precise, suited to the reader" },
      ],
    },
    E4: {
      name: { fr: "Syntaxe et formes", en: "Syntax and forms" },
      bands: [
        { fr: "phrases inachevées", en: "unfinished sentences" },
        { fr: "erreurs qui obligent à relire", en: "errors that force rereading" },
        { fr: "erreurs fréquentes possibles, sens clair", en: "frequent errors possible, clear meaning" },
        { fr: "phrases complexes le plus souvent réussies", en: "complex sentences mostly successful" },
        { fr: "souplesse, rares écarts", en: "flexible, rare slips" },
      ],
    },
    E5: {
      name: { fr: "Lisibilité de la langue écrite", en: "Legibility of the written language" },
      bands: [
        { fr: "message illisible", en: "illegible message" },
        { fr: "l’orthographe gêne la lecture", en: "spelling hinders reading" },
        { fr: "orthographe reconnaissable; accents, virgules et coquilles non comptés", en: "recognisable spelling; accents, commas and typing slips not counted" },
        { fr: "écarts isolés", en: "isolated slips" },
        { fr: "presque aucun écart", en: "almost no slip" },
      ],
    },
    L1: {
      name: { fr: "Sens global", en: "Overall meaning" },
      bands: [
        { fr: "ne suit pas", en: "does not follow" },
        { fr: "perd le fil sans reformulation", en: "loses the thread without rewording" },
        { fr: "suit à débit normal, une reformulation admise", en: "follows at normal speed, one rewording allowed" },
        { fr: "suit sans aide", en: "follows without help" },
        { fr: "saisit l’implicite", en: "grasps what is implied" },
      ],
    },
    L2: {
      name: { fr: "Détails et réaction", en: "Details and reaction" },
      bands: [
        { fr: "réaction sans rapport", en: "unrelated reaction" },
        { fr: "détails souvent manqués", en: "details often missed" },
        { fr: "réagit aux détails utiles et aux éléments nouveaux", en: "reacts to useful details and to new elements" },
        { fr: "réactions précises", en: "precise reactions" },
        { fr: "relie et vérifie", en: "links and checks" },
      ],
    },
    O1: {
      name: { fr: "Interaction", en: "Interaction" },
      bands: [
        { fr: "n’entre pas dans l’échange", en: "does not enter the exchange" },
        { fr: "répond si on le relance", en: "answers when prompted" },
        { fr: "prend la parole, réagit aux autres, transmet son information", en: "takes the floor, reacts to others, passes on the information held" },
        { fr: "relance, reformule, aide le groupe à avancer", en: "prompts, rewords, helps the group forward" },
        { fr: "fait converger l’échange", en: "brings the exchange together" },
      ],
    },
    O2: {
      name: { fr: "Clarté et fluidité", en: "Clarity and fluency" },
      bands: [
        { fr: "difficile à suivre", en: "hard to follow" },
        { fr: "effort constant de l’auditoire", en: "constant effort for the listeners" },
        { fr: "compréhensible malgré l’accent et les hésitations (l’accent n’est jamais pénalisé)", en: "understandable despite accent and hesitations (an accent is never penalised)" },
        { fr: "débit aisé", en: "easy flow" },
        { fr: "aisance soutenue", en: "sustained ease" },
      ],
    },
    O3: {
      name: { fr: "Vocabulaire oral", en: "Spoken vocabulary" },
      bands: [
        { fr: "très limité", en: "very limited" },
        { fr: "lacunes qui bloquent", en: "gaps that block" },
        { fr: "dit l’essentiel du métier, périphrases admises", en: "says the essentials of the profession, paraphrase allowed" },
        { fr: "précis", en: "precise" },
        { fr: "nuancé", en: "nuanced" },
      ],
    },
    O4: {
      name: { fr: "Structures orales", en: "Spoken structures" },
      bands: [
        { fr: "mots isolés", en: "isolated words" },
        { fr: "erreurs qui changent le sens", en: "errors that change the meaning" },
        { fr: "structures simples sûres, erreurs sans effet", en: "safe simple structures, harmless errors" },
        { fr: "structures variées", en: "varied structures" },
        { fr: "souplesse", en: "flexible" },
      ],
    },
    O5: {
      name: { fr: "Développement", en: "Development" },
      bands: [
        { fr: "oui ou non", en: "yes or no" },
        { fr: "réponses courtes, peu liées", en: "short, loosely linked answers" },
        { fr: "explique et justifie une position", en: "explains and justifies a position" },
        { fr: "développe avec exemples", en: "develops with examples" },
        { fr: "anticipe les objections", en: "anticipates objections" },
      ],
    },
  },
  levels: {
    NOT_REACHED: { fr: "non atteint", en: "not reached" },
    REACHED: { fr: "atteint", en: "reached" },
    EXCEEDED: { fr: "dépassé", en: "exceeded" },
  },
  weights: {
    "writing.EE": [25, 20, 20, 20, 15],
    "discussion.CO": [50, 50],
    "discussion.EO": [30, 25, 25, 20],
    "interview.CO": [50, 50],
    "interview.EO": [30, 25, 25, 20],
  },
};
