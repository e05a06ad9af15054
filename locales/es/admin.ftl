# La consola: admin-… son de sus páginas, filter-NOMBRE son etiquetas de
# filtros, action-… dicen qué ocurrió.

nav-admin = Administración

admin-nav = Administración
admin-nav-home = Resumen
admin-nav-users = Personas
admin-nav-professional = Profesionales
admin-nav-audit = Auditoría
admin-nav-jobs = Mensajes
admin-nav-mailbox = Buzón
admin-nav-settings = Configuración

admin-yes = sí
admin-no = no
admin-any = cualquiera
admin-never = nunca
admin-nothing = Aún no hay nada aquí.
admin-pages = Páginas
admin-page = Página { $number }
admin-page-before = Anterior
admin-page-after = Siguiente
admin-total-more = Más de { $count }
admin-total = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
admin-filters = Filtros
admin-filters-active = Filtros activos
admin-filters-apply = Aplicar
admin-filters-clear = Quitar todos
admin-filter-remove = (quitar)
admin-search = Buscar
admin-search-placeholder = Nombre, correo, lugar…
admin-search-hint = Palabras en cualquier orden, o filtros como

filter-role = Rol
filter-email-verified = Correo confirmado
filter-is-locked = Bloqueada
filter-is-professional = Profesional
filter-never-logged-in = Nunca inició sesión
filter-locale = Idioma
filter-created-from = Registro desde
filter-created-to = Registro antes de
filter-last-login-from = Última sesión desde
filter-last-login-before = Última sesión antes de
filter-actor = Quién actuó
filter-subject = Sobre quién
filter-action = Qué ocurrió
filter-from = Desde
filter-to = Antes de
filter-state = Estado
filter-type = Tipo
filter-status = Estado

admin-home-title = Resumen
admin-home-wants = Requiere atención
admin-home-calm = Ahora mismo, nada. Todo va bien.
admin-home-services = Servicios
admin-home-oldest = Mensaje más antiguo en espera
admin-home-oldest-none = no hay ninguno en espera
admin-home-seal = Auditoría
admin-home-sealed = { $count ->
    [one] { $count } fila sellada
   *[other] { $count } filas selladas
}
admin-home-behind = la fila sin sellar más antigua se escribió
admin-figure-members = Personas
admin-figure-verified = Correo confirmado
admin-figure-recent = Nuevas esta semana
admin-figure-locked = Bloqueadas
admin-figure-requests = Solicitudes de profesionales
admin-figure-pending = Mensajes en camino
admin-figure-parked = Mensajes abandonados
admin-want-locked = { $count ->
    [one] Hay { $count } cuenta bloqueada.
   *[other] Hay { $count } cuentas bloqueadas.
}
admin-want-unverified = { $count ->
    [one] { $count } persona no ha confirmado su dirección. ¿Le reenviamos el enlace?
   *[other] { $count } personas no han confirmado su dirección. ¿Les reenviamos el enlace?
}
admin-want-requests = { $count ->
    [one] { $count } solicitud de condición profesional espera respuesta.
   *[other] { $count } solicitudes de condición profesional esperan respuesta.
}
admin-want-parked = { $count ->
    [one] { $count } mensaje no se pudo entregar y se abandonó.
   *[other] { $count } mensajes no se pudieron entregar y se abandonaron.
}
admin-want-late = Hay mensajes que llevan más de cinco minutos esperando.
admin-want-down = { $count ->
    [one] { $count } servicio no responde.
   *[other] { $count } servicios no responden.
}
admin-want-unsealed = Hay filas de la auditoría sin sellar. ¿Está en marcha algún proceso de trabajo?
admin-want-templates = { $count ->
    [one] { $count } plantilla de correo modificada está dañada; se usa la original.
   *[other] { $count } plantillas de correo modificadas están dañadas; se usan las originales.
}
admin-want-weak = { $count ->
    [one] { $count } ajuste es más débil que su valor predeterminado.
   *[other] { $count } ajustes son más débiles que sus valores predeterminados.
}
admin-service-database = Base de datos
admin-service-objects = Almacén de fotos
admin-service-messages = Transporte de mensajes
admin-service-mail = Servidor de correo
admin-service-mailing_list = Lista de correo
admin-service-up = funciona
admin-service-down = no responde

