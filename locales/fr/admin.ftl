# La console : admin-… appartient à ses pages, filter-NOM libelle les filtres,
# action-… dit ce qui s’est passé.

nav-admin = Administration

admin-nav = Administration
admin-nav-home = Aperçu
admin-nav-users = Personnes
admin-nav-professional = Professionnels
admin-nav-audit = Journal
admin-nav-jobs = Messages
admin-nav-mailbox = Boîte e-mail
admin-nav-settings = Réglages

admin-yes = oui
admin-no = non
admin-any = indifférent
admin-never = jamais
admin-nothing = Il n’y a encore rien ici.
admin-pages = Pages
admin-page = Page { $number }
admin-page-before = Précédente
admin-page-after = Suivante
admin-total-more = Plus de { $count }
admin-total = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
admin-filters = Filtres
admin-filters-active = Filtres actifs
admin-filters-apply = Appliquer
admin-filters-clear = Tout effacer
admin-filter-remove = (retirer)
admin-search = Rechercher
admin-search-placeholder = Nom, e-mail, lieu…
admin-search-hint = Des mots dans n’importe quel ordre, ou des filtres comme

filter-role = Rôle
filter-email-verified = E-mail confirmé
filter-is-locked = Bloqué
filter-is-professional = Professionnel
filter-never-logged-in = Aucune connexion
filter-locale = Langue
filter-created-from = Inscription dès le
filter-created-to = Inscription avant le
filter-last-login-from = Vu dès le
filter-last-login-before = Vu avant le
filter-actor = Qui a agi
filter-subject = Qui était concerné
filter-action = Ce qui s’est passé
filter-from = Dès le
filter-to = Avant le
filter-state = État
filter-type = Type
filter-status = État

admin-home-title = Aperçu
admin-home-wants = Demande votre attention
admin-home-calm = Rien pour l’instant. Tout va bien.
admin-home-services = Services
admin-home-oldest = Plus ancien message en attente
admin-home-oldest-none = aucun n’attend
admin-home-seal = Journal d’audit
admin-home-sealed = { $count ->
    [one] { $count } ligne scellée
   *[other] { $count } lignes scellées
}
admin-home-behind = la plus ancienne ligne non scellée a été écrite
admin-figure-members = Personnes
admin-figure-verified = E-mail confirmé
admin-figure-recent = Nouvelles cette semaine
admin-figure-locked = Bloquées
admin-figure-requests = Demandes professionnelles
admin-figure-pending = Messages en route
admin-figure-parked = Messages abandonnés
admin-want-locked = { $count ->
    [one] { $count } compte est bloqué.
   *[other] { $count } comptes sont bloqués.
}
admin-want-unverified = { $count ->
    [one] { $count } personne n’a jamais confirmé son adresse. Renvoyer le lien ?
   *[other] { $count } personnes n’ont jamais confirmé leur adresse. Renvoyer le lien ?
}
admin-want-requests = { $count ->
    [one] { $count } demande de statut professionnel attend une réponse.
   *[other] { $count } demandes de statut professionnel attendent une réponse.
}
admin-want-parked = { $count ->
    [one] { $count } message n’a pas pu être remis et a été abandonné.
   *[other] { $count } messages n’ont pas pu être remis et ont été abandonnés.
}
admin-want-late = Des messages attendent depuis plus de cinq minutes.
admin-want-down = { $count ->
    [one] { $count } service ne répond pas.
   *[other] { $count } services ne répondent pas.
}
admin-want-unsealed = Des lignes du journal d’audit attendent d’être scellées. Un worker est-il en marche ?
admin-want-templates = { $count ->
    [one] { $count } modèle d’e-mail personnalisé est défectueux ; celui d’origine est utilisé.
   *[other] { $count } modèles d’e-mail personnalisés sont défectueux ; ceux d’origine sont utilisés.
}
admin-want-weak = { $count ->
    [one] { $count } réglage est plus faible que sa valeur par défaut.
   *[other] { $count } réglages sont plus faibles que leur valeur par défaut.
}
admin-service-database = Base de données
admin-service-objects = Stockage des photos
admin-service-messages = Transport des messages
admin-service-mail = Serveur de messagerie
admin-service-mailing_list = Liste de diffusion
admin-service-up = en marche
admin-service-down = en panne

