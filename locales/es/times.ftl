# Momentos: $month va de 1 a 12; $time es una hora como 14:05.
time-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
time-moment = { $date }, { $time }
time-ago = { $unit ->
    [minutes] { $count ->
        [one] hace { $count } minuto
       *[other] hace { $count } minutos
    }
    [hours] { $count ->
        [one] hace { $count } hora
       *[other] hace { $count } horas
    }
    [days] { $count ->
        [one] hace { $count } día
       *[other] hace { $count } días
    }
   *[now] ahora mismo
}
