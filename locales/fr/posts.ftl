# Billets : pages, formulaires, erreurs et entrées du journal.

nav-write = Écrire
page-home-newest = Derniers billets
page-home-posts = Billets
page-home-found = Billets trouvés
page-home-hidden-posts = Billets masqués
page-home-search = Chercher dans les billets
page-home-nothing-found = Aucun billet n’a été trouvé.
page-home-no-posts = Personne n’a encore rien écrit.
page-home-first-post = Écrire le premier billet
page-user-posts = Billets
page-user-states = Quels billets
page-user-published = Publiés
page-user-drafts = Brouillons
page-user-hidden = Masqués
page-user-no-posts = Il n’y a pas de billets ici.
page-post-new = Nouveau billet
page-post-edit-title = Modifier le billet
page-post-nobody = un ancien membre
page-post-draft = Brouillon
page-post-hidden = Masqué
page-post-draft-note = Ceci est un brouillon. Vous seul pouvez le voir.
page-post-hidden-note = Un gestionnaire a masqué ce billet. Seuls son auteur et les gestionnaires peuvent le voir.
page-post-published = Publié le
page-post-changed = modifié
page-post-edit = Modifier
page-post-save = Enregistrer
page-post-publish = Publier
page-post-save-draft = Enregistrer comme brouillon
page-post-to-draft = Remettre en brouillon
page-post-preview = Aperçu
page-post-preview-title = Voici ce que cela donnera
page-post-delete = Supprimer
page-post-delete-question = Supprimer ce billet définitivement ?
page-post-hide = Masquer ce billet
page-post-hide-now = Masquer et prévenir l’auteur
page-post-show = Afficher de nouveau

field-title = Titre
field-body = Texte
hint-body = Markdown : **gras**, *italique*, # titre, - liste, > citation, [mots](https://example.org). Les images deviennent des liens.
hint-reason = Elle est communiquée à l’auteur.

flash-post-published = Votre billet est publié.
flash-post-draft-saved = Votre brouillon est enregistré.
flash-post-saved = Vos modifications sont enregistrées.
flash-post-deleted = Le billet a été supprimé.
flash-post-hidden = Le billet est masqué et son auteur est prévenu.
flash-post-shown = Le billet est de nouveau visible.

error-post-not-found = Billet introuvable
title-post-not-found = Introuvable
fault-post-status-unknown = Choisissez PUBLISHED ou DRAFT, ou n’indiquez pas d’état.
fault-post-is-hidden = Un gestionnaire a masqué ce billet ; seul un gestionnaire peut l’afficher de nouveau.

action-post-created = Billet écrit
action-post-updated = Billet modifié
action-post-deleted = Billet supprimé
action-post-hidden = Billet masqué
action-post-shown = Billet affiché de nouveau
