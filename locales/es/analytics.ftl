# Cifras: analytics-… en la consola, privacy-… en la página sobre lo que se cuenta.

admin-nav-analytics = Analítica
nav-privacy = Privacidad
filter-not-seen = Sin aparecer desde hace
filter-reached = Llegó hasta
filter-source = Vino por

analytics-title = Analítica
analytics-members-title = Quién se queda
analytics-sides = Apartados de las cifras
analytics-side-overview = Resumen
analytics-side-members = Quién se queda
analytics-from = Desde
analytics-to = Hasta
analytics-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
analytics-day = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
analytics-week = Semana { $number }
analytics-off = No se está contando nada: analytics.enabled está desactivado. Las cifras son las de antes.
analytics-today = El día de hoy no ha terminado: sus cifras aún crecen y se dibujan con puntos. Los días son los de UTC.
analytics-running = { $period } (sin terminar)
analytics-table = Ver los números
analytics-what = ¿Qué es esto?
analytics-list-csv = Lista en CSV
analytics-change = Frente a otros tantos días anteriores
analytics-change-up = sube un
analytics-change-down = baja un
analytics-change-same = cambia un

analytics-figure-visitors = Visitantes anónimos
analytics-figure-views = Vistas anónimas
analytics-figure-registrations = Registros
analytics-figure-verified = Confirmados
analytics-figure-conversion = Conversión
analytics-figure-daily = Activos ese día
analytics-figure-weekly = Activos en 7 días
analytics-figure-monthly = Activos en 30 días
analytics-define-visitors = Navegadores distintos en los que alguien sin sesión miró una página publicada: una entrada, un evento o un perfil. Quien pide que no se le siga no tiene cookie y no cuenta aquí.
analytics-define-views = Cuántas veces miraron páginas publicadas personas sin sesión. No cuentan los robots que se presentan como tales ni las páginas que el navegador solo carga por adelantado.
analytics-define-registrations = Personas que se registraron por sí mismas, invitadas o no. No cuentan las cuentas creadas o importadas por un gestor.
analytics-define-verified = Personas que confirmaron por primera vez su dirección de correo en uno de estos días, se registraran cuando se registraran.
analytics-define-conversion = De los visitantes de estos días, la parte que después se registró en el mismo navegador y confirmó su dirección.
analytics-define-daily = Personas que iniciaron sesión, o vinieron con ella iniciada, el último de estos días.
analytics-define-weekly = Personas que iniciaron sesión, o vinieron con ella iniciada, en alguno de los siete días hasta el último.
analytics-define-monthly = Personas que iniciaron sesión, o vinieron con ella iniciada, en alguno de los treinta días hasta el último.

analytics-chart-readers = Lectores
analytics-about-readers = Por día: vistas de páginas publicadas por personas sin sesión, y los navegadores en los que miraron. Los periodos largos se dibujan por semanas o por treinta días.
analytics-chart-joined = Nuevos miembros
analytics-about-joined = Por día: personas que se registraron por sí mismas, y primeras confirmaciones de una dirección. Los periodos largos se dibujan por semanas o por treinta días.
analytics-chart-active = Personas activas
analytics-about-active = Por día, cuántas personas vinieron con sesión ese día, en los siete días hasta él y en los treinta.
analytics-chart-funnel = De lector a habitual
analytics-about-funnel = Los lectores de estos días y hasta dónde han llegado quienes se registraron en ellos. Participar es escribir una entrada, apuntarse a un evento o invitar a alguien. Volver es venir en la cuarta semana después de la del registro. Los números abren las listas de personas; quien borró su cuenta está contado, pero ya no sale en la lista.
analytics-chart-cohorts = Quién vuelve, en porcentaje
analytics-about-cohorts = Cada fila es una semana, desde el lunes, y quienes se registraron en ella. La columna 0 es esa semana, la 1 la siguiente; cada casilla dice qué porcentaje vino entonces con sesión. La semana sin terminar lleva un marco.
analytics-chart-sources = Qué los trajo
analytics-about-sources = Quienes se registraron en estos días: por una invitación, o por lo primero que miró su navegador, un evento o una entrada; si no, directamente. La segunda barra son quienes volvieron en la cuarta semana.
analytics-chart-inactive = Sin aparecer desde hace tiempo
analytics-about-inactive = Personas con la dirección confirmada, desde su último inicio o uso de una sesión hasta ahora. Quien no aparece desde hace un año tampoco aparece desde hace una semana, así que cada número contiene el siguiente; quien nunca inició sesión está en todos.

