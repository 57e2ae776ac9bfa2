export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** What an evidence export says of itself, in the language of the exam, and whom to write to about it. */
export const exportedText = ({ name, email }: Contact): string => `Dossier d’un résultat
=====================

Ce dossier contient tout ce sur quoi le résultat repose, sans le nom des personnes qui ont évalué.

evaluation.json   ce que le calcul a lu; recalculez le résultat avec la commande :
                  npm run --silent score -- evaluation.json
rapport.json      le résultat tel qu’il a été calculé; la commande doit donner exactement celui-ci
texte.txt         le texte remis
texte-avant.txt   s’il est là : le texte tel qu’il a été évalué d’abord, avant que des mots reçus en retard comptent;
                  les évaluations ORIGINAL portent sur celui-ci, les évaluations REVIEW sur texte.txt
lecture.json      les points accordés par le corrigé à chaque question de lecture; l’énoncé et la réponse donnée n’y sont
                  que pour les questions qui ne seront plus posées : tant qu’une question peut l’être à quelqu’un
                  d’autre, une réponse qui a tous les points en est le corrigé. Le calcul n’en a pas besoin; le dossier
                  que la direction garde les contient. « judged » : ce qu’une personne a accordé à une réponse qu’aucun
                  corrigé ne règle; la dernière ligne compte
discussion.json   les relances qui vous ont été offertes dans la discussion (« prompts ») et les deux avis sur votre
                  participation, avec leurs motifs (« opinions »), dans l’ordre où ils ont été donnés; si ni l’un ni
                  l’autre ne constate de participation, l’examen s’arrête et le reste n’est pas évalué
evaluations.json  chaque évaluation : échelons, commentaires, annotations, moments d’un enregistrement; r1, r2…
                  distinguent les personnes qui ont évalué et ne les nomment pas. « corrected » : ce que la même
                  personne avait donné avant de se corriger, du plus récent au plus ancien, et son motif; seule la
                  dernière version compte
journal.json      les faits notés pendant l’examen, et ceux qu’une page a transmis dans les vingt-quatre heures
                  suivantes (« noticedAt » : l’heure que la page en donne); chaque seconde ajoutée ou retirée, avec
                  sa raison; les vérifications de l’identité. « notes » : ce que vous avez écrit à côté d’une ligne
incidents.json    les incidents, ce qui vous a été dit, ce que vous avez répondu, ce qui a été décidé et pourquoi,
                  avec la version des règles suivies; « recording » : l’empreinte SHA-256 d’un appel enregistré et sa
                  date. Le fichier appel-….* du même début d’empreinte en est le son
regles.json       la version des règles, sa date et son approbation; le sujet; les questions neutralisées

Vous pouvez présenter vos observations à une personne en mesure de réviser la décision : écrivez à l’Office en joignant
ce dossier.

                  ${name}
                  ${email}

Votre ordre ne connaît que l’issue de l’examen; rien ne vous oblige à lui montrer ce dossier.
`;

/** What it says besides where earlier exams count for the result. */
export const combinedText = `
Examens antérieurs
------------------

Selon les règles du dernier examen, une compétence réussie à un examen antérieur peut compter.

examens.json      pour chaque examen, sa date et ce que le calcul a lu; refaites l’ensemble avec la commande :
                  npm run --silent score -- examens.json
ensemble.json     ce que les examens donnent ensemble; la commande doit donner exactement ceci.
                  rapport.json reste le résultat de cet examen seul
`;