admin-users-title = Personas
admin-users-total = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
admin-users-none = No hay nadie que coincida.
admin-users-new = Añadir una persona
admin-users-import = Importar
admin-users-export = Exportar estas como CSV
admin-choose = Elegir
admin-choose-all = Elegir todas las de esta página
admin-column-person = Persona
admin-column-email = Correo
admin-column-role = Rol
admin-column-created = Registro
admin-column-seen = Última sesión
admin-state-locked = Bloqueada
admin-state-unverified = Sin confirmar
admin-state-leaving = Se va
admin-do-lock = Bloquear
admin-do-unlock = Desbloquear
admin-do-resend = Reenviar el enlace de confirmación
admin-do-export = Exportar
admin-do-delete = Eliminar
admin-bulk = Con las elegidas:
admin-bulk-chosen = Elegidas:
admin-bulk-lead = Revise primero la lista. Todavía no se ha hecho nada.
admin-bulk-lock-title = { $count ->
    [one] ¿Bloquear a { $count } persona?
   *[other] ¿Bloquear a { $count } personas?
}
admin-bulk-unlock-title = { $count ->
    [one] ¿Desbloquear a { $count } persona?
   *[other] ¿Desbloquear a { $count } personas?
}
admin-bulk-resend-title = { $count ->
    [one] ¿Enviar el enlace de confirmación a { $count } persona?
   *[other] ¿Enviar el enlace de confirmación a { $count } personas?
}
admin-bulk-result = Resultado
admin-bulk-will = se hará
admin-bulk-unchanged = nada que hacer
admin-bulk-done = hecho
admin-bulk-done-title = Hecho
admin-bulk-sum = Hecho: { $done }. Nada que hacer: { $unchanged }. Con error: { $failed }.
admin-bulk-back = Volver a la lista

admin-new-title = Añadir una persona
admin-new-lead = Sin contraseña, recibirá por correo un enlace para ponerla. Sin apodo, se inventa uno.
admin-new-button = Añadir a esta persona
admin-group-account = Cuenta
admin-group-profile = Perfil
admin-field-bio = Sobre esta persona
admin-field-show-name = Su nombre y apellidos son públicos
admin-field-mailing-list = En la lista de correo
field-role = Rol
field-email-verified = Consta que la dirección es suya
field-profile-picture-url = Dirección de una foto
field-reason = Motivo
field-note = Por qué lo solicita
field-file = Archivo
field-update-existing = Modificar a quienes ya están
field-skip-invalid = Importar el resto si hay filas con errores
hint-update-existing = Se les reconoce por su correo. De lo contrario, sus filas cuentan como erróneas.
hint-skip-invalid = De lo contrario, basta una fila con errores para no importar nada.
hint-file = CSV en UTF-8, con celdas separadas por comas o por punto y coma y una fila de encabezado. Las columnas se llaman como los campos: email, nickname, first_name, etc.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = Es usted
admin-person-tabs = Apartados de esta persona
admin-person-public = Perfil público
admin-person-locked-at = Bloqueada
admin-person-leaves = Se eliminará
admin-person-failures = Inicios fallidos
admin-person-untouchable = Solo la administración puede modificar a quien administra.
admin-person-no-sessions = No tiene ninguna sesión abierta.
admin-person-edit = Perfil
admin-person-role = Rol
admin-person-role-button = Cambiar el rol
admin-person-lock = Bloquear la cuenta
admin-person-lock-text = Todas sus sesiones se cierran en el acto. No podrá iniciar sesión hasta que se desbloquee. El motivo se le envía por correo.
admin-person-unlock = Desbloquear la cuenta
admin-person-unlock-text = Se avisa a la persona por correo y podrá volver a iniciar sesión.
admin-person-resend = Confirmar la dirección
admin-person-resend-text = Envía otra vez el enlace que confirma la dirección.
admin-person-professional = Condición de profesional
admin-person-grant = Conceder la condición
admin-person-withdraw = Retirar la condición
admin-person-delete = Eliminar a esta persona
admin-person-delete-text = La cuenta y todos los datos personales desaparecen en el acto y para siempre. La auditoría solo conserva un identificador.
admin-person-delete-question = ¿Eliminar a { $nickname } para siempre?