analytics-cohort-cell = { $cohort }, semana { $week }: { $came } de { $size }
analytics-column-day = Día
analytics-column-step = Paso
analytics-column-people = Personas
analytics-column-share = Del paso anterior
analytics-column-week = Semana del registro
analytics-column-size = Registrados
analytics-column-source = Vino por
analytics-column-not-seen = Sin aparecer desde hace
analytics-column-file = Como archivo

analytics-stage-visitor = Lectores anónimos
analytics-stage-registered = Registrados
analytics-stage-verified = Confirmados
analytics-stage-signed-in = Iniciaron sesión
analytics-stage-took-part = Participaron
analytics-stage-back = De vuelta en la semana 4
analytics-source-any = Todos
analytics-source-invitation = Invitación
analytics-source-event = Evento
analytics-source-post = Entrada
analytics-source-direct = Directamente
analytics-not-seen-24h = 24 horas
analytics-not-seen-48h = 48 horas
analytics-not-seen-1w = Una semana
analytics-not-seen-1y = Un año
analytics-not-seen-never = Nunca inició sesión

analytics-advice = Qué podrías hacer
analytics-advice-none = Nada llama la atención. Vuelve cuando haya más que ver.
analytics-advice-unverified = { $count ->
    [one] { $count } persona se registró y nunca confirmó su dirección.
   *[other] { $count } personas se registraron y nunca confirmaron su dirección.
}
analytics-do-unverified = Enviar el enlace otra vez
analytics-advice-not-signed-in = { $count ->
    [one] { $count } persona confirmó su dirección y aún no ha iniciado sesión.
   *[other] { $count } personas confirmaron su dirección y aún no han iniciado sesión.
}
analytics-do-not-signed-in = Ver quiénes
analytics-advice-take-part = De { $count } que iniciaron sesión, { $part } participaron en algo. Pregunta a los demás qué buscaban.
analytics-do-take-part = Ver quién inició sesión
analytics-advice-closed = { $count ->
    [one] { $count } lector vino mientras el registro no estaba abierto a todos.
   *[other] { $count } lectores vinieron mientras el registro no estaba abierto a todos.
}
analytics-do-closed = Ver la configuración
analytics-advice-week = { $count ->
    [one] { $count } persona no aparece desde hace una semana o más. Un mensaje puede hacer que vuelva.
   *[other] { $count } personas no aparecen desde hace una semana o más. Un mensaje puede hacer que vuelvan.
}
analytics-do-week = Elegir a quién escribir
analytics-advice-year = { $count ->
    [one] { $count } persona no aparece desde hace un año. Pregúntale si aún quiere la cuenta.
   *[other] { $count } personas no aparecen desde hace un año. Pregúntales si aún quieren sus cuentas.
}
analytics-do-year = Elegir a quién escribir
analytics-advice-never = { $count ->
    [one] { $count } persona con la dirección confirmada nunca inició sesión.
   *[other] { $count } personas con la dirección confirmada nunca iniciaron sesión.
}
analytics-do-never = Ver quiénes
analytics-advice-stay = De { $all } que se registraron en estos días, { $count } volvieron en la cuarta semana. Algo falta después de los primeros días.
analytics-do-stay = Ver quién se registró

filter-inviter = Invitación de
filter-sent-from = Enviada desde
filter-sent-to = Enviada antes de
analytics-invitations-title = Qué aportan las invitaciones
analytics-side-invitations = Invitaciones
analytics-figure-invitations = Invitaciones
analytics-figure-invitations-accepted = Aceptadas
analytics-figure-invitations-converted = Nuevos miembros
analytics-figure-invitations-acceptance = Tasa de aceptación
analytics-figure-invitations-conversion = Tasa de conversión
analytics-define-invitations = Invitaciones enviadas en estos días, también a direcciones de miembros. No cuentan las que se borraron después ni las de quien dejó el sitio.
analytics-define-invitations-acceptance = De las invitaciones enviadas en estos días, la parte cuyo enlace o código se abrió, fuera el día que fuera.
analytics-define-invitations-conversion = De las invitaciones enviadas en estos días, la parte cuya dirección alguien registró y confirmó desde entonces, por cualquier vía.
analytics-chart-invitation-states = Qué fue de ellas
analytics-about-invitation-states = Las invitaciones enviadas en estos días, cada una en el estado que tiene ahora: enviada y sin abrir, abierta, convertida en miembro, caducada o retirada. Juntas son todas.
analytics-chart-inviters = Quién invita
analytics-about-inviters = Las diez personas que más invitaciones enviaron en estos días. La segunda barra son las que se abrieron; la tercera, las que trajeron un miembro.
analytics-chart-invitations = Día a día
analytics-about-invitations = Por día: invitaciones enviadas, abiertas por primera vez y personas que se hicieron miembros, se enviara cuando se enviara la invitación. Los periodos largos se dibujan por semanas o por treinta días.
analytics-column-state = Estado
analytics-column-invitations = Invitaciones
analytics-column-share-of-all = Parte del total
analytics-advice-invite = En estos días no se invitó a nadie.
analytics-do-invite = Invitar a personas
analytics-advice-unopened = { $count ->
    [one] { $count } invitación sigue sin abrirse. Un segundo correo puede ayudar.
   *[other] { $count } invitaciones siguen sin abrirse. Un segundo correo puede ayudar.
}
analytics-do-unopened = Elegir cuáles enviar de nuevo
analytics-advice-not-joined = { $count ->
    [one] { $count } invitación se abrió y nadie se ha hecho miembro por ella.
   *[other] { $count } invitaciones se abrieron y nadie se ha hecho miembro por ellas.
}
analytics-do-not-joined = Ver cuáles
analytics-advice-expired = { $count ->
    [one] { $count } invitación caducó. Enviarla de nuevo la renueva.
   *[other] { $count } invitaciones caducaron. Enviarlas de nuevo las renueva.
}
analytics-do-expired = Elegir cuáles enviar de nuevo

