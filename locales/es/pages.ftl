# Páginas: nav-… y frame-… son de todas las páginas, page-NOMBRE-… de una,
# flash-CÓDIGO se dice una vez en la página tras una acción.

nav-skip = Saltar al contenido
nav-main = Principal
nav-menu = Menú
nav-home = Inicio
nav-about = Acerca de
nav-account = Mi cuenta
nav-sign-in = Iniciar sesión
nav-register = Crear cuenta
nav-log-out = Cerrar sesión
nav-api = API
nav-footer = Más
nav-sides = Cuenta
nav-profile = Perfil
nav-details = Detalles
nav-sessions = Sesiones
nav-password = Contraseña
nav-data = Sus datos

frame-language = Idioma
frame-change-language = Cambiar de idioma
frame-theme = Apariencia
frame-theme-auto = Automática
frame-theme-light = Clara
frame-theme-dark = Oscura
frame-to-dark = Cambiar a oscura
frame-to-light = Cambiar a clara
frame-error-prefix = Error

role-anonymous = Sin confirmar
role-authenticated = Miembro
role-manager = Gestión
role-admin = Administración
professional = Profesional

page-home-title = Inicio
page-home-welcome = Le damos la bienvenida a
page-home-lead = Una sola cuenta para todo lo que pasa aquí. Se crea en un minuto, y usted decide qué ven de ella los demás.
page-home-points = Con lo que puede contar
page-home-name = Un nombre propio
page-home-name-text = Los demás le conocen por su apodo. Su nombre real y su correo electrónico son solo suyos hasta que decida otra cosa.
page-home-safe = Seguridad sin complicaciones
page-home-safe-text = Vea todos los dispositivos en los que tiene la sesión abierta, ciérrela con un botón y reciba un aviso cuando aparezca uno nuevo.
page-home-free = Libertad para irse
page-home-free-text = Descargue todo lo que guardamos sobre usted, o elimínelo, cuando quiera. Nadie le preguntará por qué.
page-home-hello = Hola, { $nickname }
page-home-next = Sus próximos pasos
page-home-next-lead = Unos detalles que ayudan a los demás a reconocerle. Ninguno corre prisa.
page-home-progress = { $done } de { $all } hechos
page-home-step-done = hecho

step-email = Confirme su correo electrónico
step-username = Elija un apodo que le guste
step-picture = Añada una foto
step-names = Díganos cómo se llama
step-bio = Escriba unas palabras sobre usted
step-location = Diga dónde está
step-links = Enlace su perfil de LinkedIn o GitHub
step-professional = Solicite la condición de profesional

page-about-title = Acerca de
page-about-lead = { $site } da a su comunidad una sola cuenta para todo. Esto es lo que significa para usted.
page-about-public = Lo que ven los demás
page-about-public-text = Su apodo, su foto y lo que escriba sobre usted. Su nombre y apellidos, solo si decide mostrarlos. Su correo electrónico, nunca.
page-about-kept = Lo que se guarda
page-about-kept-text = Lo que usted introduce, los dispositivos en los que tiene la sesión abierta y un registro de los cambios importantes de su cuenta, para que tanto usted como nosotros podamos saber qué pasó. De las contraseñas solo se guarda un resumen criptográfico que nadie puede revertir.
page-about-yours = Lo que puede hacer
page-about-yours-text = Cambiar cualquier cosa, en cualquier momento. Descargarlo todo en un solo archivo. Eliminar su cuenta, y con ella todo lo personal.
page-about-quiet = Lo que no ocurre
page-about-quiet-text = No hay publicidad, ni rastreo de terceros, ni se carga nada de otros sitios. Sus datos se quedan en este servidor.
page-about-more = Para desarrolladores
page-about-more-text = Todo lo que hace este sitio está también al alcance de los programas, mediante una API documentada.
page-about-more-link = Leer la documentación de la API

page-register-title = Cree su cuenta
page-register-lead = Se tarda un minuto. Solo necesita un correo electrónico.
page-register-have = ¿Ya tiene cuenta?
page-register-closed = El registro no está abierto
page-register-closed-text = Aquí se entra por invitación. Si tiene una, abra el enlace que contiene. Si conoce a alguien que ya es miembro, pídasela.

page-login-title = Iniciar sesión
page-login-lead = Nos alegra verle.
page-login-forgot = ¿Ha olvidado su contraseña?
page-login-new = ¿Es su primera vez aquí?

page-profile-title = Su perfil
page-profile-lead = Esto es lo que le identifica. Su apodo y su foto son públicos.
page-profile-since = Miembro desde el
page-profile-email-confirmed = confirmado
page-profile-email-unconfirmed = sin confirmar
page-profile-pending = Hemos enviado un enlace a { $email }. Hasta que lo abra, sigue valiendo su dirección anterior.
page-profile-public = Ver su perfil público
page-profile-password = Su contraseña
page-profile-password-text = Al cambiarla se cierran sus sesiones en los demás dispositivos.
page-profile-remove-picture = ¿Quitar su foto?

page-details-title = Sus detalles
page-details-lead = Todo esto es opcional.
page-details-name = Su nombre
page-details-about = En sus palabras
page-details-links = En otros sitios
page-details-settings = Ajustes
page-details-extra = Más datos

