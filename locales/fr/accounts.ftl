verified = Adresse e-mail confirmée avec succès
flash-password-error = Le mot de passe n’a pas été modifié. Voir ci-dessous.
flash-form-error = Quelque chose ne va pas encore. Voir ci-dessous.
flash-verification-sent = Si cette adresse attend une confirmation, un nouveau lien est en route.
flash-set-up = Votre compte d’administration est prêt. Connectez-vous avec.
flash-account-deleted = Votre compte et ses données sont supprimés. Au revoir !
