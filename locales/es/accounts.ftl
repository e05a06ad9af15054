verified = El correo electrónico se ha verificado correctamente
flash-password-error = La contraseña no se ha cambiado. Vea abajo.
flash-form-error = Algo todavía no está bien. Vea abajo.
flash-verification-sent = Si esa dirección está pendiente de confirmar, un nuevo enlace va en camino.
flash-set-up = Su cuenta de administración está lista. Inicie sesión con ella.
flash-account-deleted = Su cuenta y sus datos se han eliminado. Hasta siempre.
