# Publicaciones: sus páginas, formularios, errores y entradas del registro.

nav-write = Escribir
page-home-newest = Lo último
page-home-posts = Publicaciones
page-home-found = Publicaciones encontradas
page-home-hidden-posts = Publicaciones ocultas
page-home-search = Buscar publicaciones
page-home-nothing-found = No se encontró ninguna publicación.
page-home-no-posts = Todavía nadie ha escrito nada.
page-home-first-post = Escribir la primera
page-user-posts = Publicaciones
page-user-states = Qué publicaciones
page-user-published = Publicadas
page-user-drafts = Borradores
page-user-hidden = Ocultas
page-user-no-posts = Aquí no hay publicaciones.
page-post-new = Nueva publicación
page-post-edit-title = Editar la publicación
page-post-nobody = alguien que ya no está
page-post-draft = Borrador
page-post-hidden = Oculta
page-post-draft-note = Esto es un borrador. Solo usted puede verlo.
page-post-hidden-note = Un gestor ocultó esta publicación. Solo pueden verla quien la escribió y los gestores.
page-post-published = Publicado el
page-post-changed = modificado
page-post-edit = Editar
page-post-save = Guardar
page-post-publish = Publicar
page-post-save-draft = Guardar como borrador
page-post-to-draft = Volver a borrador
page-post-preview = Vista previa
page-post-preview-title = Así se verá
page-post-delete = Eliminar
page-post-delete-question = ¿Eliminar esta publicación para siempre?
page-post-hide = Ocultar esta publicación
page-post-hide-now = Ocultarla y avisar a quien la escribió
page-post-show = Volver a mostrarla

field-title = Título
field-body = Texto
hint-body = Markdown: **negrita**, *cursiva*, # título, - lista, > cita, [texto](https://example.org). Las imágenes se convierten en enlaces.
hint-reason = Se le comunica a quien la escribió.

flash-post-published = Su publicación ya está visible.
flash-post-draft-saved = Su borrador está guardado.
flash-post-saved = Sus cambios están guardados.
flash-post-deleted = La publicación se eliminó.
flash-post-hidden = La publicación está oculta y se ha avisado a quien la escribió.
flash-post-shown = La publicación vuelve a ser visible.

error-post-not-found = No se encontró la publicación
title-post-not-found = No encontrado
fault-post-status-unknown = Elija PUBLISHED o DRAFT, o no indique ningún estado.
fault-post-is-hidden = Un gestor ocultó esta publicación; solo un gestor puede volver a mostrarla.

action-post-created = Publicación escrita
action-post-updated = Publicación modificada
action-post-deleted = Publicación eliminada
action-post-hidden = Publicación ocultada
action-post-shown = Publicación mostrada de nuevo
