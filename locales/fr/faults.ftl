# Ce qui ne va pas dans un champ de saisie.

fault-required = Ce champ est obligatoire.
fault-unknown-field = Ce champ n’existe pas.
fault-read-only = Ce champ ne peut pas être modifié ici.
fault-wrong-type = Cette valeur n’est pas du bon type.
fault-not-boolean = La valeur doit être true ou false.
fault-too-long = { $max ->
    [one] { $max } caractère au maximum.
   *[other] { $max } caractères au maximum.
}
fault-too-many = Il y en a trop.
fault-duplicate = Ceci est indiqué plus d’une fois.
fault-out-of-range = La valeur doit être comprise entre { $min } et { $max }.
fault-empty-change = Il n’y a rien à modifier.
fault-header-too-long = Cet en-tête est trop long.
fault-control-characters = Ceci contient des caractères qui ne peuvent pas être affichés.
fault-reason-required = Veuillez indiquer un motif.

fault-email-invalid = Ce n’est pas une adresse e-mail valide.
fault-email-taken = Cette adresse e-mail existe déjà
fault-email-domain-refused = Les adresses de ce domaine ne sont pas acceptées ici.
fault-nickname-length = { $max ->
    [one] De { $min } à { $max } caractère.
   *[other] De { $min } à { $max } caractères.
}
fault-nickname-characters = Utilisez seulement les lettres A–Z, des chiffres, « _ » et « - ».
fault-nickname-reserved = Ce pseudo est réservé. Veuillez en choisir un autre.
fault-nickname-taken = Ce pseudo existe déjà
fault-url-invalid = Ce n’est pas une adresse web complète, comme https://example.org/page.

fault-password-short = { $min ->
    [one] { $min } caractère au minimum.
   *[other] { $min } caractères au minimum.
}
fault-password-long = { $max ->
    [one] { $max } caractère au maximum.
   *[other] { $max } caractères au maximum.
}
fault-password-common = Ce mot de passe fait partie des plus courants. Veuillez en choisir un autre.
fault-password-weak = Ce mot de passe est trop facile à deviner. Rendez-le plus long ou moins prévisible.
fault-passwords-differ = Les deux mots de passe ne sont pas identiques.
fault-wrong-password = Ce mot de passe est incorrect.

fault-role-unknown = Ce rôle n’existe pas.
fault-role-not-grantable = Vous ne pouvez pas attribuer ce rôle.
fault-locale-invalid = Ce n’est pas un code de langue valide.
fault-time-zone-unknown = Ce fuseau horaire n’existe pas.
fault-time-invalid = Ce n’est ni une date ni une heure, comme 2026-01-31 ou 2026-01-31T09:30:00Z.
fault-cursor-invalid = Ce curseur n’appartient pas à cette liste.
fault-size-unknown = Il n’y a pas de photo de cette taille, seulement 512, 128 ou 48.
fault-sort-unknown = Cette liste ne peut pas être triée ainsi.
fault-search-key-unknown = Le filtre « { $key } » n’existe pas. Filtres connus : { $known }. Mettez-le entre guillemets pour le chercher comme texte.
fault-search-value-invalid = « { $value } » n’est pas une valeur du filtre « { $key } ».

fault-idempotency-mismatch = Cette clé a déjà servi pour une autre requête.
fault-idempotency-key-invalid = Utilisez de 1 à 255 caractères ASCII visibles.
fault-posts-unknown = La valeur doit être « keep » ou « delete ».
fault-actor-unknown = Ce n’est ni l’identifiant d’une personne, ni « system », « cli » ou « guest ».
fault-action-unknown = Cette action n’existe pas.
fault-job-state-unknown = Cet état n’existe pas. États connus : PENDING, RUNNING et PARKED.
fault-message-type-unknown = Ce type de message n’existe pas.
fault-id-invalid = Ce n’est pas un identifiant.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# Lignes d’un fichier de personnes.
fault-csv-unknown-column = Cette colonne n’existe pas.
fault-csv-column-missing = Cette colonne manque.
fault-map-invalid = Écrivez COLONNE=CHAMP, ou COLONNE= pour ignorer une colonne.
fault-csv-cells = { $count ->
    [one] Cette ligne a { $count } cellule, l’en-tête en a { $expected }.
   *[other] Cette ligne a { $count } cellules, l’en-tête en a { $expected }.
}
fault-csv-quote = Il y a du texte après le guillemet fermant.
fault-csv-unclosed-quote = Un guillemet est ouvert dans cette ligne et jamais fermé.
fault-csv-not-utf8 = Ce n’est pas de l’UTF-8. Enregistrez le fichier au format « CSV UTF-8 ».
fault-csv-line-long = Cette ligne dépasse { $max } Ko.
fault-csv-repeated = La ligne { $line } contient la même valeur.
fault-password-and-hash = Indiquez un mot de passe ou une empreinte, pas les deux.
fault-hash-invalid = Ce n’est pas une empreinte Argon2 (PHC) ou bcrypt, ou elle demande plus de 1 Gio, de 16 passes ou d’un coût bcrypt de 16.
fault-last-administrator = Il ne resterait plus aucun compte d’administration actif.

fault-profile-needed = Ceci doit d’abord figurer dans le profil.
fault-profile-link-needed = L’un des deux liens doit d’abord figurer dans le profil.
fault-request-status-unknown = La valeur doit être « OPEN », « APPROVED » ou « REFUSED ».

# Champs définis par l’administration.
fault-field-name-invalid = Utilisez de 2 à 40 lettres a–z, chiffres et « _ », en commençant par une lettre.
fault-field-name-taken = Il existe déjà un champ de ce nom.
fault-field-type-unknown = La valeur doit être « text », « number », « date », « choice », « boolean » ou « url ».
fault-visibility-unknown = La valeur doit être « self », « managers » ou « public ».
fault-label-invalid = Un libellé compte de 1 à 100 caractères.
fault-choices-invalid = Un champ à choix a de 1 à { $max } choix différents de 100 caractères au maximum ; les autres champs n’en ont pas.
fault-choice-unknown = Ce choix n’existe pas.
fault-date-invalid = Ce n’est pas une date, comme 2026-01-31.
fault-not-number = Ce n’est pas un nombre.
fault-range-reversed = Le dernier jour ne peut pas précéder le premier.
fault-range-in-future = Le premier jour ne peut pas être après aujourd’hui.
fault-range-too-long = Cela fait plus de { $max } jours.
fault-bucket-unknown = La valeur doit être « 24h », « 48h », « 1w », « 1y » ou « never ».
fault-stage-unknown = La valeur doit être « registered », « verified », « signed_in », « took_part » ou « back ».
fault-source-unknown = La valeur doit être « invitation », « event », « post » ou « direct ».
fault-figure-unknown = Ces chiffres n’existent pas.
