# Formulaires : field-NOM est un libellé, hint-NOM l’explique, option-NOM-VALEUR
# est un choix, button-NOM un bouton.

field-username = Pseudo
field-email-or-username = E-mail ou pseudo
field-email = E-mail
field-password = Mot de passe
field-password1 = Mot de passe
field-password2 = Mot de passe (encore)
field-mailing-list = Recevoir des nouvelles par e-mail de temps en temps
field-remember = Garder ma session ouverte sur cet appareil
field-picture = Photo
field-yes = oui
field-no = non
field-first-name = Prénom
field-last-name = Nom
field-show-name = Montrer mes prénom et nom à tout le monde
field-bio = À propos de vous
field-location = Lieu
field-linkedin-profile-url = Adresse LinkedIn
field-github-profile-url = Adresse GitHub
field-locale = Langue
field-time-zone = Fuseau horaire
field-old-password = Ancien mot de passe
field-new-password1 = Nouveau mot de passe
field-new-password2 = Nouveau mot de passe (encore)
field-posts = Ce que deviennent vos publications

hint-username = C’est ainsi que les autres vous voient. Laissez vide et nous en inventerons un, comme leaping_otter_482.
hint-email = Si vous la changez, la nouvelle adresse comptera une fois que vous l’aurez confirmée.
hint-password1 = Au moins 8 caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
hint-new-password1 = Au moins 8 caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
hint-picture = JPEG, PNG, WebP ou SVG, 5 Mo au maximum. Tout le monde peut la voir.
hint-show-name = Sinon, seul votre pseudo est public.
hint-bio = Quelques phrases que tout le monde peut lire.

option-posts-delete = Les supprimer avec mon compte
option-posts-keep = Les garder, sans mon nom

button-register = Créer un compte
button-sign-in = Se connecter
button-save = Enregistrer
button-cancel = Annuler
button-continue = Continuer
button-send-link = Envoyer le lien
button-set-password = Définir le mot de passe
button-change-password = Changer le mot de passe
button-confirm-email = Confirmer mon adresse
button-send-again = Envoyer un nouveau lien
button-remove-picture = Retirer la photo
button-end-session = Fermer
button-end-this-session = Fermer cette session
button-end-other-sessions = Fermer toutes les autres
button-download-data = Télécharger mes données
button-delete-account = Supprimer mon compte
button-setup = Créer ce compte
button-unsubscribe = Se désabonner

form-faults = Quelques points sont à revoir :
form-optional = facultatif
form-show-password = Afficher le mot de passe
form-hide-password = Masquer le mot de passe
form-characters-left = Caractères restants :
strength-label = Solidité du mot de passe :
strength-0 = trop court
strength-1 = facile à deviner
strength-2 = peut mieux faire
strength-3 = bon
strength-4 = excellent
crop-label = Partie de la photo qui sera visible. Faites-la glisser ou déplacez-la avec les touches fléchées.
crop-zoom = Zoom
crop-help = Faites glisser la photo ou utilisez les touches fléchées jusqu’à ce que le cadrage vous plaise.
crop-discard = En choisir une autre
