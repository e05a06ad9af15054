# Qué ha fallado: error-CODE es la frase, title-CODE el tipo de problema.

retry-after = { $unit ->
    [minutes] { $count ->
        [one] dentro de { $count } minuto
       *[other] dentro de { $count } minutos
    }
   *[seconds] { $count ->
        [one] dentro de { $count } segundo
       *[other] dentro de { $count } segundos
    }
}

error-invalid-input = Algunos de los datos no son válidos.
error-email-taken = El correo electrónico ya existe
error-nickname-taken = El apodo ya existe
error-user-not-found = Usuario no encontrado
error-session-not-found = Sesión no encontrada
error-message-not-found = Mensaje no encontrado
error-job-not-found = Tarea no encontrada
error-not-found = No hay nada en esta dirección.
error-unauthenticated = No se pudieron validar las credenciales
error-wrong-credentials = Correo electrónico o contraseña incorrectos.
error-account-locked = Cuenta bloqueada por demasiados intentos fallidos de inicio de sesión.
error-invalid-grant = Las credenciales o el token son incorrectos, han caducado o ya se han usado.
error-forbidden = Operación no permitida
error-reauthentication-required = Para hacer esto, inicie sesión de nuevo o indique su contraseña.
error-invalid-verification-token = Token de verificación no válido o caducado
error-invalid-reset-token = Token de restablecimiento no válido o caducado
error-registration-closed = El registro no está abierto a todo el mundo. Es posible que necesite una invitación.
error-last-administrator = No quedaría ningún administrador activo.
error-precondition-failed = Hubo cambios entretanto. Cargue los datos de nuevo y repita su modificación.
error-idempotency-in-progress = Una petición con esta Idempotency-Key sigue en curso.
error-idempotency-mismatch = Esta Idempotency-Key ya se usó con una petición distinta.
error-throttled = Demasiadas peticiones. Vuelva a intentarlo { retry-after }.
error-busy = En este momento hay demasiado trabajo pendiente. Vuelva a intentarlo { retry-after }.
error-unavailable = Un servicio necesario para esto no responde. Vuelva a intentarlo más tarde.
error-picture-too-large = La imagen ocupa más de 5 MB.
error-not-a-picture = No es una imagen JPEG, PNG, SVG o WebP que se pueda leer.
error-too-many-pixels = La imagen tiene demasiados píxeles o es demasiado compleja. Se aceptan como máximo 40 megapíxeles.
error-storage-full = No queda espacio para guardar esto.
error-internal = Se ha producido un fallo por nuestra parte. Ha quedado registrado.

error-method-not-allowed = Esta dirección no admite ese método.
error-not-json = El cuerpo no es JSON válido.
error-too-deep = El JSON tiene demasiados niveles de anidamiento.
error-body-too-large = El cuerpo es demasiado grande.
error-unsupported-media-type = El tipo de contenido del cuerpo no se acepta aquí.
error-unsupported-encoding = La codificación de contenido del cuerpo no se acepta aquí.
error-body-timeout = El cuerpo tardó demasiado en llegar.
error-invalid-request = La petición está mal formada.
error-unsupported-grant-type = Este tipo de concesión no se admite.

title-invalid-input = Datos no válidos
title-email-taken = Correo electrónico en uso
title-nickname-taken = Apodo en uso
title-user-not-found = No encontrado
title-session-not-found = No encontrada
title-message-not-found = No encontrado
title-job-not-found = No encontrada
title-not-found = No encontrado
title-unauthenticated = Sesión no iniciada
title-wrong-credentials = Inicio de sesión fallido
title-account-locked = Cuenta bloqueada
title-invalid-grant = Concesión no válida
title-forbidden = No permitido
title-reauthentication-required = Hay que iniciar sesión de nuevo
title-invalid-verification-token = Enlace no válido
title-invalid-reset-token = Enlace no válido
title-registration-closed = Registro cerrado
title-last-administrator = Último administrador
title-precondition-failed = Modificado entretanto
title-idempotency-in-progress = Petición en curso
title-idempotency-mismatch = Clave de idempotencia reutilizada
title-throttled = Demasiadas peticiones
title-busy = Ocupado
title-unavailable = No disponible
title-picture-too-large = Imagen demasiado grande
title-not-a-picture = No es una imagen
title-too-many-pixels = Demasiados píxeles
title-storage-full = Almacenamiento lleno
title-internal = Error interno

title-method-not-allowed = Método no permitido
title-not-json = No es JSON
title-too-deep = Demasiado anidado
title-body-too-large = Demasiado grande
title-unsupported-media-type = Tipo de contenido no admitido
title-unsupported-encoding = Codificación no admitida
title-body-timeout = Tiempo agotado
title-invalid-request = Petición no válida
title-unsupported-grant-type = Tipo de concesión no admitido
error-form-forged = Este formulario no se abrió en este navegador o es demasiado antiguo. Vuelva atrás, cargue la página de nuevo y repita.
title-form-forged = Formulario rechazado
error-professional-request-not-found = Solicitud no encontrada
error-professional-request-open = Ya hay una solicitud abierta.
error-professional-request-decided = Esta solicitud ya se resolvió de otra manera.
error-already-professional = Esta cuenta ya tiene la condición de profesional.
title-professional-request-not-found = No encontrada
title-professional-request-open = Solicitud abierta
title-professional-request-decided = Ya resuelta
title-already-professional = Ya es profesional
error-profile-field-not-found = Campo del perfil no encontrado
title-profile-field-not-found = No encontrado
