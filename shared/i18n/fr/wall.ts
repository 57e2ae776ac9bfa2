/** The people of several sessions on one board. */
export const wall = {
  "wall.title": "Surveillance commune",
  "wall.empty": "Personne à surveiller à distance maintenant",
  "wall.emptyWhy": "Vos séances en ligne et celles dont on vous confie la surveillance s’affichent ici dès qu’elles commencent.",
  "wall.summary": "{look, plural, =0 {rien à signaler} one {# personne à regarder} other {# personnes à regarder}} · {count, plural, one {# personne} other {# personnes}}",
  "wall.sessions": "Séances sur ce tableau",
  "wall.session": "Séance {number}",
  "wall.sessionLine": "{body}, {time}",
  "wall.people": "Personnes, à regarder d’abord",
  "wall.openDesk": "Ouvrir au bureau",
  "wall.close": "Fermer",
  "wall.keys": "Flèches : une autre personne. V : voir et entendre. Échap : tout le monde.",
  "wall.entrust": "Confier la surveillance",
  "wall.entrustLead":
    "Une ou un collègue verra les personnes de cette séance, avec celles d’autres séances, jusqu’à la fin. Les personnes lisent son nom. Elle ou il peut leur parler en privé et noter un constat; vous continuez d’animer.",
  "wall.colleague": "Collègue",
  "wall.asked": "On vous confie la surveillance de {count, plural, one {# séance} other {# séances}}",
  "wall.choose": "Choisir…",
  "wall.entrusted": "Surveillance confiée à : {names}",
  "wall.entrustDone": "La surveillance est confiée à {name}.",
  "wall.noColleague": "Aucune autre personne ne peut surveiller cette séance.",
} as const;