admin-users-title = Personnes
admin-users-total = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
admin-users-none = Aucun résultat.
admin-users-new = Ajouter une personne
admin-users-import = Importer
admin-users-export = Exporter la liste en CSV
admin-choose = Choisir
admin-choose-all = Tout choisir sur cette page
admin-column-person = Personne
admin-column-email = E-mail
admin-column-role = Rôle
admin-column-created = Inscription
admin-column-seen = Dernière connexion
admin-state-locked = Bloqué
admin-state-unverified = Non confirmé
admin-state-leaving = En départ
admin-do-lock = Bloquer
admin-do-unlock = Débloquer
admin-do-resend = Renvoyer le lien de confirmation
admin-do-export = Exporter
admin-do-delete = Supprimer
admin-bulk = Avec la sélection :
admin-bulk-chosen = Sélection :
admin-bulk-lead = Vérifiez d’abord la liste. Rien n’a encore été fait.
admin-bulk-lock-title = { $count ->
    [one] Bloquer { $count } personne ?
   *[other] Bloquer { $count } personnes ?
}
admin-bulk-unlock-title = { $count ->
    [one] Débloquer { $count } personne ?
   *[other] Débloquer { $count } personnes ?
}
admin-bulk-resend-title = { $count ->
    [one] Envoyer le lien de confirmation à { $count } personne ?
   *[other] Envoyer le lien de confirmation à { $count } personnes ?
}
admin-bulk-result = Résultat
admin-bulk-will = sera fait
admin-bulk-unchanged = rien à faire
admin-bulk-done = fait
admin-bulk-done-title = Terminé
admin-bulk-sum = Faits : { $done }. Rien à faire : { $unchanged }. Échecs : { $failed }.
admin-bulk-back = Retour à la liste

admin-new-title = Ajouter une personne
admin-new-lead = Sans mot de passe, elle reçoit par e-mail un lien pour en définir un. Sans pseudo, un pseudo est inventé.
admin-new-button = Ajouter cette personne
admin-group-account = Compte
admin-group-profile = Profil
admin-field-bio = À propos de la personne
admin-field-show-name = Ses prénom et nom sont publics
admin-field-mailing-list = Sur la liste de diffusion
field-role = Rôle
field-email-verified = Il est établi que l’adresse e-mail est la sienne
field-profile-picture-url = Adresse d’une photo
field-reason = Motif
field-note = Pourquoi vous le demandez
field-file = Fichier
field-update-existing = Modifier les personnes déjà présentes
field-skip-invalid = Importer le reste quand des lignes sont erronées
hint-update-existing = Elles sont reconnues à leur adresse e-mail. Sinon, leurs lignes comptent comme erronées.
hint-skip-invalid = Sinon, une seule ligne erronée suffit pour que rien ne soit importé.
hint-file = CSV en UTF-8, cellules séparées par des virgules ou des points-virgules, avec une ligne d’en-tête. Les colonnes portent le nom des champs : email, nickname, first_name, etc.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = C’est vous
admin-person-tabs = Rubriques de cette personne
admin-person-public = Profil public
admin-person-locked-at = Blocage
admin-person-leaves = Effacement prévu
admin-person-failures = Connexions échouées
admin-person-untouchable = Seule l’administration peut modifier un compte d’administration.
admin-person-no-sessions = Aucune session ouverte.
admin-person-edit = Profil
admin-person-role = Rôle
admin-person-role-button = Changer le rôle
admin-person-lock = Bloquer le compte
admin-person-lock-text = Toutes les sessions se ferment aussitôt. Aucune connexion n’est possible jusqu’au déblocage. Le motif est envoyé par e-mail à la personne.
admin-person-unlock = Débloquer le compte
admin-person-unlock-text = La personne en est informée par e-mail et peut se reconnecter.
admin-person-resend = Confirmer l’adresse
admin-person-resend-text = Envoie encore une fois le lien qui confirme l’adresse.
admin-person-professional = Statut professionnel
admin-person-grant = Accorder le statut
admin-person-withdraw = Retirer le statut
admin-person-delete = Supprimer cette personne
admin-person-delete-text = Le compte et toutes les données personnelles disparaissent aussitôt et pour toujours. Le journal d’audit n’en garde qu’un identifiant.
admin-person-delete-question = Supprimer { $nickname } pour toujours ?