flash-person-created = Se ha añadido a la persona.
flash-person-saved = Guardado.
flash-person-locked = La cuenta está bloqueada y sus sesiones se han cerrado.
flash-person-unlocked = La cuenta está desbloqueada.
flash-person-resent = El enlace va en camino.
flash-person-deleted = La persona y sus datos se han eliminado.
flash-role-changed = Se ha cambiado el rol.
flash-professional-granted = Se ha concedido la condición.
flash-professional-withdrawn = Se ha retirado la condición.
flash-professional-refused = Se ha rechazado la solicitud.
flash-professional-requested = Gracias. Revisaremos su solicitud y le escribiremos.
flash-nobody-chosen-error = No se ha elegido a nadie.
flash-job-retried = El mensaje se intentará ahora de nuevo.
flash-job-dropped = El mensaje se ha descartado.

admin-audit-title = Auditoría
admin-audit-export-csv = Exportar como CSV
admin-audit-export-json = Exportar como líneas JSON
admin-actor-guest = un visitante
admin-actor-system = el propio Roster
admin-actor-cli = la línea de comandos
admin-log-by = Por
admin-log-about = Sobre
admin-log-from = Desde
admin-log-erased = Los valores personales se eliminaron junto con la persona.
admin-log-unsealed = aún sin sellar

action-user-registered = Se registró
action-user-created = Cuenta creada
action-user-verified = Dirección confirmada
action-user-verification-requested = Enlace de confirmación solicitado
action-user-updated = Perfil modificado
action-user-picture-changed = Foto subida
action-user-picture-removed = Foto quitada
action-user-nickname-changed = Apodo cambiado
action-user-email-change-requested = Dirección nueva indicada
action-user-email-changed = Dirección cambiada
action-user-email-change-undone = Cambio de dirección deshecho
action-user-reset-requested = Restablecimiento de contraseña solicitado
action-user-password-reset = Contraseña restablecida
action-user-password-changed = Contraseña cambiada
action-user-role-changed = Rol cambiado
action-user-locked = Cuenta bloqueada
action-user-unlocked = Cuenta desbloqueada
action-user-deletion-requested = Eliminación solicitada
action-user-deletion-withdrawn = Eliminación anulada
action-user-deleted = Cuenta eliminada
action-user-professional-requested = Condición profesional solicitada
action-user-professional-granted = Condición profesional concedida
action-user-professional-refused = Condición profesional denegada
action-user-professional-withdrawn = Condición profesional retirada
action-user-subscribed = Alta en la lista de correo
action-user-unsubscribed = Baja de la lista de correo
action-session-created = Inició sesión
action-session-revoked = Sesión cerrada
action-session-reused = Volvió un token gastado; sesión cerrada
action-message-retried = Mensaje reintentado
action-message-dropped = Mensaje descartado
action-key-rotated = Clave de firma renovada

admin-jobs-title = Mensajes
admin-jobs-lead = Lo que espera, se está entregando o se abandonó. Lo entregado ya no está aquí.
admin-jobs-by-type = Por tipo
admin-jobs-none = No espera nada. Se han entregado todos los mensajes.
admin-jobs-oldest = El más antiguo
admin-jobs-attempts = Intentos
admin-jobs-next = Próximo intento
admin-jobs-created = Creado
admin-jobs-why = Por qué falló
admin-jobs-retry = Intentar ahora
admin-jobs-drop = Descartar
admin-jobs-drop-question = ¿Descartar este mensaje? No se entregará nunca.
state-PENDING = En espera
state-RUNNING = En entrega
state-PARKED = Abandonado