page-sessions-title = Sus sesiones
page-sessions-lead = Dónde tiene la sesión abierta. Si no reconoce alguna, ciérrela y cambie su contraseña.
page-sessions-this = Este dispositivo
page-sessions-unknown = Dispositivo desconocido
page-sessions-app = Aplicación
page-sessions-address = Dirección
page-sessions-since = Inicio de sesión
page-sessions-seen = Última actividad
page-sessions-on = en
page-sessions-none = No tiene la sesión abierta en ningún otro sitio.
page-sessions-end = ¿Cerrar esta sesión? Habrá que volver a iniciarla en ese dispositivo.
page-sessions-end-others = ¿Cerrar todas las sesiones menos esta?

page-data-title = Sus datos
page-data-lead = Le pertenecen. Llévese una copia o lléveselo todo.
page-data-download = Llevarse una copia
page-data-download-text = Todo lo que guardamos sobre usted en un archivo zip: su perfil, sus fotos, sus sesiones y su historial.
page-data-leave = Irse
page-data-leave-text = Su cuenta se cierra en el acto. { $days ->
    [0] Sus datos personales se eliminan inmediatamente; no hay vuelta atrás.
    [one] Tiene { $days } día para cambiar de idea: basta con volver a iniciar sesión. Después se eliminan sus datos personales.
   *[other] Tiene { $days } días para cambiar de idea: basta con volver a iniciar sesión. Después se eliminan sus datos personales.
}
page-data-confirm = ¿Eliminar su cuenta?

page-logout-title = Cerrar sesión
page-logout-question = ¿Seguro que quiere cerrar la sesión?
page-logout-button = Cerrar sesión

page-password-change-title = Cambie su contraseña
page-password-change-lead = Aquí su sesión sigue abierta; en los demás dispositivos se cierra.
page-password-change-done-title = Contraseña cambiada
page-password-change-done-text = Enhorabuena. Se ha cambiado su contraseña.
page-password-change-done-link = Volver a su perfil

page-password-reset-title = Restablezca su contraseña
page-password-reset-lead = Díganos su correo electrónico y le enviaremos un enlace para poner una contraseña nueva.
page-password-reset-back = Volver al inicio de sesión
page-password-reset-sent-title = Revise su correo
page-password-reset-sent-text = Si existe una cuenta con esa dirección, ya va un enlace en camino. Solo funciona durante un rato.
page-password-reset-sent-nothing = ¿No ha llegado nada? Mire entre el correo no deseado o vuelva a pedirlo dentro de unos minutos.
page-password-set-title = Elija una contraseña nueva
page-password-set-lead = Se cerrará la sesión en todos los dispositivos, y podrá iniciarla con la contraseña nueva.

page-link-bad-title = Este enlace ya no sirve
page-link-bad-reset = Ha caducado, ya se usó o está incompleto. Puede pedir que le enviemos otro.
page-link-bad-verification = Ha caducado, ya se usó o está incompleto. Puede pedir que le enviemos otro.
page-link-bad-session = Ha caducado o ya se usó. Puede ver y cerrar sus sesiones en su cuenta.
page-link-bad-new = Pedir un enlace nuevo
page-link-bad-sessions = Ver sus sesiones

page-verify-email-title = Confirme su correo electrónico
page-verify-email-lead = Un clic, y su cuenta estará lista.
page-verify-email-resend-title = Volver a enviar el enlace
page-verify-email-resend-lead = Díganos su correo electrónico y le enviaremos un enlace nuevo para confirmarlo.

page-user-since = Miembro desde el
page-user-edit = Editar su perfil
page-user-own = Así le ven los demás.
page-user-links = En otros sitios
page-user-quiet = { $nickname } aún no ha escrito nada sobre sí.

page-setup-title = La primera cuenta de administración
page-setup-lead = Usted es la primera persona aquí. Esta cuenta puede hacerlo todo, así que póngale una buena contraseña.

page-reauthenticate-title = ¿Es usted?
page-reauthenticate-lead = Lo que va a hacer es importante. Escriba su contraseña una vez más.

page-session-end-title = ¿No fue usted?
page-session-end-lead = Alguien inició sesión en su cuenta con este dispositivo. Si no fue usted, cierre la sesión y cambie su contraseña.
page-session-ended-title = La sesión se ha cerrado
page-session-ended-text = Ese dispositivo ya no tiene acceso. Si no lo reconocía, cambie ahora su contraseña.

page-unsubscribe-title = ¿No quiere más novedades por correo?
page-unsubscribe-lead = Le seguiremos escribiendo sobre la seguridad de su cuenta.
page-unsubscribed-title = Se ha dado de baja
page-unsubscribed-text = No le enviaremos más novedades. Puede volver a suscribirse en sus detalles.

page-error-home = Ir a la página de inicio
page-error-back = Si sigue ocurriendo, díganos este número:

flash-invalid-credentials = Credenciales no válidas. Inténtelo de nuevo
flash-registered = Su cuenta está creada. Le hemos enviado un enlace para confirmar su dirección: revise su correo.
flash-profile-updated = El perfil se ha actualizado correctamente
flash-profile-error = Error al actualizar el perfil
flash-signed-out = Ha cerrado la sesión. Hasta pronto.
flash-sessions-ended = Se han cerrado todas las demás sesiones.
flash-session-ended = La sesión se ha cerrado.
flash-password-set = Su contraseña nueva está guardada. Inicie sesión con ella.
flash-picture-removed = Se ha quitado su foto.
flash-email-change-pending = Guardado. Hemos enviado un enlace a su dirección nueva; ábralo para completar el cambio.
flash-deletion-requested = Su cuenta está cerrada. Si cambia de idea, inicie sesión antes de que se eliminen sus datos.
flash-deletion-withdrawn = Nos alegra que vuelva. Su cuenta se conserva.
flash-verified = Su correo electrónico está confirmado.
