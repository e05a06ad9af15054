# Chiffres : analytics-… dans la console, privacy-… sur la page de ce qui est compté.

admin-nav-analytics = Statistiques
nav-privacy = Confidentialité
filter-not-seen = Absents depuis
filter-reached = Arrivés jusqu’à
filter-source = Venus par

analytics-title = Statistiques
analytics-members-title = Qui reste
analytics-sides = Pages des statistiques
analytics-side-overview = Vue d’ensemble
analytics-side-members = Qui reste
analytics-from = Du
analytics-to = Au
analytics-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
analytics-day = { $day } { $month ->
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
analytics-week = Semaine { $number }
analytics-off = Rien n’est compté : analytics.enabled est désactivé. Les chiffres sont ceux d’avant.
analytics-today = La journée n’est pas finie : ses chiffres augmentent encore et sont tracés en pointillé. Les jours sont ceux de l’UTC.
analytics-running = { $period } (en cours)
analytics-table = Afficher les nombres
analytics-what = Qu’est-ce que c’est ?
analytics-list-csv = Liste en CSV
analytics-change = Par rapport à autant de jours avant
analytics-change-up = en hausse de
analytics-change-down = en baisse de
analytics-change-same = changé de

analytics-figure-visitors = Visiteurs anonymes
analytics-figure-views = Vues anonymes
analytics-figure-registrations = Inscriptions
analytics-figure-verified = Confirmés
analytics-figure-conversion = Conversion
analytics-figure-daily = Actifs ce jour-là
analytics-figure-weekly = Actifs sur 7 jours
analytics-figure-monthly = Actifs sur 30 jours
analytics-define-visitors = Navigateurs différents dans lesquels une personne non connectée a regardé une page publiée : un article, un événement ou un profil. Qui demande à ne pas être suivi n’a pas de cookie et n’en fait pas partie.
analytics-define-views = Combien de fois des pages publiées ont été regardées par des personnes non connectées. Les robots qui s’annoncent et les pages que le navigateur charge seulement d’avance ne comptent pas.
analytics-define-registrations = Personnes qui se sont inscrites elles-mêmes, invitées ou non. Les comptes créés ou importés par un gestionnaire n’en font pas partie.
analytics-define-verified = Personnes qui ont confirmé leur adresse e-mail pour la première fois l’un de ces jours, quelle que soit la date de leur inscription.
analytics-define-conversion = Parmi les visiteurs de ces jours, la part de ceux qui se sont ensuite inscrits dans le même navigateur et ont confirmé leur adresse.
analytics-define-daily = Personnes qui se sont connectées, ou sont venues connectées, le dernier de ces jours.
analytics-define-weekly = Personnes qui se sont connectées, ou sont venues connectées, l’un des sept jours jusqu’au dernier.
analytics-define-monthly = Personnes qui se sont connectées, ou sont venues connectées, l’un des trente jours jusqu’au dernier.

analytics-chart-readers = Lecteurs
analytics-about-readers = Pour chaque jour : les vues de pages publiées par des personnes non connectées, et les navigateurs dans lesquels elles ont regardé. Les longues périodes sont tracées par semaines ou par trente jours.
analytics-chart-joined = Nouveaux membres
analytics-about-joined = Pour chaque jour : les personnes qui se sont inscrites elles-mêmes, et les premières confirmations d’une adresse. Les longues périodes sont tracées par semaines ou par trente jours.
analytics-chart-active = Personnes actives
analytics-about-active = Pour chaque jour, combien de personnes sont venues connectées ce jour-là, dans les sept jours jusqu’à lui et dans les trente.
analytics-chart-funnel = De lecteur à habitué
analytics-about-funnel = Les lecteurs de ces jours, et jusqu’où sont arrivées depuis les personnes qui s’y sont inscrites. Participer, c’est écrire un article, s’inscrire à un événement ou inviter quelqu’un. Revenir, c’est venir la quatrième semaine après celle de l’inscription. Les nombres ouvrent les listes de personnes ; qui a supprimé son compte est compté, mais n’y figure plus.
analytics-chart-cohorts = Qui revient, en pour cent
analytics-about-cohorts = Chaque ligne est une semaine, à partir du lundi, avec les personnes qui s’y sont inscrites. La colonne 0 est cette semaine, la colonne 1 la suivante ; une case dit combien de pour cent d’entre elles sont alors venues connectées. La semaine en cours est encadrée.
analytics-chart-sources = Ce qui les a amenés
analytics-about-sources = Les personnes inscrites pendant ces jours : par une invitation, ou par ce que leur navigateur a regardé en premier, un événement ou un article ; sinon directement. La deuxième barre, ce sont celles qui sont revenues la quatrième semaine.
analytics-chart-inactive = Absents depuis un moment
analytics-about-inactive = Personnes à l’adresse confirmée, depuis leur dernière connexion ou utilisation d’une session jusqu’à maintenant. Qui est absent depuis un an l’est aussi depuis une semaine : chaque nombre contient donc le suivant ; qui ne s’est jamais connecté est dans tous.

analytics-cohort-cell = { $cohort }, semaine { $week } : { $came } sur { $size }
analytics-column-day = Jour
analytics-column-step = Étape
analytics-column-people = Personnes
analytics-column-share = De l’étape d’avant
analytics-column-week = Semaine de l’inscription
analytics-column-size = Inscrits
analytics-column-source = Venus par
analytics-column-not-seen = Absents depuis
analytics-column-file = En fichier

analytics-stage-visitor = Lecteurs anonymes
analytics-stage-registered = Inscrits
analytics-stage-verified = Confirmés
analytics-stage-signed-in = Connectés
analytics-stage-took-part = Ont participé
analytics-stage-back = Revenus en semaine 4
analytics-source-any = Tous
analytics-source-invitation = Invitation
analytics-source-event = Événement
analytics-source-post = Article
analytics-source-direct = Directement
analytics-not-seen-24h = 24 heures
analytics-not-seen-48h = 48 heures
analytics-not-seen-1w = Une semaine
analytics-not-seen-1y = Un an
analytics-not-seen-never = Jamais connectés

analytics-advice = Ce que vous pourriez faire
analytics-advice-none = Rien ne saute aux yeux. Revenez quand il y aura plus à voir.
analytics-advice-unverified = { $count ->
    [one] { $count } personne s’est inscrite et n’a jamais confirmé son adresse.
   *[other] { $count } personnes se sont inscrites et n’ont jamais confirmé leur adresse.
}
analytics-do-unverified = Renvoyer le lien
analytics-advice-not-signed-in = { $count ->
    [one] { $count } personne a confirmé son adresse et ne s’est pas connectée depuis.
   *[other] { $count } personnes ont confirmé leur adresse et ne se sont pas connectées depuis.
}
analytics-do-not-signed-in = Voir qui
analytics-advice-take-part = Sur { $count } personnes connectées, { $part } ont participé à quelque chose. Demandez aux autres ce qu’elles cherchaient.
analytics-do-take-part = Voir qui s’est connecté
analytics-advice-closed = { $count ->
    [one] { $count } lecteur est venu alors que l’inscription n’était pas ouverte à tous.
   *[other] { $count } lecteurs sont venus alors que l’inscription n’était pas ouverte à tous.
}
analytics-do-closed = Voir les réglages
analytics-advice-week = { $count ->
    [one] { $count } personne est absente depuis une semaine ou plus. Un message peut la faire revenir.
   *[other] { $count } personnes sont absentes depuis une semaine ou plus. Un message peut les faire revenir.
}
analytics-do-week = Choisir à qui écrire
analytics-advice-year = { $count ->
    [one] { $count } personne est absente depuis un an. Demandez-lui si elle veut encore son compte.
   *[other] { $count } personnes sont absentes depuis un an. Demandez-leur si elles veulent encore leurs comptes.
}
analytics-do-year = Choisir à qui écrire
analytics-advice-never = { $count ->
    [one] { $count } personne à l’adresse confirmée ne s’est jamais connectée.
   *[other] { $count } personnes à l’adresse confirmée ne se sont jamais connectées.
}
analytics-do-never = Voir qui
analytics-advice-stay = Sur { $all } personnes inscrites pendant ces jours, { $count } sont revenues la quatrième semaine. Il manque quelque chose après les premiers jours.
analytics-do-stay = Voir qui s’est inscrit

filter-inviter = Invitation de
filter-sent-from = Envoyée dès le
filter-sent-to = Envoyée avant le
analytics-invitations-title = Ce qu’apportent les invitations
analytics-side-invitations = Invitations
analytics-figure-invitations = Invitations
analytics-figure-invitations-accepted = Acceptées
analytics-figure-invitations-converted = Inscriptions
analytics-figure-invitations-acceptance = Taux d’acceptation
analytics-figure-invitations-conversion = Taux de conversion
analytics-define-invitations = Les invitations envoyées ces jours-là, y compris à des adresses de membres. Celles supprimées depuis, ou dont l’auteur est parti, n’en font pas partie.
analytics-define-invitations-acceptance = Parmi les invitations envoyées ces jours-là, la part de celles dont le lien ou le code a été ouvert, quel que soit le jour.
analytics-define-invitations-conversion = Parmi les invitations envoyées ces jours-là, la part de celles dont l’adresse a depuis été inscrite et confirmée, par n’importe quelle voie.
analytics-chart-invitation-states = Ce qu’elles sont devenues
analytics-about-invitation-states = Les invitations envoyées ces jours-là, chacune dans son état actuel : envoyée et pas encore ouverte, ouverte, suivie d’une inscription, expirée ou retirée. Ensemble, elles y sont toutes.
analytics-chart-inviters = Qui invite
analytics-about-inviters = Les dix personnes qui ont envoyé le plus d’invitations ces jours-là. La deuxième barre, ce sont celles qui ont été ouvertes ; la troisième, celles suivies d’une inscription.
analytics-chart-invitations = Jour après jour
analytics-about-invitations = Pour chaque jour : les invitations envoyées, celles ouvertes pour la première fois et les personnes qui se sont inscrites, quelle que soit la date d’envoi. Les longues périodes sont tracées par semaines ou par trente jours.
analytics-column-state = État
analytics-column-invitations = Invitations
analytics-column-share-of-all = Part du total
analytics-advice-invite = Personne n’a été invité ces jours-là.
analytics-do-invite = Inviter des personnes
analytics-advice-unopened = { $count ->
    [one] { $count } invitation n’a pas encore été ouverte. Un deuxième e-mail peut aider.
   *[other] { $count } invitations n’ont pas encore été ouvertes. Un deuxième e-mail peut aider.
}
analytics-do-unopened = Choisir lesquelles renvoyer
analytics-advice-not-joined = { $count ->
    [one] { $count } invitation a été ouverte, sans inscription jusqu’ici.
   *[other] { $count } invitations ont été ouvertes, sans inscription jusqu’ici.
}
analytics-do-not-joined = Voir lesquelles
analytics-advice-expired = { $count ->
    [one] { $count } invitation a expiré. La renvoyer la renouvelle.
   *[other] { $count } invitations ont expiré. Les renvoyer les renouvelle.
}
analytics-do-expired = Choisir lesquelles renvoyer

admin-do-write = Leur écrire
admin-write-text = { $count ->
    [one] Votre logiciel de messagerie s’ouvre avec une adresse en copie cachée.
   *[other] Votre logiciel de messagerie s’ouvre avec { $count } adresses en copie cachée, pour qu’elles ne se voient pas entre elles.
}
admin-write-open = Ouvrir le logiciel de messagerie

privacy-title = Confidentialité
privacy-lead = Ce que { $site } compte, ce qui est gardé et combien de temps. Cette page est faite à partir des réglages en vigueur.
privacy-counted = Ce qui est compté
privacy-counted-text = Combien de fois les pages publiées sont regardées et dans combien de navigateurs, combien de personnes s’inscrivent, confirment leur adresse et se connectent, et combien reviennent. Seuls des nombres sont montrés, à ceux qui gèrent ce site.
privacy-counted-members = { $days ->
    [one] Pour les membres, il est noté pendant { $days } jour quels jours ils sont venus, et quand ils ont été vus pour la dernière fois.
   *[other] Pour les membres, il est noté pendant { $days } jours quels jours ils sont venus, et quand ils ont été vus pour la dernière fois.
}
privacy-counted-off = Rien n’est compté sur ce site.
privacy-cookie = Le cookie de visiteur
privacy-cookie-text = { $days ->
    [one] Un navigateur qui regarde une page publiée reçoit une valeur aléatoire pour { $days } jour, afin de n’être compté qu’une fois. Elle ne dit rien de vous, n’est lue que par ce site et n’est liée à personne ; si vous vous inscrivez, elle sert une fois à compter qu’un lecteur est devenu membre.
   *[other] Un navigateur qui regarde une page publiée reçoit une valeur aléatoire pour { $days } jours, afin de n’être compté qu’une fois. Elle ne dit rien de vous, n’est lue que par ce site et n’est liée à personne ; si vous vous inscrivez, elle sert une fois à compter qu’un lecteur est devenu membre.
}
privacy-cookie-refuse = Un navigateur qui envoie « Do Not Track » ou « Global Privacy Control » ne reçoit pas ce cookie.
privacy-cookie-refused = Votre navigateur demande à ne pas être suivi : il ne reçoit pas ce cookie.
privacy-kept = Combien de temps
privacy-kept-visits = { $days ->
    [one] Les jours où un navigateur est venu : { $days } jour.
   *[other] Les jours où un navigateur est venu : { $days } jours.
}
privacy-kept-days = { $days ->
    [one] Les jours où un membre est venu : { $days } jour.
   *[other] Les jours où un membre est venu : { $days } jours.
}
privacy-kept-figures = { $days ->
    [one] Les chiffres quotidiens, qui ne nomment personne : { $days } jour.
   *[other] Les chiffres quotidiens, qui ne nomment personne : { $days } jours.
}
privacy-not = Ce qui n’est pas fait
privacy-not-text = Aucune adresse réseau n’est gardée avec ce qui est compté. Rien n’est envoyé à d’autres, rien n’est chargé d’ailleurs, et aucun portrait de ce que vous lisez n’est dressé.
privacy-account = Votre compte
privacy-account-text = Tout ce qui est gardé à votre sujet peut être téléchargé, et votre compte supprimé, sur la page de vos données.
privacy-leave-later = { $days ->
    [one] Après votre demande de suppression, vos données disparaissent au bout de { $days } jour ; une connexion l’annule.
   *[other] Après votre demande de suppression, vos données disparaissent au bout de { $days } jours ; une connexion l’annule.
}
privacy-leave-now = Quand vous supprimez votre compte, vos données disparaissent aussitôt.
privacy-cookies = Autres cookies
privacy-cookies-text = La connexion, les formulaires, les messages entre deux pages et votre choix de langue et de thème ont chacun besoin d’un cookie. Aucun ne vous suit nulle part.