admin-mailbox-title = Buzón
admin-mailbox-lead = Los correos más recientes que el buzón incorporado guardó en lugar de enviarlos.
admin-mailbox-none = El buzón incorporado está vacío. Con un servidor de correo, los mensajes se envían y no se guardan.
admin-mailbox-preview = Ver las plantillas
admin-mailbox-to = Para
admin-mailbox-from = De
admin-mailbox-subject = Asunto
admin-mailbox-at = Escrito
admin-mailbox-language = Idioma
admin-mailbox-text = Como texto
admin-mailbox-html = Como HTML
admin-preview-title = Plantillas de correo
admin-preview-lead = Todas las plantillas en todos los idiomas, con valores inventados.
admin-preview-show = Mostrar
admin-preview-faults = Plantillas modificadas que no se usan
admin-preview-broken = Esta plantilla no se puede mostrar:

admin-settings-title = Configuración
admin-settings-lead = Lo que está en vigor y de dónde viene cada valor. Los secretos están ocultos. Los valores se cambian en el archivo de configuración o en el entorno.
admin-settings-key = Ajuste
admin-settings-value = Valor
admin-settings-source = Origen
admin-settings-default = predeterminado
admin-settings-weak = débil
admin-settings-empty = vacío

admin-import-title = Importar personas
admin-import-lead = Primero verá, fila por fila, lo que ocurriría. No se escribe nada hasta que usted lo diga.
admin-import-button = Mostrar el plan
admin-import-checking = Leyendo y comprobando el archivo
admin-import-writing = Importando
admin-import-plan = El plan
admin-import-done = Importado
admin-import-failed = La importación se interrumpió
admin-import-created = Nuevas
admin-import-updated = Modificadas
admin-import-unchanged = Sin cambios
admin-import-skipped = Con errores
admin-import-rows = { $count ->
    [one] { $count } fila hasta ahora
   *[other] { $count } filas hasta ahora
}
admin-import-speed = { $count } filas por segundo
admin-import-left = { $count ->
    [one] queda { $count } segundo aproximadamente
   *[other] quedan unos { $count } segundos
}
admin-import-nothing = Con estos errores no se importa nada. Corrija el archivo o permita que se omitan las filas erróneas.
admin-import-apply = Importar ahora
admin-import-again = Elegir otro archivo
admin-import-faults = Qué está mal
admin-import-more = { $count ->
    [one] y { $count } error más
   *[other] y { $count } errores más
}
admin-import-download = Descargar las filas erróneas con sus motivos
admin-import-examples = Qué cambiaría
admin-import-line = Línea
admin-import-column = Columna
admin-import-message = Error
admin-import-columns = Columnas del archivo
admin-import-columns-lead = Indique a qué campo corresponde cada columna. Lo que sugieren los nombres ya está elegido.
admin-import-sample = Primera fila
admin-import-field = Campo
admin-import-leave-out = Omitir
admin-import-new = nueva
admin-import-away = Puede salir de esta página; el trabajo continúa. Si llegara a interrumpirse, importe otra vez el mismo archivo modificando a quienes ya están: nadie aparecerá dos veces.

admin-professional-title = Solicitudes de profesionales
admin-professional-lead = Miembros con el perfil completo que solicitan la condición de profesional.
admin-professional-none = No hay ninguna solicitud pendiente.
admin-professional-approve = Aprobar
admin-professional-refuse = Rechazar
admin-professional-asked = Solicitada
admin-professional-gone = alguien que ya no está
request-OPEN = Abierta
request-APPROVED = Aprobada
request-REFUSED = Rechazada

page-professional-title = Condición de profesional
page-professional-lead = Los profesionales llevan un distintivo en su perfil y pueden proponer eventos.
page-professional-is = Usted tiene la condición de profesional.
page-professional-open = Tenemos su solicitud desde el
page-professional-refused = Su última solicitud fue rechazada.
page-professional-missing = Complete antes su perfil. Falta lo siguiente:
page-professional-button = Solicitar la condición
page-professional-history = Solicitudes anteriores
nav-professional = Profesional
need-first-name = Nombre
need-last-name = Apellidos
need-bio = Unas palabras sobre usted
need-location = Dónde está
need-profile-picture-url = Una foto
need-linkedin-profile-url = Un enlace a su perfil de LinkedIn o GitHub
need-github-profile-url = Un enlace a su perfil de LinkedIn o GitHub
