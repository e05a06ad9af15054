# Ce qui s’est mal passé : error-CODE est la phrase, title-CODE le genre de problème.

retry-after = { $unit ->
    [minutes] { $count ->
        [one] dans { $count } minute
       *[other] dans { $count } minutes
    }
   *[seconds] { $count ->
        [one] dans { $count } seconde
       *[other] dans { $count } secondes
    }
}

error-invalid-input = Certaines des données saisies ne sont pas valides.
error-email-taken = Cette adresse e-mail existe déjà
error-nickname-taken = Ce pseudo existe déjà
error-user-not-found = Personne introuvable
error-session-not-found = Session introuvable
error-message-not-found = Message introuvable
error-job-not-found = Tâche introuvable
error-not-found = Il n’y a rien à cette adresse.
error-unauthenticated = Impossible de vérifier les identifiants
error-wrong-credentials = Adresse e-mail ou mot de passe incorrect.
error-account-locked = Compte bloqué après trop de tentatives de connexion échouées.
error-invalid-grant = Les identifiants ou le jeton sont incorrects, expirés ou déjà utilisés.
error-forbidden = Opération non autorisée
error-reauthentication-required = Pour faire cela, reconnectez-vous ou saisissez votre mot de passe.
error-invalid-verification-token = Jeton de confirmation non valide ou expiré
error-invalid-reset-token = Jeton de réinitialisation non valide ou expiré
error-registration-closed = Ici, l’inscription n’est pas ouverte à tout le monde. Il vous faut peut-être une invitation.
error-last-administrator = Il ne resterait plus aucun compte d’administration actif.
error-precondition-failed = Ceci a changé entre-temps. Rechargez et refaites votre modification.
error-idempotency-in-progress = Une requête avec cette Idempotency-Key est encore en cours.
error-idempotency-mismatch = Cette Idempotency-Key a déjà servi pour une autre requête.
error-throttled = Trop de requêtes. Veuillez réessayer { retry-after }.
error-busy = Il y a trop à faire en ce moment. Veuillez réessayer { retry-after }.
error-unavailable = Un service nécessaire à cette opération ne répond pas. Veuillez réessayer plus tard.
error-picture-too-large = La photo dépasse 5 Mo.
error-not-a-picture = Ce n’est pas une image JPEG, PNG, SVG ou WebP lisible.
error-too-many-pixels = L’image a trop de pixels ou est trop complexe à dessiner. Le maximum est de 40 mégapixels.
error-storage-full = Il ne reste plus de place pour enregistrer ceci.
error-internal = Une erreur s’est produite de notre côté. Elle a été enregistrée.

error-method-not-allowed = Cette adresse n’accepte pas cette méthode.
error-not-json = Le corps n’est pas du JSON valide.
error-too-deep = Le JSON est imbriqué trop profondément.
error-body-too-large = Le corps est trop volumineux.
error-unsupported-media-type = Le type de contenu du corps n’est pas accepté ici.
error-unsupported-encoding = L’encodage de contenu du corps n’est pas accepté ici.
error-body-timeout = Le corps a mis trop de temps à arriver.
error-invalid-request = La requête est mal formée.
error-unsupported-grant-type = Ce type d’autorisation n’est pas pris en charge.

title-invalid-input = Données non valides
title-email-taken = Adresse e-mail déjà prise
title-nickname-taken = Pseudo déjà pris
title-user-not-found = Introuvable
title-session-not-found = Introuvable
title-message-not-found = Introuvable
title-job-not-found = Introuvable
title-not-found = Introuvable
title-unauthenticated = Connexion requise
title-wrong-credentials = Échec de la connexion
title-account-locked = Compte bloqué
title-invalid-grant = Autorisation non valide
title-forbidden = Non autorisé
title-reauthentication-required = Nouvelle connexion requise
title-invalid-verification-token = Lien non valide
title-invalid-reset-token = Lien non valide
title-registration-closed = Inscription fermée
title-last-administrator = Dernier compte d’administration
title-precondition-failed = Modifié entre-temps
title-idempotency-in-progress = Requête en cours
title-idempotency-mismatch = Clé d’idempotence réutilisée
title-throttled = Trop de requêtes
title-busy = Surchargé
title-unavailable = Indisponible
title-picture-too-large = Photo trop volumineuse
title-not-a-picture = Pas une image
title-too-many-pixels = Trop de pixels
title-storage-full = Stockage plein
title-internal = Erreur interne

title-method-not-allowed = Méthode non autorisée
title-not-json = Pas du JSON
title-too-deep = Imbrication trop profonde
title-body-too-large = Trop volumineux
title-unsupported-media-type = Type de contenu non accepté
title-unsupported-encoding = Encodage non accepté
title-body-timeout = Délai dépassé
title-invalid-request = Requête non valide
title-unsupported-grant-type = Type d’autorisation non pris en charge
error-form-forged = Ce formulaire n’a pas été ouvert dans ce navigateur ou est trop ancien. Revenez en arrière, rechargez la page et recommencez.
title-form-forged = Formulaire refusé
error-professional-request-not-found = Demande introuvable
error-professional-request-open = Il y a déjà une demande en cours.
error-professional-request-decided = Cette demande a déjà reçu une autre réponse.
error-already-professional = Ce compte a déjà le statut professionnel.
title-professional-request-not-found = Introuvable
title-professional-request-open = Demande en cours
title-professional-request-decided = Déjà traitée
title-already-professional = Déjà professionnel
error-profile-field-not-found = Champ de profil introuvable
title-profile-field-not-found = Introuvable
