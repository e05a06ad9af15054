# Pages : nav-… et frame-… appartiennent à toutes les pages, page-NOM-… à une
# seule, flash-CODE se dit une fois sur la page qui suit une action.

nav-skip = Aller au contenu
nav-main = Principal
nav-menu = Menu
nav-home = Accueil
nav-about = À propos
nav-account = Mon compte
nav-sign-in = Se connecter
nav-register = Créer un compte
nav-log-out = Se déconnecter
nav-api = API
nav-footer = Plus
nav-sides = Compte
nav-profile = Profil
nav-details = Détails
nav-sessions = Sessions
nav-password = Mot de passe
nav-data = Vos données

frame-language = Langue
frame-change-language = Changer de langue
frame-theme = Apparence
frame-theme-auto = Automatique
frame-theme-light = Claire
frame-theme-dark = Sombre
frame-to-dark = Passer en sombre
frame-to-light = Passer en clair
frame-error-prefix = Erreur

role-anonymous = Pas encore confirmé
role-authenticated = Membre
role-manager = Gestion
role-admin = Administration
professional = Professionnel

page-home-title = Accueil
page-home-welcome = Bienvenue sur
page-home-lead = Un seul compte pour tout ce qui se passe ici. Une minute suffit pour le créer, et c’est vous qui décidez de ce que les autres voient.
page-home-points = Ce sur quoi vous pouvez compter
page-home-name = Un nom bien à vous
page-home-name-text = Les autres vous connaissent par votre pseudo. Votre vrai nom et votre adresse e-mail ne regardent que vous, jusqu’à ce que vous en décidiez autrement.
page-home-safe = Sûr, sans complications
page-home-safe-text = Voyez tous les appareils où votre session est ouverte, fermez-la d’un seul bouton, et recevez un avis quand un nouveau apparaît.
page-home-free = Libre de partir
page-home-free-text = Téléchargez tout ce que nous avons sur vous, ou supprimez-le, quand vous voulez. Personne ne vous demandera pourquoi.
page-home-hello = Bonjour { $nickname }
page-home-next = Vos prochaines étapes
page-home-next-lead = Quelques détails qui aident les autres à vous reconnaître. Rien ne presse.
page-home-progress = { $done } sur { $all } faits
page-home-step-done = fait

step-email = Confirmez votre adresse e-mail
step-username = Choisissez un pseudo qui vous plaît
step-picture = Ajoutez une photo
step-names = Dites-nous votre nom
step-bio = Écrivez quelques mots sur vous
step-location = Dites où vous êtes
step-links = Ajoutez un lien vers votre profil LinkedIn ou GitHub
step-professional = Demandez le statut professionnel

page-about-title = À propos
page-about-lead = { $site } offre à sa communauté un seul compte pour tout. Voici ce que cela signifie pour vous.
page-about-public = Ce que voient les autres
page-about-public-text = Votre pseudo, votre photo et ce que vous écrivez sur vous. Vos prénom et nom, seulement si vous choisissez de les montrer. Votre adresse e-mail, jamais.
page-about-kept = Ce qui est conservé
page-about-kept-text = Ce que vous saisissez, les appareils où votre session est ouverte et un journal des changements importants de votre compte, pour que vous et nous puissions savoir ce qui s’est passé. Des mots de passe, seule une empreinte est conservée, que personne ne peut inverser.
page-about-yours = Ce que vous pouvez faire
page-about-yours-text = Tout modifier, à tout moment. Tout télécharger dans un seul fichier. Supprimer votre compte, et tout ce qui est personnel disparaît avec lui.
page-about-quiet = Ce qui n’arrive pas
page-about-quiet-text = Pas de publicité, pas de pistage par des tiers, rien de chargé d’ailleurs. Vos données restent sur ce serveur.
page-about-more = Pour les développeurs
page-about-more-text = Tout ce que fait ce site est aussi accessible aux programmes, par une API documentée.
page-about-more-link = Lire la documentation de l’API

page-register-title = Créez votre compte
page-register-lead = Cela prend une minute. Il vous suffit d’une adresse e-mail.
page-register-have = Vous avez déjà un compte ?
page-register-closed = L’inscription n’est pas ouverte
page-register-closed-text = Ici, on devient membre sur invitation. Si vous en avez une, ouvrez le lien qu’elle contient. Si vous connaissez un membre, demandez-lui.

page-login-title = Se connecter
page-login-lead = C’est un plaisir de vous voir.
page-login-forgot = Mot de passe oublié ?
page-login-new = Première visite ?

page-profile-title = Votre profil
page-profile-lead = Voici ce qui vous identifie. Votre pseudo et votre photo sont publics.
page-profile-since = Membre depuis le
page-profile-email-confirmed = confirmée
page-profile-email-unconfirmed = non confirmée
page-profile-pending = Nous avons envoyé un lien à { $email }. Tant que vous ne l’avez pas ouvert, votre ancienne adresse reste valable.
page-profile-public = Voir votre profil public
page-profile-password = Votre mot de passe
page-profile-password-text = Le changer ferme vos sessions partout ailleurs.
page-profile-remove-picture = Retirer votre photo ?

page-details-title = Vos détails
page-details-lead = Tout ceci est facultatif.
page-details-name = Votre nom
page-details-about = Avec vos mots
page-details-links = Ailleurs
page-details-settings = Réglages
page-details-extra = Autres informations

page-sessions-title = Vos sessions
page-sessions-lead = Là où votre session est ouverte. Si vous n’en reconnaissez pas une, fermez-la et changez votre mot de passe.
page-sessions-this = Cet appareil
page-sessions-unknown = Appareil inconnu
page-sessions-app = Appli
page-sessions-address = Adresse
page-sessions-since = Connexion
page-sessions-seen = Dernière activité
page-sessions-on = sur
page-sessions-none = Aucune session n’est ouverte ailleurs.
page-sessions-end = Fermer cette session ? Il faudra se reconnecter sur cet appareil.
page-sessions-end-others = Fermer toutes les sessions sauf celle-ci ?

