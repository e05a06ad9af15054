# Événements : leurs mots sur les pages, dans les erreurs et le journal.

error-event-not-found = Événement introuvable
error-registration-not-found = Inscription introuvable
error-already-signed-up = Vous êtes déjà inscrit à cet événement.
error-event-past = Cet événement est terminé.
error-event-is-cancelled = Cet événement est annulé.
error-event-not-published = Cet événement n’est pas encore publié.
title-event-not-found = Introuvable
title-registration-not-found = Introuvable
title-already-signed-up = Déjà inscrit
title-event-past = Événement terminé
title-event-is-cancelled = Événement annulé
title-event-not-published = Non publié

fault-time-skipped = Ce jour-là, les horloges sautent cette heure. Choisissez-en une autre.
fault-ends-before-start = La fin doit venir après le début.
fault-place-needed = Indiquez le lieu ou une adresse web.
fault-tag-invalid = { $max ->
    [one] Une étiquette a au plus { $max } caractère et aucune virgule.
   *[other] Une étiquette a de 1 à { $max } caractères et aucune virgule.
}
fault-capacity-below-registered = { $count ->
    [one] { $count } personne a déjà une place.
   *[other] { $count } personnes ont déjà une place.
}
fault-event-status-unknown = La valeur doit être « DRAFT », « PUBLISHED », « CANCELLED » ou « PAST ».

event-status-DRAFT = Brouillon
event-status-PUBLISHED = Publié
event-status-CANCELLED = Annulé
event-status-PAST = Terminé
registration-REGISTERED = A une place
registration-WAITLISTED = En attente
event-full = Complet

nav-events = Événements
nav-my-events = Vos événements
admin-nav-events = Événements

field-description = Description
field-starts-at = Début
field-ends-at = Fin
field-url = Adresse web
field-capacity = Places
field-category = Catégorie
field-tags = Étiquettes
hint-description = Markdown : **gras**, *italique*, listes et liens.
hint-time-zone = Les heures ci-dessus sont celles des horloges de ce fuseau.
hint-url = Pour un événement en ligne, ou pour en savoir plus.
hint-capacity = Laissez vide s’il n’y a pas de limite.
hint-tags = Séparées par des virgules, 10 au plus.
button-sign-up = S’inscrire
button-wait = Rejoindre la liste d’attente
button-withdraw = Annuler mon inscription
button-renew-address = Renouveler l’adresse

filter-category = Catégorie
filter-tag = Étiquette
filter-starts-from = À partir du
filter-starts-to = Avant le

page-events-title = Événements
page-events-lead = Ce qui se prépare, et à quoi vous pouvez participer.
page-events-new = Nouvel événement
page-events-search = Chercher des événements
page-events-view = Affichage
page-events-list = Liste
page-events-month = Mois
page-events-month-before = Mois précédent
page-events-month-after = Mois suivant
page-events-month-now = Ce mois-ci
page-events-month-none = Rien n’est prévu ce mois-ci.
page-events-month-more = Il y a ce mois-ci plus d’événements qu’il n’en tient ici. La liste les contient tous.
page-events-none = Aucun événement ne correspond.
page-events-coming = À venir
page-events-categories = Catégories
page-events-tags = Étiquettes

page-event-when = Quand
page-event-yours = À votre heure
page-event-where = Où
page-event-online = En ligne
page-event-places = Places
page-event-taken = { $registered } sur { $capacity } prises
page-event-registered = { $count ->
    [one] { $count } personne inscrite
   *[other] { $count } personnes inscrites
}
page-event-waiting = { $count ->
    [one] { $count } en liste d’attente
   *[other] { $count } en liste d’attente
}
page-event-by = Organisé par
page-event-category = Catégorie
page-event-tags = Étiquettes
page-event-calendar = Ajouter à votre calendrier
page-event-registered-you = Vous avez une place.
page-event-waitlisted-you = Vous êtes au rang { $position } de la liste d’attente.
page-event-sign-in = Connectez-vous pour participer
page-event-withdraw-sure = Annuler votre inscription ? Votre place ira à la personne suivante.
page-event-is-draft = C’est un brouillon. Seuls son auteur et les gestionnaires le voient ; un gestionnaire le publie.
page-event-is-cancelled = Cet événement est annulé.
page-event-is-past = Cet événement est terminé.
page-event-organise = Organisation
page-event-edit = Modifier
page-event-publish = Publier
page-event-cancel = Annuler l’événement
page-event-delete = Supprimer
page-event-cancel-sure = Annuler cet événement ? Toutes les personnes inscrites seront prévenues.
page-event-attendees = Personnes inscrites
page-event-new-title = Nouvel événement
page-event-new-lead = Il commence comme brouillon. Un gestionnaire le relit et le publie.
page-event-edit-title = Modifier l’événement
page-event-delete-title = Supprimer cet événement ?
page-event-delete-text = Il disparaîtra pour de bon. Les personnes inscrites seront prévenues de l’annulation.

page-attendees-title = Personnes inscrites
page-attendees-none = Personne ne s’est encore inscrit.
page-attendees-csv = Télécharger en CSV
page-attendees-position = Rang dans la liste
page-attendees-at = Inscription

page-my-events-title = Vos événements
page-my-events-lead = Ce à quoi vous êtes inscrit, et ce que vous organisez.
page-my-events-attending = Vous êtes inscrit à
page-my-events-made = Vous organisez
page-my-events-none = Rien pour le moment.
page-my-events-calendar = Dans votre propre calendrier
page-my-events-calendar-text = Abonnez votre calendrier à cette adresse, et tout ce à quoi vous vous inscrivez y apparaîtra. Quiconque la connaît peut le lire : gardez-la pour vous.
page-my-events-address = Adresse secrète
page-my-events-renew-sure = Renouveler l’adresse ? L’actuelle cessera de fonctionner.

page-home-events = À venir
page-home-events-all = Tous les événements
page-user-events = Événements

flash-event-drafted = Votre brouillon est enregistré. Un gestionnaire le publiera.
flash-event-saved = L’événement est enregistré.
flash-event-published = L’événement est publié.
flash-event-cancelled = L’événement est annulé, et toutes les personnes inscrites sont prévenues.
flash-event-deleted = L’événement est supprimé.
flash-event-signed-up = Vous avez une place. À bientôt !
flash-event-waitlisted = L’événement est complet. Vous êtes sur la liste d’attente.
flash-event-withdrawn = Votre inscription est annulée.
flash-calendar-renewed = Votre calendrier a une nouvelle adresse. L’ancienne ne fonctionne plus.

admin-events-title = Événements
admin-events-lead = Les brouillons qui attendent d’être publiés, et tous les autres.
admin-events-none = Rien n’attend ici.
admin-figure-drafts = Brouillons d’événements
admin-want-drafts = { $count ->
    [one] { $count } brouillon d’événement attend d’être publié.
   *[other] { $count } brouillons d’événements attendent d’être publiés.
}

action-event-created = Événement rédigé
action-event-updated = Événement modifié
action-event-published = Événement publié
action-event-cancelled = Événement annulé
action-event-deleted = Événement supprimé
action-event-registered = Inscription à un événement
action-event-waitlisted = Inscription en liste d’attente
action-event-promoted = Place obtenue depuis la liste d’attente
action-event-withdrawn = Inscription annulée
action-event-reminded = Rappels d’un événement envoyés
action-calendar-renewed = Adresse du calendrier renouvelée

time-month-short = { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
}
time-weekday = { $day ->
    [1] lun.
    [2] mar.
    [3] mer.
    [4] jeu.
    [5] ven.
    [6] sam.
   *[7] dim.
}
