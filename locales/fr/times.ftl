time-ago = { $unit ->
    [minutes] { $count ->
        [one] il y a { $count } minute
       *[other] il y a { $count } minutes
    }
    [hours] { $count ->
        [one] il y a { $count } heure
       *[other] il y a { $count } heures
    }
    [days] { $count ->
        [one] il y a { $count } jour
       *[other] il y a { $count } jours
    }
   *[now] à l’instant
}
percent = { $number } %