page-data-title = Vos données
page-data-lead = Elles vous appartiennent. Prenez-en une copie, ou emportez tout.
page-data-download = Prendre une copie
page-data-download-text = Tout ce que nous avons sur vous dans un fichier zip : votre profil, vos photos, vos sessions et votre historique.
page-data-leave = Partir
page-data-leave-text = Votre compte est fermé aussitôt. { $days ->
    [0] Vos données personnelles sont supprimées immédiatement ; c’est irréversible.
    [one] Vous avez { $days } jour pour changer d’avis : il suffit de vous reconnecter. Ensuite, vos données personnelles sont supprimées.
   *[other] Vous avez { $days } jours pour changer d’avis : il suffit de vous reconnecter. Ensuite, vos données personnelles sont supprimées.
}
page-data-confirm = Supprimer votre compte ?

page-logout-title = Se déconnecter
page-logout-question = Voulez-vous vraiment vous déconnecter ?
page-logout-button = Se déconnecter

page-password-change-title = Changez votre mot de passe
page-password-change-lead = Votre session reste ouverte ici et se ferme partout ailleurs.
page-password-change-done-title = Mot de passe changé
page-password-change-done-text = C’est fait. Votre mot de passe a été changé.
page-password-change-done-link = Retour à votre profil

page-password-reset-title = Réinitialisez votre mot de passe
page-password-reset-lead = Indiquez votre adresse e-mail, et nous vous enverrons un lien pour définir un nouveau mot de passe.
page-password-reset-back = Retour à la connexion
page-password-reset-sent-title = Consultez vos e-mails
page-password-reset-sent-text = S’il existe un compte avec cette adresse, un lien est en route. Il ne fonctionne que peu de temps.
page-password-reset-sent-nothing = Rien reçu ? Regardez parmi les indésirables ou refaites une demande dans quelques minutes.
page-password-set-title = Définissez un nouveau mot de passe
page-password-set-lead = Tous les appareils seront déconnectés, et vous pourrez vous connecter avec le nouveau mot de passe.

page-link-bad-title = Ce lien ne fonctionne plus
page-link-bad-reset = Il a expiré, a déjà été utilisé ou n’est pas complet. Vous pouvez en recevoir un nouveau.
page-link-bad-verification = Il a expiré, a déjà été utilisé ou n’est pas complet. Vous pouvez en recevoir un nouveau.
page-link-bad-session = Il a expiré ou a déjà été utilisé. Vous pouvez voir et fermer vos sessions dans votre compte.
page-link-bad-new = Recevoir un nouveau lien
page-link-bad-sessions = Voir vos sessions

page-verify-email-title = Confirmez votre adresse e-mail
page-verify-email-lead = Un clic, et votre compte est prêt.
page-verify-email-resend-title = Renvoyer le lien
page-verify-email-resend-lead = Indiquez votre adresse e-mail, et nous vous enverrons un nouveau lien pour la confirmer.

page-user-since = Membre depuis le
page-user-edit = Modifier votre profil
page-user-own = Voici comment les autres vous voient.
page-user-links = Ailleurs
page-user-quiet = { $nickname } n’a encore rien écrit à son sujet.

page-setup-title = Le premier compte d’administration
page-setup-lead = Il n’y a encore personne d’autre ici. Ce compte peut tout faire, alors donnez-lui un bon mot de passe.

page-reauthenticate-title = Est-ce bien vous ?
page-reauthenticate-lead = Ce que vous allez faire est important. Veuillez saisir encore une fois votre mot de passe.

page-session-end-title = Ce n’était pas vous ?
page-session-end-lead = Quelqu’un s’est connecté à votre compte avec cet appareil. Si ce n’était pas vous, fermez la session et changez votre mot de passe.
page-session-ended-title = La session est fermée
page-session-ended-text = Cet appareil est déconnecté. Si vous ne l’avez pas reconnu, changez maintenant votre mot de passe.

page-unsubscribe-title = Plus de nouvelles par e-mail ?
page-unsubscribe-lead = Nous vous écrirons toujours au sujet de la sécurité de votre compte.
page-unsubscribed-title = Désabonnement effectué
page-unsubscribed-text = Nous ne vous enverrons plus de nouvelles. Vous pouvez vous réabonner dans vos détails.

page-error-home = Aller à l’accueil
page-error-back = Si cela se reproduit, donnez-nous ce numéro :

flash-invalid-credentials = Identifiants incorrects. Réessayez
flash-registered = Votre compte est créé. Nous vous avons envoyé un lien pour confirmer votre adresse : consultez vos e-mails.
flash-profile-updated = Profil mis à jour avec succès
flash-profile-error = Erreur lors de la mise à jour du profil
flash-signed-out = Votre session est fermée. À bientôt !
flash-sessions-ended = Toutes les autres sessions sont fermées.
flash-session-ended = La session est fermée.
flash-password-set = Votre nouveau mot de passe est défini. Connectez-vous avec.
flash-picture-removed = Votre photo est retirée.
flash-email-change-pending = Enregistré. Nous avons envoyé un lien à votre nouvelle adresse ; ouvrez-le pour achever le changement.
flash-deletion-requested = Votre compte est fermé. Si vous changez d’avis, reconnectez-vous avant que ses données soient supprimées.
flash-deletion-withdrawn = Bon retour parmi nous. Votre compte est conservé.
flash-verified = Votre adresse e-mail est confirmée.
