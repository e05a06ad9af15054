# Eventos: sus palabras en páginas, errores y registro de auditoría.

error-event-not-found = Evento no encontrado
error-registration-not-found = Inscripción no encontrada
error-already-signed-up = Ya se ha inscrito en este evento.
error-event-past = Este evento ya ha terminado.
error-event-is-cancelled = Este evento está cancelado.
error-event-not-published = Este evento aún no está publicado.
title-event-not-found = No encontrado
title-registration-not-found = No encontrado
title-already-signed-up = Ya hay inscripción
title-event-past = Evento terminado
title-event-is-cancelled = Evento cancelado
title-event-not-published = Sin publicar

fault-time-skipped = Ese día los relojes se saltan esta hora. Elija otra.
fault-ends-before-start = El final debe ser posterior al comienzo.
fault-place-needed = Indique el lugar o una dirección web.
fault-tag-invalid = { $max ->
    [one] Las etiquetas tienen hasta { $max } carácter y ninguna coma.
   *[other] Las etiquetas tienen de 1 a { $max } caracteres y ninguna coma.
}
fault-capacity-below-registered = { $count ->
    [one] Ya hay { $count } persona con plaza.
   *[other] Ya hay { $count } personas con plaza.
}
fault-event-status-unknown = Debe ser «DRAFT», «PUBLISHED», «CANCELLED» o «PAST».

event-status-DRAFT = Borrador
event-status-PUBLISHED = Publicado
event-status-CANCELLED = Cancelado
event-status-PAST = Terminado
registration-REGISTERED = Con plaza
registration-WAITLISTED = En espera
event-full = Completo

nav-events = Eventos
nav-my-events = Sus eventos
admin-nav-events = Eventos

field-description = Descripción
field-starts-at = Empieza
field-ends-at = Termina
field-url = Dirección web
field-capacity = Plazas
field-category = Categoría
field-tags = Etiquetas
hint-description = Markdown: **negrita**, *cursiva*, listas y enlaces.
hint-time-zone = Las horas de arriba son las de los relojes de esta zona.
hint-url = Para un evento en línea, o con más información.
hint-capacity = Déjelo vacío si no hay límite.
hint-tags = Separadas por comas, 10 como máximo.
button-sign-up = Inscribirme
button-wait = Entrar en la lista de espera
button-withdraw = Cancelar mi inscripción
button-renew-address = Renovar la dirección

filter-category = Categoría
filter-tag = Etiqueta
filter-starts-from = Desde
filter-starts-to = Antes del

page-events-title = Eventos
page-events-lead = Lo que viene, y en lo que puede participar.
page-events-new = Nuevo evento
page-events-search = Buscar eventos
page-events-view = Vista
page-events-list = Lista
page-events-month = Mes
page-events-month-before = Mes anterior
page-events-month-after = Mes siguiente
page-events-month-now = Este mes
page-events-month-none = No hay nada previsto para este mes.
page-events-month-more = Este mes hay más eventos de los que caben aquí. La lista los tiene todos.
page-events-none = No se ha encontrado ningún evento.
page-events-coming = Próximos
page-events-categories = Categorías
page-events-tags = Etiquetas

page-event-when = Cuándo
page-event-yours = En su hora local
page-event-where = Dónde
page-event-online = En línea
page-event-places = Plazas
page-event-taken = { $registered } de { $capacity } ocupadas
page-event-registered = { $count ->
    [one] { $count } persona inscrita
   *[other] { $count } personas inscritas
}
page-event-waiting = { $count ->
    [one] { $count } en lista de espera
   *[other] { $count } en lista de espera
}
page-event-by = Organiza
page-event-category = Categoría
page-event-tags = Etiquetas
page-event-calendar = Añadir a su calendario
page-event-registered-you = Tiene plaza.
page-event-waitlisted-you = Ocupa el puesto { $position } de la lista de espera.
page-event-sign-in = Inicie sesión para participar
page-event-withdraw-sure = ¿Cancelar su inscripción? La plaza pasará a la siguiente persona de la lista.
page-event-is-draft = Es un borrador. Solo lo ven quien lo creó y la gestión, que lo publica.
page-event-is-cancelled = Este evento está cancelado.
page-event-is-past = Este evento ya ha terminado.
page-event-organise = Organizar
page-event-edit = Editar
page-event-publish = Publicar
page-event-cancel = Cancelar el evento
page-event-delete = Eliminar
page-event-cancel-sure = ¿Cancelar este evento? Se avisará a todas las personas inscritas.
page-event-attendees = Personas inscritas
page-event-new-title = Nuevo evento
page-event-new-lead = Empieza como borrador. La gestión lo revisa y lo publica.
page-event-edit-title = Editar el evento
page-event-delete-title = ¿Eliminar este evento?
page-event-delete-text = Desaparecerá para siempre. Se avisará a las personas inscritas de que se ha cancelado.

page-attendees-title = Personas inscritas
page-attendees-none = Todavía no se ha inscrito nadie.
page-attendees-csv = Descargar como CSV
page-attendees-position = Puesto en la lista
page-attendees-at = Inscripción

page-my-events-title = Sus eventos
page-my-events-lead = En lo que se ha inscrito y lo que organiza.
page-my-events-attending = Se ha inscrito en
page-my-events-made = Organiza
page-my-events-none = Todavía no hay nada.
page-my-events-calendar = En su propio calendario
page-my-events-calendar-text = Suscriba su calendario a esta dirección y aparecerá todo en lo que se inscriba. Quien la conozca puede leerlo, así que no la comparta.
page-my-events-address = Dirección secreta
page-my-events-renew-sure = ¿Renovar la dirección? La actual dejará de funcionar.

page-home-events = Próximamente
page-home-events-all = Todos los eventos
page-user-events = Eventos

flash-event-drafted = Su borrador está guardado. La gestión lo publicará.
flash-event-saved = El evento está guardado.
flash-event-published = El evento está publicado.
flash-event-cancelled = El evento está cancelado y se ha avisado a las personas inscritas.
flash-event-deleted = El evento está eliminado.
flash-event-signed-up = Tiene plaza. ¡Nos vemos allí!
flash-event-waitlisted = El evento está completo. Está en la lista de espera.
flash-event-withdrawn = Su inscripción está cancelada.
flash-calendar-renewed = Su calendario tiene una dirección nueva. La anterior ya no funciona.

admin-events-title = Eventos
admin-events-lead = Borradores que esperan publicación, y todos los demás.
admin-events-none = No hay nada a la espera.
admin-figure-drafts = Borradores de eventos
admin-want-drafts = { $count ->
    [one] { $count } borrador de evento espera publicación.
   *[other] { $count } borradores de eventos esperan publicación.
}

action-event-created = Evento redactado
action-event-updated = Evento cambiado
action-event-published = Evento publicado
action-event-cancelled = Evento cancelado
action-event-deleted = Evento eliminado
action-event-registered = Inscripción en un evento
action-event-waitlisted = Entrada en una lista de espera
action-event-promoted = Plaza obtenida de la lista de espera
action-event-withdrawn = Inscripción cancelada
action-event-reminded = Recordatorios de un evento enviados
action-calendar-renewed = Dirección del calendario renovada

time-month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sept
    [10] oct
    [11] nov
   *[12] dic
}
time-weekday = { $day ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
