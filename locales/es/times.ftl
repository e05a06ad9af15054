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
percent = { $number } %
