# Qué está mal en un campo.

fault-required = Este campo es obligatorio.
fault-unknown-field = Este campo no existe.
fault-read-only = Este campo no se puede cambiar aquí.
fault-wrong-type = Este valor no es del tipo correcto.
fault-not-boolean = Este valor debe ser verdadero (true) o falso (false).
fault-too-long = { $max ->
    [one] Use { $max } carácter como máximo.
   *[other] Use { $max } caracteres como máximo.
}
fault-too-many = Hay demasiados elementos.
fault-duplicate = Esto se ha indicado más de una vez.
fault-out-of-range = El valor debe estar entre { $min } y { $max }.
fault-empty-change = No hay nada que cambiar.
fault-header-too-long = Esta cabecera es demasiado larga.
fault-control-characters = Contiene caracteres que no se pueden mostrar.
fault-reason-required = Indique un motivo.

fault-email-invalid = No es una dirección de correo electrónico válida.
fault-email-taken = El correo electrónico ya existe
fault-email-domain-refused = Aquí no se aceptan direcciones de este dominio.
fault-nickname-length = { $max ->
    [one] Use de { $min } a { $max } carácter.
   *[other] Use de { $min } a { $max } caracteres.
}
fault-nickname-characters = Use solo letras A–Z sin tilde, cifras, «_» y «-».
fault-nickname-reserved = Este apodo está reservado. Elija otro.
fault-nickname-taken = El apodo ya existe
fault-url-invalid = No es una dirección web completa, como https://example.org/pagina.

fault-password-short = { $min ->
    [one] Use al menos { $min } carácter.
   *[other] Use al menos { $min } caracteres.
}
fault-password-long = { $max ->
    [one] Use { $max } carácter como máximo.
   *[other] Use { $max } caracteres como máximo.
}
fault-password-common = Esta contraseña es una de las más habituales. Elija otra.
fault-password-weak = Esta contraseña es demasiado fácil de adivinar. Hágala más larga o menos previsible.
fault-passwords-differ = Las dos contraseñas no coinciden.
fault-wrong-password = La contraseña no es correcta.

fault-role-unknown = Este rol no existe.
fault-role-not-grantable = No puede conceder este rol.
fault-locale-invalid = No es una etiqueta de idioma válida.
fault-time-zone-unknown = Esta zona horaria no existe.
fault-time-invalid = No es una fecha u hora, como 2026-01-31 o 2026-01-31T09:30:00Z.
fault-cursor-invalid = Este cursor no corresponde a esta lista.
fault-size-unknown = No hay imagen de este tamaño: 512, 128 o 48.
fault-sort-unknown = Esta lista no se puede ordenar así.
fault-search-key-unknown = No existe el filtro «{ $key }». Se conocen: { $known }. Entre comillas se busca como texto.
fault-search-value-invalid = «{ $value }» no es un valor del filtro «{ $key }».

fault-idempotency-mismatch = Esta clave ya se usó con una petición distinta.
fault-idempotency-key-invalid = Use de 1 a 255 caracteres ASCII visibles.
fault-posts-unknown = Debe ser «keep» o «delete».
fault-actor-unknown = No es el identificador de una persona, ni «system», «cli» o «guest».
fault-action-unknown = No existe esa acción.
fault-job-state-unknown = No existe ese estado; los conocidos son PENDING, RUNNING y PARKED.
fault-message-type-unknown = No existe ese tipo de mensaje.
fault-id-invalid = No es un identificador.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# Filas de un archivo de personas.
fault-csv-unknown-column = No existe esta columna.
fault-csv-column-missing = Falta esta columna.
fault-map-invalid = Escriba COLUMNA=CAMPO, o COLUMNA= para omitir una columna.
fault-csv-cells = { $count ->
    [one] Esta fila tiene { $count } celda y la cabecera, { $expected }.
   *[other] Esta fila tiene { $count } celdas y la cabecera, { $expected }.
}
fault-csv-quote = Hay texto detrás de las comillas de cierre.
fault-csv-unclosed-quote = En esta fila se abren unas comillas que no se cierran.
fault-csv-not-utf8 = No es UTF-8. Guarde el archivo como «CSV UTF-8».
fault-csv-line-long = Esta fila ocupa más de { $max } KB.
fault-csv-repeated = La línea { $line } tiene el mismo valor.
fault-password-and-hash = Indique una contraseña o un hash, no ambas cosas.
fault-hash-invalid = No es un hash Argon2 (PHC) ni bcrypt, o exige más de 1 GiB, 16 pasadas o el coste 16 de bcrypt.
fault-last-administrator = No quedaría ningún administrador activo.

fault-profile-needed = Primero hay que completar esto en el perfil.
fault-profile-link-needed = Primero hay que añadir al perfil uno de los dos enlaces.
fault-request-status-unknown = Debe ser «OPEN», «APPROVED» o «REFUSED».

# Campos que define la administración.
fault-field-name-invalid = Use de 2 a 40 letras a–z, cifras y «_»; la primera debe ser una letra.
fault-field-name-taken = Ya existe un campo con este nombre.
fault-field-type-unknown = Debe ser «text», «number», «date», «choice», «boolean» o «url».
fault-visibility-unknown = Debe ser «self», «managers» o «public».
fault-label-invalid = Las etiquetas tienen de 1 a 100 caracteres.
fault-choices-invalid = Una lista tiene de 1 a { $max } opciones distintas de 100 caracteres como máximo; los demás campos no tienen opciones.
fault-choice-unknown = No existe esa opción.
fault-date-invalid = No es una fecha, como 2026-01-31.
fault-not-number = No es un número.
fault-range-reversed = El último día no puede ser anterior al primero.
fault-range-in-future = El primer día no puede ser posterior a hoy.
fault-range-too-long = Son más de { $max } días.
fault-bucket-unknown = Debe ser «24h», «48h», «1w», «1y» o «never».
fault-stage-unknown = Debe ser «registered», «verified», «signed_in», «took_part» o «back».
fault-source-unknown = Debe ser «invitation», «event», «post» o «direct».
fault-figure-unknown = No existe esa cifra.
