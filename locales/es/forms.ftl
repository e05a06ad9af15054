# Formularios: field-NOMBRE es una etiqueta, hint-NOMBRE la explica,
# option-NOMBRE-VALOR es una opción, button-NOMBRE es un botón.

field-username = Apodo
field-email-or-username = Correo electrónico o apodo
field-email = Correo electrónico
field-password = Contraseña
field-password1 = Contraseña
field-password2 = Repita la contraseña
field-mailing-list = Quiero recibir novedades por correo de vez en cuando
field-remember = Mantener la sesión iniciada en este dispositivo
field-picture = Foto
field-yes = sí
field-no = no
field-first-name = Nombre
field-last-name = Apellidos
field-show-name = Mostrar mi nombre y apellidos a todo el mundo
field-bio = Sobre usted
field-location = Ubicación
field-linkedin-profile-url = Dirección de LinkedIn
field-github-profile-url = Dirección de GitHub
field-locale = Idioma
field-time-zone = Zona horaria
field-old-password = Contraseña actual
field-new-password1 = Contraseña nueva
field-new-password2 = Contraseña nueva (otra vez)
field-posts = Qué pasa con sus publicaciones

hint-username = Así le verán los demás. Si lo deja vacío, le inventamos uno, como leaping_otter_482.
hint-email = Si la cambia, la dirección nueva valdrá cuando la haya confirmado.
hint-password1 = Al menos 8 caracteres. Unas cuantas palabras sin relación son fáciles de recordar y difíciles de adivinar.
hint-new-password1 = Al menos 8 caracteres. Unas cuantas palabras sin relación son fáciles de recordar y difíciles de adivinar.
hint-picture = JPEG, PNG, WebP o SVG, de 5 MB como máximo. La verá todo el mundo.
hint-show-name = Si no, solo su apodo es público.
hint-bio = Unas frases que podrá leer todo el mundo.

option-posts-delete = Eliminarlas junto con mi cuenta
option-posts-keep = Conservarlas, sin mi nombre

button-register = Crear cuenta
button-sign-in = Iniciar sesión
button-save = Guardar los cambios
button-cancel = Cancelar
button-continue = Continuar
button-send-link = Enviar el enlace
button-set-password = Guardar la contraseña nueva
button-change-password = Cambiar la contraseña
button-confirm-email = Confirmar mi correo electrónico
button-send-again = Enviar un enlace nuevo
button-remove-picture = Quitar la foto
button-end-session = Cerrar
button-end-this-session = Cerrar esta sesión
button-end-other-sessions = Cerrar todas las demás sesiones
button-download-data = Descargar mis datos
button-delete-account = Eliminar mi cuenta
button-setup = Crear la cuenta de administración
button-unsubscribe = Darme de baja

form-faults = Revise lo siguiente:
form-optional = opcional
form-show-password = Mostrar la contraseña
form-hide-password = Ocultar la contraseña
form-characters-left = Caracteres restantes:
strength-label = Seguridad de la contraseña:
strength-0 = demasiado corta
strength-1 = fácil de adivinar
strength-2 = mejorable
strength-3 = buena
strength-4 = excelente
crop-label = Parte de la foto que se mostrará. Arrástrela o muévala con las teclas de flecha.
crop-zoom = Ampliación
crop-help = Arrastre la foto, o use las teclas de flecha, hasta que le guste lo que hay en el recuadro.
crop-discard = Elegir otra
