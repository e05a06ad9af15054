# Invitaciones: páginas de miembros y gestores, faltas.

nav-invitations = Invitaciones
admin-nav-invitations = Invitaciones

invitation-SENT = Enviada
invitation-ACCEPTED = Aceptada
invitation-CONVERTED = Ya es miembro
invitation-EXPIRED = Caducada
invitation-REVOKED = Retirada
invitation-forgotten = Ya no se conserva
invitation-sent-at = Enviada
invitation-expires-at = Válida hasta
invitation-expired-at = Caducó
invitation-accepted-at = Aceptada
invitation-converted-at = Miembro desde
invitation-inviter = Invitación de
invitation-share = Compartir enlace y código
invitation-link = Enlace
invitation-copy = Copiar enlace
invitation-copied = Copiado
invitation-qr = Código QR de la invitación
invitation-download = Descargar código
invitation-resend = Enviar de nuevo
invitation-revoke = Retirar
invitation-revoke-question = ¿Retirar esta invitación? Su enlace dejará de funcionar.

figure-invitations-sent = Enviadas
figure-invitations-accepted = Aceptadas
figure-invitations-converted = Nuevos miembros
figure-invitations-expired = Caducadas
figure-invitations-revoked = Retiradas

page-invite-title = Invitar
page-invite-lead = Cada persona invitada recibe un correo con un enlace y un código para escanear. En él solo aparece su apodo.
page-invite-one = A una persona
page-invite-many = A varias personas
page-invite-many-text = Sirve cualquier texto: una lista, los destinatarios de un correo, filas de una tabla. Antes de enviar nada se muestra a quién nombra.
page-invite-button = Enviar invitación
page-invite-find = Buscar direcciones
page-invite-chosen-title = A quién invitar
page-invite-found = { $count ->
    [one] Se ha encontrado { $count } dirección.
   *[other] Se han encontrado { $count } direcciones.
}
page-invite-cut = { $count ->
    [one] Queda fuera { $count } dirección más; se puede invitar después.
   *[other] Quedan fuera { $count } direcciones más; se pueden invitar después.
}
page-invite-send = Enviar invitaciones
page-invite-back = Volver
page-invitations-title = Sus invitaciones
page-invitations-lead = A quién ha invitado y qué ha pasado después.
page-invitations-new = Invitar
page-invitations-none = Todavía no hay invitaciones.
page-register-invited = Invitación de { $inviter }.
page-register-shut-text = En este momento nadie puede registrarse aquí.

field-name = Nombre
field-message = Mensaje
field-addresses = Texto con direcciones de correo
hint-message = Unas palabras propias. Aparecen en el correo.
hint-addresses = Por ejemplo: Ana López <ana@example.org>, bo@example.org

admin-invitations-title = Invitaciones
admin-invitations-lead = Las invitaciones de todos, las más recientes primero.
admin-invitations-none = No hay invitaciones así.
admin-invitations-total = { $count ->
    [one] { $count } invitación
   *[other] { $count } invitaciones
}
admin-invitation-edit = Nombre y mensaje
admin-invitation-delete = Eliminar invitación
admin-invitation-delete-text = Se eliminan la invitación y su código, y deja de contar.
admin-invitation-delete-question = ¿Eliminar esta invitación?

flash-invitation-sent = La invitación está en camino.
flash-invitations-sent = Las invitaciones están en camino.
flash-invitation-resent = La invitación vuelve a estar en camino.
flash-invitation-revoked = La invitación se ha retirado.
flash-invitation-changed = La invitación se ha cambiado.
flash-invitation-deleted = La invitación se ha eliminado.

error-invitation-not-found = No se ha encontrado la invitación
error-invitation-gone = Esta invitación ya no es válida.
error-invitation-closed = Esta invitación ya no está abierta.
title-invitation-not-found = No encontrado
title-invitation-gone = Invitación no válida
title-invitation-closed = Invitación cerrada

fault-invitation-repeated = Esta dirección ya está en la lista.
fault-invitation-invalid = Esta invitación no existe, ya se ha usado o ya no es válida.
fault-invitation-no-address = En este texto no hay ninguna dirección de correo.
fault-invitation-status = Aquí solo se puede poner «REVOKED».
fault-invitation-status-unknown = Debe ser «SENT», «ACCEPTED», «CONVERTED», «EXPIRED» o «REVOKED».

action-invitation-created = Invitación enviada
action-invitation-updated = Invitación modificada
action-invitation-resent = Invitación enviada de nuevo
action-invitation-accepted = Invitación aceptada
action-invitation-converted = La persona invitada ya es miembro
action-invitation-revoked = Invitación retirada
action-invitation-deleted = Invitación eliminada