flash-person-created = La personne a été ajoutée.
flash-person-saved = Enregistré.
flash-person-locked = Le compte est bloqué et ses sessions sont fermées.
flash-person-unlocked = Le compte est débloqué.
flash-person-resent = Le lien est en route.
flash-person-deleted = La personne et ses données sont supprimées.
flash-role-changed = Le rôle a été changé.
flash-professional-granted = Le statut a été accordé.
flash-professional-withdrawn = Le statut a été retiré.
flash-professional-refused = La demande a été refusée.
flash-professional-requested = Merci. Nous allons examiner votre demande et vous écrire.
flash-nobody-chosen-error = Vous n’avez choisi personne.
flash-job-retried = Une nouvelle tentative d’envoi va avoir lieu.
flash-job-dropped = Le message a été écarté.

admin-audit-title = Journal d’audit
admin-audit-export-csv = Exporter en CSV
admin-audit-export-json = Exporter en lignes JSON
admin-actor-guest = un visiteur
admin-actor-system = Roster lui-même
admin-actor-cli = la ligne de commande
admin-log-by = Par
admin-log-about = Concerne
admin-log-from = Depuis
admin-log-erased = Les valeurs personnelles ont été effacées avec la personne.
admin-log-unsealed = pas encore scellée

action-user-registered = Inscription
action-user-created = Compte créé
action-user-verified = Adresse confirmée
action-user-verification-requested = Lien de confirmation demandé
action-user-updated = Profil modifié
action-user-picture-changed = Photo envoyée
action-user-picture-removed = Photo retirée
action-user-nickname-changed = Pseudo changé
action-user-email-change-requested = Nouvelle adresse indiquée
action-user-email-changed = Adresse changée
action-user-email-change-undone = Changement d’adresse annulé
action-user-reset-requested = Réinitialisation du mot de passe demandée
action-user-password-reset = Mot de passe réinitialisé
action-user-password-changed = Mot de passe changé
action-user-role-changed = Rôle changé
action-user-locked = Compte bloqué
action-user-unlocked = Compte débloqué
action-user-deletion-requested = Suppression demandée
action-user-deletion-withdrawn = Suppression annulée
action-user-deleted = Compte effacé
action-user-professional-requested = Statut professionnel demandé
action-user-professional-granted = Statut professionnel accordé
action-user-professional-refused = Statut professionnel refusé
action-user-professional-withdrawn = Statut professionnel retiré
action-user-subscribed = Abonnement à la liste
action-user-unsubscribed = Désabonnement de la liste
action-session-created = Connexion
action-session-revoked = Session fermée
action-session-reused = Jeton déjà utilisé présenté, session fermée
action-message-retried = Nouvelle tentative d’envoi
action-message-dropped = Message écarté
action-key-rotated = Clé de signature renouvelée

admin-jobs-title = Messages
admin-jobs-lead = Ce qui attend d’être remis, est en cours de remise ou a été abandonné. Ce qui a été remis n’est plus ici.
admin-jobs-by-type = Par type
admin-jobs-none = Rien n’attend. Tous les messages ont été remis.
admin-jobs-oldest = Le plus ancien
admin-jobs-attempts = Tentatives
admin-jobs-next = Prochaine tentative
admin-jobs-created = Création
admin-jobs-why = Raison de l’échec
admin-jobs-retry = Réessayer
admin-jobs-drop = Écarter
admin-jobs-drop-question = Écarter ce message ? Il ne sera jamais remis.
state-PENDING = En attente
state-RUNNING = En cours de remise
state-PARKED = Abandonné