admin-do-write = Escribirles
admin-write-text = { $count ->
    [one] Tu programa de correo se abre con una dirección en copia oculta.
   *[other] Tu programa de correo se abre con { $count } direcciones en copia oculta, para que no se vean entre sí.
}
admin-write-open = Abrir el programa de correo

privacy-title = Privacidad
privacy-lead = Qué cuenta { $site }, qué guarda y durante cuánto tiempo. Esta página se genera a partir de la configuración en vigor.
privacy-counted = Qué se cuenta
privacy-counted-text = Cuántas veces se miran las páginas publicadas, en cuántos navegadores, cuántas personas se registran, confirman su dirección e inician sesión, y cuántas vuelven. Solo se muestran números, a quienes gestionan este sitio.
privacy-counted-members = { $days ->
    [one] De los miembros se anota durante { $days } día qué días vinieron, y cuándo se les vio por última vez.
   *[other] De los miembros se anota durante { $days } días qué días vinieron, y cuándo se les vio por última vez.
}
privacy-counted-off = En este sitio no se cuenta nada.
privacy-cookie = La cookie de visitante
privacy-cookie-text = { $days ->
    [one] El navegador que mira una página publicada recibe un valor aleatorio durante { $days } día, para contarlo una sola vez. No dice nada de ti, solo lo lee este sitio y no está unido a nadie; si te registras, se usa una vez para contar que un lector se hizo miembro.
   *[other] El navegador que mira una página publicada recibe un valor aleatorio durante { $days } días, para contarlo una sola vez. No dice nada de ti, solo lo lee este sitio y no está unido a nadie; si te registras, se usa una vez para contar que un lector se hizo miembro.
}
privacy-cookie-refuse = Un navegador que envía «Do Not Track» o «Global Privacy Control» no recibe esa cookie.
privacy-cookie-refused = Tu navegador pide que no se le siga, así que no recibe esa cookie.
privacy-kept = Durante cuánto tiempo
privacy-kept-visits = { $days ->
    [one] Los días en que vino un navegador: { $days } día.
   *[other] Los días en que vino un navegador: { $days } días.
}
privacy-kept-days = { $days ->
    [one] Los días en que vino un miembro: { $days } día.
   *[other] Los días en que vino un miembro: { $days } días.
}
privacy-kept-figures = { $days ->
    [one] Las cifras diarias, que no nombran a nadie: { $days } día.
   *[other] Las cifras diarias, que no nombran a nadie: { $days } días.
}
privacy-not = Qué no se hace
privacy-not-text = Con lo que se cuenta no se guarda ninguna dirección de red. No se envía nada a otros, no se carga nada de fuera y no se elabora ningún perfil de lo que lees.
privacy-account = Tu cuenta
privacy-account-text = Todo lo que se guarda sobre ti se puede descargar, y tu cuenta borrar, en la página de tus datos.
privacy-leave-later = { $days ->
    [one] Desde que pides el borrado pasa { $days } día hasta que tus datos desaparecen; iniciar sesión lo deshace.
   *[other] Desde que pides el borrado pasan { $days } días hasta que tus datos desaparecen; iniciar sesión lo deshace.
}
privacy-leave-now = Cuando borras tu cuenta, tus datos desaparecen en el acto.
privacy-cookies = Otras cookies
privacy-cookies-text = Iniciar sesión, los formularios, los avisos entre dos páginas y tu elección de idioma y tema necesitan cada uno una cookie. Ninguna te sigue a ninguna parte.