admin-mailbox-title = Boîte e-mail
admin-mailbox-lead = Les e-mails les plus récents que la boîte intégrée a gardés au lieu de les envoyer.
admin-mailbox-none = La boîte intégrée est vide. Avec un serveur de messagerie, les e-mails sont envoyés et ne sont pas gardés.
admin-mailbox-preview = Aperçu des modèles
admin-mailbox-to = À
admin-mailbox-from = De
admin-mailbox-subject = Objet
admin-mailbox-at = Écrit
admin-mailbox-language = Langue
admin-mailbox-text = En texte
admin-mailbox-html = En HTML
admin-preview-title = Modèles d’e-mails
admin-preview-lead = Chaque modèle dans chaque langue, avec des valeurs inventées.
admin-preview-show = Afficher
admin-preview-faults = Modèles personnalisés non utilisés
admin-preview-broken = Ce modèle ne peut pas être affiché :

admin-settings-title = Réglages
admin-settings-lead = Ce qui est en vigueur, et d’où vient chaque valeur. Les secrets sont masqués. Les valeurs se changent dans le fichier de configuration ou dans l’environnement.
admin-settings-key = Réglage
admin-settings-value = Valeur
admin-settings-source = Origine
admin-settings-default = par défaut
admin-settings-weak = faible
admin-settings-empty = vide

admin-import-title = Importer des personnes
admin-import-lead = Vous voyez d’abord, ligne par ligne, ce qui se passerait. Rien n’est écrit avant votre accord.
admin-import-button = Afficher le plan
admin-import-checking = Lecture et vérification du fichier
admin-import-writing = Importation
admin-import-plan = Le plan
admin-import-done = Importé
admin-import-failed = L’importation s’est interrompue
admin-import-created = Nouvelles
admin-import-updated = Modifiées
admin-import-unchanged = Inchangées
admin-import-skipped = Erronées
admin-import-rows = { $count ->
    [one] { $count } ligne jusqu’ici
   *[other] { $count } lignes jusqu’ici
}
admin-import-speed = { $count } lignes par seconde
admin-import-left = { $count ->
    [one] encore { $count } seconde environ
   *[other] encore { $count } secondes environ
}
admin-import-nothing = Avec ces erreurs, rien n’est importé. Corrigez le fichier, ou laissez ignorer les lignes erronées.
admin-import-apply = Importer maintenant
admin-import-again = Choisir un autre fichier
admin-import-faults = Ce qui ne va pas
admin-import-more = { $count ->
    [one] et { $count } autre erreur
   *[other] et { $count } autres erreurs
}
admin-import-download = Télécharger les lignes erronées avec leurs motifs
admin-import-examples = Ce qui changerait
admin-import-line = Ligne
admin-import-column = Colonne
admin-import-message = Erreur
admin-import-columns = Colonnes du fichier
admin-import-columns-lead = Indiquez à quel champ correspond chaque colonne. Ce que suggèrent les noms est déjà choisi.
admin-import-sample = Première ligne
admin-import-field = Champ
admin-import-leave-out = Ignorer
admin-import-new = nouvelle
admin-import-away = Vous pouvez quitter cette page ; le travail continue. S’il venait à s’interrompre, importez de nouveau le même fichier en modifiant les personnes déjà présentes : personne ne figurera deux fois.

admin-professional-title = Demandes professionnelles
admin-professional-lead = Des membres au profil complet qui demandent le statut professionnel.
admin-professional-none = Aucune demande n’attend.
admin-professional-approve = Accepter
admin-professional-refuse = Refuser
admin-professional-asked = Déposée
admin-professional-gone = une personne supprimée
request-OPEN = En cours
request-APPROVED = Acceptée
request-REFUSED = Refusée

page-professional-title = Statut professionnel
page-professional-lead = Les professionnels portent un badge sur leur profil et peuvent proposer des événements.
page-professional-is = Vous avez le statut professionnel.
page-professional-open = Nous avons votre demande depuis le
page-professional-refused = Votre dernière demande a été refusée.
page-professional-missing = Complétez d’abord votre profil. Il manque :
page-professional-button = Demander le statut
page-professional-history = Demandes précédentes
nav-professional = Professionnel
need-first-name = Prénom
need-last-name = Nom
need-bio = Quelques mots sur vous
need-location = Où vous êtes
need-profile-picture-url = Une photo
need-linkedin-profile-url = Un lien vers votre profil LinkedIn ou GitHub
need-github-profile-url = Un lien vers votre profil LinkedIn ou GitHub
